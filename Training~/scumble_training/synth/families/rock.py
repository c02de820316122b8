"""Massive rock: cliff faces and layered strata."""
from __future__ import annotations

from ..cells import courses, voronoi
from ..noise import fbm, mix, shade, smooth
from ..registry import Gen, Material, family
from ..skins import skin
from ..surface import crack_lines, stone_skin

ROCK = """grey 7f7c77, grey 918e87, dark grey 575655, brown 7a6654, tan a38c6c, beige b5a58a, reddish brown 85573f, slate 5b646b, black 36363a, light grey aaa69d"""


@family("rock", prompt="rock", kind="stone")
def rock(g: Gen) -> Material:
    """A cliff face: the broken relief of photographed rock, over facets and ledges of its own, with cracks."""
    k = g.integers(2, 5)
    w = fbm(g, 2.0, lo=2, c=2) * 0.02 + fbm(g, 1.3, lo=10, c=2) * 0.003
    u, v = g.x + w[:, :1], g.y + w[:, 1:]
    h = 0.5 + fbm(g, 1.7, lo=1.5) * 0.05
    tone = fbm(g, 1.2, lo=4) * 0.05
    for mul, amp in ((1.6, 1.0), (4.0, 0.5)):
        n = (k * mul).round()
        c = voronoi(g, n, (n * g.uniform(0.8, 1.6)).round(), jitter=0.95, u=u, v=v)
        lift = c.randn()
        h = h + amp * (0.045 * lift + c.tilt(1.4)) - amp * 0.04 * smooth(0.012 - c.edge, 0, 0.012)
        tone = tone + lift * 0.07 * amp - 0.12 * amp * smooth(0.004 - c.edge, 0, 0.004)
    face, relief, tint = skin(g, "cliff", (2, 3, 4))
    _, t = stone_skin(g)
    crack = crack_lines(g, k * 1.5, 0.004, wobble=0.035, keep=0.4) * g.bernoulli(0.5)
    h = h + relief * 0.075 - crack * 0.18
    names, base = g.colors(ROCK)
    other = mix(shade(base, -0.10), g.palette("brown 7c6a56, grey 74726e, tan 9c8b70, reddish brown 76584a")[1], 0.35 * g.param([float(f) for f in names.natural]))
    col = mix(base, other, smooth(fbm(g, 1.3, lo=4) + 0.5 * face, -0.2, 1.8) * g.uniform(0.3, 0.9))
    col = shade(col, tone + face * g.uniform(0.24, 0.40) + t * 0.07 - crack * 0.4) + tint * 0.022 * base
    pale = smooth(face, 1.0, 2.4) * g.uniform(0.0, 0.35)                       # broken edges show fresh stone
    col = mix(col, mix(base, g.rgb("d9d5cc"), 0.5), pale)
    facts = g.facts(["rock", "rock", "cliff rock", "rock face", "rocky cliff", "rough stone", "cliff"], names,
                    lambda i: [g.py.choice(["rough", "rugged", "jagged", "craggy"]), "massive" if k.v[i] <= 2 else ""], lambda i: [g.py.choice(["with cracks", "", ""])])
    return g.material(col, h, 0.84 + t * 0.03 + face * 0.02, 0.0, facts)


@family("strata", prompt="layered rock strata", kind="stone")
def strata(g: Gen) -> Material:
    """Sedimentary layers, each with its own colour and hardness."""
    rows = g.integers(5, 12)
    w = fbm(g, 1.9, lo=1) * g.uniform(0.01, 0.05) + fbm(g, 1.2, lo=6) * 0.004
    v = g.y + w + g.uniform(0, 1)
    one = g.param([1] * g.n)
    a = courses(g, one, rows, shift=0.0, period=1, row_jitter=0.7, v=v)
    b = courses(g, one, rows * 4, shift=0.0, period=1, row_jitter=0.8, v=v + fbm(g, 1.3, lo=4) * 0.003)
    ea, eb = a.h - a.dy.abs(), b.h - b.dy.abs()
    joints = voronoi(g, rows, rows * 2, jitter=0.95, v=v, u=g.x + 0.02 * fbm(g, 1.3, lo=3))
    _, tone = stone_skin(g)
    hard, fineh = a.rand(), b.rand()
    lumps = fbm(g, 1.3, lo=3, stretch=2.5)
    face, relief, tint = skin(g, "cliff", (3, 4))
    h = 0.34 + 0.32 * hard * smooth(ea, 0, 0.02) + 0.14 * fineh * smooth(eb, 0, 0.006) + lumps * 0.035 + relief * 0.04
    h = h + joints.randn() * 0.03 * hard - 0.08 * smooth(0.006 - joints.edge, 0, 0.006) * hard
    pool = "red a5583c, tan b8976a, orange c07c48, beige cbb48c, brown 86634a, grey 8d887f, white d8cfbc, yellow c9a55e, dark brown 5f4a3c"
    names, base = g.colors(pool)
    names2, other = g.palette(pool)
    own = g.param([float(f) for f in names.natural])
    other = mix(shade(base, g.uniform(-0.5, 0.45)), other, own)
    col = mix(base, other, smooth(a.rand(), 0.55, 0.65))
    col = shade(col, a.randn() * 0.10 + b.randn() * 0.09 + face * 0.20 + tone * 0.05 + lumps * 0.03 - 0.12 * smooth(0.004 - ea, 0, 0.004)) + tint * 0.015 * base
    facts = g.facts(["layered rock", "rock strata", "sedimentary rock", "layered rock strata", "canyon wall", "rock layers"], names, ["layered"],
                    lambda i: [g.py.choice(["with horizontal layers", "with bands", ""])], second=[x if nat else None for x, nat in zip(names2, names.natural)])
    return g.material(col, h, 0.86 + tone * 0.03, 0.0, facts)
