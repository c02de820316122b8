"""Massive rock: cliff faces and layered strata."""
from __future__ import annotations

import torch

from ..cells import courses, voronoi
from ..noise import cover, fbm, mix, shade, smooth
from ..registry import Gen, Material, family
from ..surface import crack_lines, specks, stone_skin

ROCK = """grey 7f7c77, grey 918e87, dark grey 575655, brown 7a6654, tan a38c6c, beige b5a58a, reddish brown 85573f, slate 5b646b, black 36363a, light grey aaa69d"""


@family("rock", prompt="rock", kind="stone")
def rock(g: Gen) -> Material:
    """A cliff face: broken facets at three scales, ledges, cracks."""
    k = g.integers(2, 5)
    w = fbm(g, 2.0, lo=2, c=2) * 0.02 + fbm(g, 1.3, lo=10, c=2) * 0.002
    u, v = g.x + w[:, :1], g.y + w[:, 1:]
    h = 0.5 + fbm(g, 1.7, lo=1) * 0.07
    tone = fbm(g, 1.1, lo=5) * 0.07
    for mul, amp in ((1, 1.0), (2.3, 0.55), (5.0, 0.28)):
        n = (k * mul).round()
        c = voronoi(g, n, (n * g.uniform(0.8, 1.6)).round(), jitter=0.95, u=u, v=v)
        lift = c.randn()
        h = h + amp * (0.055 * lift + c.tilt(1.7)) - amp * 0.05 * smooth(0.012 - c.edge, 0, 0.012)
        tone = tone + lift * 0.10 * amp - 0.22 * amp * smooth(0.006 - c.edge, 0, 0.005)
    skin, t = stone_skin(g)
    ridge = 1 - fbm(g, 1.25, lo=4, stretch=1.5, angle=g.uniform(0, 3.14)).abs()
    ledge = fbm(g, 1.5, lo=2, stretch=2.2, angle=g.uniform(0, 3.14)) * 2.2
    ledge = ledge.floor() + smooth(ledge - ledge.floor(), 0.0, 0.22)           # broken layers
    h = h + skin * 0.022 + ridge * 0.045 + ledge * 0.030
    h_rough = ridge - ridge.mean((2, 3), keepdim=True)
    tone = tone + 0.07 * (ledge - ledge.mean((2, 3), keepdim=True)) + 0.10 * h_rough
    crack = crack_lines(g, k * 1.5, 0.006, wobble=0.035, keep=0.5) * g.bernoulli(0.6)
    h = h - crack * 0.22
    names, base = g.colors(ROCK)
    warm = mix(shade(base, -0.12), g.palette("brown 7c5f42, grey 6f6d69, tan a08a66, reddish brown 7a5440")[1], 0.45)
    col = mix(base, warm, cover(fbm(g, 1.15, lo=4), g.uniform(0.15, 0.5), 0.35))
    col = mix(col, shade(mix(base, g.rgb("e8e4da"), 0.6), 0.1 * ridge), specks(g, g.uniform(0.02, 0.10)) * 0.45)
    col = shade(col, -0.40 * specks(g, 0.08, 1.5))
    seam = smooth(1 - fbm(g, 1.5, lo=4, stretch=2.0, angle=g.uniform(0, 3.14)).abs() * 5, 0.0, 1.0) * cover(fbm(g, 1.4, lo=2), 0.5, 0.3)
    col = mix(col, shade(mix(base, g.rgb("4a3f34"), 0.6), 0.1 * t), torch.maximum(seam * 0.55, smooth(-h_rough, 0.5, 2.0) * 0.5))
    stain = cover(fbm(g, 1.1, lo=5, stretch=3.0, angle=1.5708), 0.25, 0.4)
    col = shade(col, tone + t * 0.11 - stain * 0.14 - crack * 0.35)
    facts = g.facts(["rock", "rock", "cliff rock", "rock face", "rocky cliff", "rough stone", "cliff"], names,
                    lambda i: [g.py.choice(["rough", "rugged", "jagged", "craggy"]), "massive" if k.v[i] <= 2 else ""], lambda i: [g.py.choice(["with cracks", "", ""])])
    return g.material(col, h, 0.84 + t * 0.03, 0.0, facts)


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
    skin, tone = stone_skin(g)
    hard, fineh = a.rand(), b.rand()
    lumps = fbm(g, 1.3, lo=3, stretch=2.5)
    h = 0.34 + 0.32 * hard * smooth(ea, 0, 0.02) + 0.14 * fineh * smooth(eb, 0, 0.006) + lumps * 0.035 + skin * 0.018
    h = h + joints.randn() * 0.03 * hard - 0.08 * smooth(0.006 - joints.edge, 0, 0.006) * hard
    pool = "red a5583c, tan b8976a, orange c07c48, beige cbb48c, brown 86634a, grey 8d887f, white d8cfbc, yellow c9a55e, dark brown 5f4a3c"
    names, base = g.colors(pool)
    names2, other = g.palette(pool)
    own = g.param([float(f) for f in names.natural])
    other = mix(shade(base, g.uniform(-0.5, 0.45)), other, own)
    col = mix(base, other, smooth(a.rand(), 0.55, 0.65))
    col = shade(col, a.randn() * 0.10 + b.randn() * 0.10 + tone * 0.06 + lumps * 0.04 - 0.12 * smooth(0.004 - ea, 0, 0.004))
    facts = g.facts(["layered rock", "rock strata", "sedimentary rock", "layered rock strata", "canyon wall", "rock layers"], names, ["layered"],
                    lambda i: [g.py.choice(["with horizontal layers", "with bands", ""])], second=[x if nat else None for x, nat in zip(names2, names.natural)])
    return g.material(col, h, 0.86 + tone * 0.03, 0.0, facts)
