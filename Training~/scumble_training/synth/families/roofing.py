"""Roof coverings: overlapping clay and slate tiles, fish scales, wooden shingles, barrel tiles; thatch and loose straw."""
from __future__ import annotations

import torch

from ..noise import band, cdf, cover, fbm, grain, hue, mix, saturate, shade, smooth, step
from ..registry import Gen, Material, family, select, size_word
from ..surface import soil, substance, tones
from ._shapes_built import roof_courses, wood_figure

BEAVER, SLATE, SCALE, SHAKE, BARREL = range(5)
POOLS = ("""terracotta a8664c, red 8f4c3c, orange a86f4c, brown 765040, red brown 7c4a3c, dark red 653630, grey 7d7974""",
         """slate 4e565e, dark grey 45484b, grey 6d7275, blue grey 566472, black 2e3033, purple 5a5160, green 56645c""",
         """terracotta a8664c, green 4c6656, slate 525b64, red 8f483c, grey 77797a, teal 35706e, blue 3c5e86""",
         """brown 7b5a3e, grey 8a837a, light brown a37e58, dark brown 4d3a2c, tan b08d64""",
         """terracotta ae6c50, orange b37a56, red 94503f, brown 7d5443, beige b79a7c, dark red 704038""")
NOUNS = (["roof tiles", "clay roof tiles", "tiled roof", "roof shingles", "beaver tail roof tiles"],
         ["slate roof", "slate roof tiles", "slate shingles", "roof shingles", "roof slates"],
         ["fish scale tiles", "scalloped roof tiles", "scale shingles", "roof shingles", "fish scale shingles"],
         ["wooden shingles", "wood shingles", "wood shake roof", "shingle roof", "cedar shingles"],
         ["barrel roof tiles", "clay roof tiles", "spanish roof tiles", "mediterranean roof", "roof tiles"])


@family("roof", prompt="roof tiles", kind="stone")
def roof(g: Gen) -> Material:
    """Courses of overlapping tiles; each lies on the course below it."""
    kind = g.choice([26, 22, 18, 16, 18])
    picks = [int(x) for x in g.count(3, 14).v]
    ratio = {BEAVER: (0.7, 1.1), SLATE: (0.8, 1.5), SCALE: (0.9, 1.3), SHAKE: (0.55, 0.9), BARREL: (0.4, 0.62)}
    cols = g.param(picks)
    rows = g.param([2 * max(2, round(c * g.py.uniform(*ratio[int(k)]) / 2)) for c, k in zip(picks, kind.v)])
    fam = {k: (kind == k).float() for k in range(5)}
    rough_roof = fam[SLATE] + fam[SHAKE]
    old = g.uniform(0, 1)
    wob = fbm(g, 1.5, lo=3, c=2) * 0.0016 * (0.3 + old + rough_roof)

    def lower_end(x):
        a = x.abs().clamp(max=1)
        arc = (1 - a * a).clamp_min(0).sqrt()
        flat = 1 - smooth(a, 0.75, 1.0) * 0.25
        return select(kind, [arc, flat, arc * 0.6 + (1 - a) * 0.4, torch.ones_like(a), 1 - a * a])
    depth = g.param([{BEAVER: g.py.uniform(0.28, 0.5), SLATE: 0.08, SCALE: g.py.uniform(0.7, 0.95), SHAKE: 0.0, BARREL: 0.2}[int(k)] for k in kind.v])
    c = roof_courses(g, cols, rows, depth, lower_end, g.x + wob[:, :1], g.y + wob[:, 1:], stagger=torch.where(kind == BARREL, 0.0, 0.5) * torch.ones_like(cols),
                     ragged=0.10 * rough_roof * (0.3 + old) + 0.25 * fam[SHAKE])

    sets = [g.colors(p) for p in POOLS]
    names = type(sets[0][0])(sets[int(k)][0][i] for i, k in enumerate(kind.v))
    names.natural = [sets[int(k)][0].natural[i] for i, k in enumerate(kind.v)]
    base = select(kind, [s[1] for s in sets])
    r = c.randn(4)
    light, warm = tones(c, g.uniform(0.06, 0.22), 0.12)
    tile = hue(shade(base, light), warm)
    tone, skin, tint = substance(g, c, "brick")
    cloud = c.local(fbm(g, 1.4, lo=3))
    col = shade(tile, tone * g.uniform(0.05, 0.12) + cloud * 0.05) + tint * 0.010
    layers = c.local(fbm(g, 1.2, lo=3, stretch=0.5))
    col = shade(col, fam[SLATE] * (layers * 0.12))
    f = wood_figure(g, c, c.dy, c.dx, 0.016, 0.5 / rows, spread=0.2, arch=0.3)
    timber = shade(tile, -0.3 * f["ring"] + f["photo"] * 0.16 + f["fibre"] * 0.06 + cloud * 0.05 + 0.12 - 0.25 * smooth(f["pores"], 0.8, 2.0))
    col = mix(col, timber, fam[SHAKE])
    stain = smooth(cdf(fbm(g, 1.3, lo=4, stretch=0.35) - 0.5 * tone) - 0.25 * (1 - c.t), 0.45, 1.0) * old
    col = mix(col, shade(saturate(col, 0.75), -0.45), stain * 0.7)

    curve = torch.cos(c.x * 1.5708)
    barrel = select(g.bernoulli(0.5), [curve.clamp_min(0).sqrt(), 0.5 + 0.5 * torch.sin(c.x * 3.1416)])
    dome = select(kind, [0.25 * (1 - c.x * c.x), torch.zeros_like(c.x), 0.35 * (1 - c.x * c.x), f["ring"] * 0.25 + f["fibre"] * 0.06, 9.5 * barrel])
    thick = g.uniform(0.09, 0.16) * (1 - 0.35 * fam[SLATE])
    gap = 0.0035 + 0.001 * old
    face = step(g, c.edge - gap * torch.where(kind == BARREL, 0.2, 0.6) - cover(fbm(g, 1.2, lo=9), 0.08 * old, 0.2) * 0.004, wide=2.0)
    lip = smooth(c.end, 0, 0.010)
    lift = c.t * thick * 1.3 + dome * thick * 0.28 + c.randn() * 0.012 * (1 + rough_roof) + c.dx * (c.rand() - 0.5) * 0.5 * (0.2 + rough_roof)
    h = 0.40 + lift + skin * 0.008 * (1 + old) + layers * 0.014 * fam[SLATE] - 0.03 * (1 - lip)
    low = 0.33 + dome * thick * 0.24 * fam[BARREL]
    h = mix(low, h, face)
    col = soil(g, col, c.under, 0.35 / rows, 0.25 + 0.5 * old, tone, "4f473d")                     # what the rain leaves where a tile ends
    col = soil(g, col, (1 - c.x.abs()) * 0.5 / cols, 0.12 / cols, 0.2 + 0.4 * old, tone, "4f473d")
    col = shade(col, 0.08 * (1 - lip) * old)
    color = mix(shade(base, -0.6), col, face)
    glazed = g.param([float(k in (BEAVER, SCALE, BARREL) and g.py.random() < 0.2) for k in kind.v])
    rough = mix(0.80 + 0.04 * tone + r[:, 2:3] * 0.03 - 0.25 * fam[SLATE], 0.16 + r[:, 2:3] * 0.03 + 0.3 * stain + 0.02 * tone, glazed)
    rough = mix(torch.full_like(h, 0.93), rough, face)
    adj = lambda i: [size_word(picks[i], 3, 14, g.py), *(["old", "weathered"] if old.v[i] > 0.72 else ["new", "clean"] if old.v[i] < 0.2 else []), *(["glazed", "glossy"] if glazed.v[i] else []),
                     "overlapping" if g.py.random() < 0.2 else ""]
    facts = g.facts(lambda i: NOUNS[int(kind.v[i])], names, adj, lambda i: [g.py.choice(["", "in overlapping rows"])])
    return g.material(color, h, rough, 0.0, facts)


def strands(g, angles, freq, length, count):
    """Layers of long parallel fibres, the highest layer on top: (height 0..1, tone per fibre, layer random)."""
    top = tone = None
    for a in angles:
        z = band(g, freq, 0.30, stretch=length, angle=a) + 0.8 * band(g, freq * 0.22, 0.5, stretch=length * 0.6, angle=a)
        t = band(g, freq * 0.55, 0.4, stretch=length * 1.2, angle=a)
        if top is None:
            top, tone = z, t
            continue
        up = z > top
        tone = torch.where(up, t, tone)
        top = torch.maximum(z, top)
    return cdf((top - 0.32 * len(angles)) * 0.8), tone


STRAW = "yellow bda25e, golden b6965a, tan ab9068, straw yellow c2ab72, brown 80684a, dark brown 5a4a38, grey 92897c, beige c4b28c"


@family("thatch", prompt="thatched roof", kind="plant")
def thatch(g: Gen) -> Material:
    """Bundles of reed in courses, trimmed at the lower end."""
    names, base = g.colors(STRAW)
    rows = g.integers(2, 5)
    lean = [g.normal(1.5708, 0.05) for _ in range(4)] + [g.uniform(1.3, 1.45), g.uniform(1.7, 1.85)]
    z, tone = strands(g, lean, g.size * 0.17, 10.0, 6)
    comb = fbm(g, 1.1, lo=8, stretch=0.12)
    edge = fbm(g, 1.6, lo=3, stretch=2.0) * 0.10 + comb * 0.05
    y = g.y * rows + edge
    t = y - y.floor()
    col = shade(base, tone * 0.26 + (z - 0.38) * 0.25 + fbm(g, 1.5, lo=2) * 0.04 + grain(g) * 0.03)
    grey = cover(fbm(g, 1.2, lo=4, stretch=0.3) + 0.4 * tone, 0.35, 0.7) * g.uniform(0, 1)                       # rained out
    col = saturate(hue(col, fbm(g, 1.2, lo=6, stretch=0.2) * 0.03), 1 - 0.45 * grey)
    col = shade(col, 0.10 * smooth(t, 0.6, 1.0))
    bundle = band(g, 9.0, 0.3, stretch=0.3)
    h = 0.30 + 0.30 * t * (1 - smooth(t, 0.965, 1.0)) + z * 0.16 + bundle * 0.02
    rough = 0.82 + 0.05 * tone
    facts = g.facts(["thatched roof", "thatch", "straw roof", "thatch roof"], names,
                    lambda i: ["layered", size_word(rows.v[i], 2, 5, g.py).replace("fine", "").replace("big", "")],
                    lambda i: [g.py.choice(["of dry reed", "made of straw", "in layers"])])
    return g.material(col, h, rough, 0.0, facts)


@family("straw", prompt="straw", kind="plant")
def straw(g: Gen) -> Material:
    """Loose dry stalks in all directions, or hay combed one way."""
    names, base = g.colors(STRAW)
    main, fan = g.uniform(0, 3.1416), g.param([g.py.choice((0.35, 1.5, 1.5)) for _ in range(g.n)])
    angles = [main + fan * a for a in (-1.0, -0.6, -0.3, 0.05, 0.35, 0.7, 0.95)]
    size = g.uniform(0.075, 0.15)
    z, tone = strands(g, angles, g.size * size, 11.0, 7)
    fine = band(g, g.size * 0.25, 0.4, stretch=6.0, angle=main)
    col = shade(base, tone * 0.28 + (z - 0.42) * 0.45 + fbm(g, 1.4, lo=2) * 0.03 + fine * 0.04)
    col = saturate(hue(col, tone * 0.025), 0.95 + 0.12 * tone.clamp(-2, 2))
    deep = 1 - smooth(z, 0.05, 0.45)
    col = mix(col, shade(base, -0.6), deep * 0.5)
    h = 0.25 + 0.45 * z + 0.008 * fine
    facts = g.facts(lambda i: ["straw", "hay", "dry straw", "pile of straw"], names,
                    lambda i: ["combed" if fan.v[i] < 1 else "loose", "fine" if size.v[i] > 0.135 else "coarse" if size.v[i] < 0.09 else "", "dry"], lambda i: [])
    return g.material(col, h, 0.8 + 0.05 * tone, 0.0, facts)
