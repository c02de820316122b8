"""Wall finishes: plaster and stucco in several hands, painted walls, wallpaper with printed patterns."""
from __future__ import annotations

import math

import torch

from ..cells import voronoi
from ..noise import band, blur, cdf, cover, fbm, grain, mix, sample, saturate, shade, smooth, step
from ..registry import Gen, Material, family, select, size_word
from ..skins import skin
from ..surface import crack_lines
from ._shapes_built import full

PLASTER = """white dcd8cf, white d6d3cb, cream d9ccb2, cream d6c9b0, beige c6b698, beige bfb096, light grey bab8b2, grey 95928c, grey a4a19a, yellow cbb47a, ochre b8945c,
terracotta b07c62, pink cba698, orange c08e66, light blue a9b7c0, sage 9fa892, brown 86705c"""
TROWEL, ROUGH, KNOCK, SWIRL, COMB = range(5)


@family("plaster", prompt="plaster wall", kind="stone", grain=0.5)
def plaster(g: Gen) -> Material:
    """Lime plaster and stucco: trowelled, rough cast, knock-down, swirled, combed."""
    kind = g.choice([32, 24, 18, 14, 12])
    names, base = g.colors(PLASTER)
    old = g.uniform(0, 1)
    fine, mid, low = grain(g), fbm(g, 1.3, lo=8), fbm(g, 1.7, lo=3)
    photo, bumps, tint = skin(g, "plaster")
    strokes = torch.maximum(fbm(g, 1.5, lo=3, hi=50, stretch=5.0, angle=g.uniform(0.2, 0.9)), fbm(g, 1.5, lo=3, hi=50, stretch=5.0, angle=g.uniform(-0.9, -0.2)))
    trowel = low * 0.35 + strokes * 0.55 + mid * 0.12
    size = g.uniform(16, 34)
    pebble = cdf(band(g, size, 0.30) + 0.4 * band(g, size * 2.2, 0.3)) * 2.6 - 1.3 + mid * 0.25
    blob = band(g, g.uniform(7, 13), 0.40) + 0.35 * fbm(g, 1.2, lo=12)
    knock = smooth(blob, -0.15, 0.35) * 1.8 - 0.9 + strokes * 0.12 * smooth(blob, 0, 0.4) + mid * 0.08
    k = g.integers(3, 5)
    swirl = _swirls(g, k) + mid * 0.22 + low * 0.2
    wav = fbm(g, 2.0, lo=1, hi=8) * 0.9
    comb_n = g.integers(14, 30)
    ridge = torch.sin((g.y * comb_n) * 6.2832 + wav)
    comb = ridge * (0.75 + 0.25 * smooth(low, -1, 1)) + mid * 0.30
    relief = select(kind, [trowel, pebble, knock, swirl, comb])
    amount = select(kind, [g.uniform(0.012, 0.035), g.uniform(0.04, 0.075), g.uniform(0.025, 0.05), g.uniform(0.03, 0.05), g.uniform(0.025, 0.045)])
    worn = cover(fbm(g, 1.6, lo=2.5) + 0.12 * mid + 0.12 * photo, g.uniform(0.03, 0.15), 0.03) * smooth(old, 0.8, 0.9)

    line = crack_lines(g, 3, 0.0022, wobble=0.06, keep=0.4) * smooth(old, 0.74, 0.84)
    col = shade(base, relief * 0.025 + low * 0.01 + mid * 0.02 + photo * g.uniform(0.04, 0.10)) + tint * 0.006
    stain = smooth(fbm(g, 1.5, lo=3, stretch=0.4) + 0.4 * mid - 0.4 * photo, 0.3, 2.2) * old
    col = mix(col, shade(saturate(col, 0.8), -0.3), stain * 0.5)
    under = shade(g.rgb("a89a88"), mid * 0.12 + fine * 0.10)
    col = mix(col, under, worn * 0.85)
    col = shade(col, -0.7 * line)
    h = 0.55 + relief * amount + bumps * 0.004 + mid * 0.004 - worn * (0.045 + mid * 0.006) - line * 0.06
    rough = 0.84 - 0.12 * (kind == TROWEL).float() * smooth(strokes, -0.5, 1) + 0.03 * mid + 0.06 * worn
    venetian = g.param([float(a == TROWEL and g.py.random() < 0.25) for a in kind.v])
    col = mix(col, shade(col, strokes * 0.07 + low * 0.04), venetian)
    rough = rough - venetian * (0.42 - 0.08 * strokes)
    noun = [["plaster wall", "plaster", "plastered wall", "stucco wall"], ["rough stucco", "stucco wall", "stucco", "rough plaster wall", "roughcast wall"],
            ["knockdown plaster", "stucco", "textured plaster wall", "plaster wall"], ["swirled plaster", "plaster", "textured plaster", "plaster wall"],
            ["combed plaster", "combed stucco", "plaster with comb lines", "plaster wall"]]

    def adj(i):
        a = {TROWEL: ["polished", "venetian"] if venetian.v[i] else ["trowelled"], ROUGH: ["rough", "bumpy"], KNOCK: ["textured"], SWIRL: ["swirly"], COMB: ["combed", "grooved"]}[int(kind.v[i])]
        return a + ([g.py.choice(["old", "weathered", "stained"])] + (["cracked"] if old.v[i] > 0.8 else []) if old.v[i] > 0.65 else ["clean"] if old.v[i] < 0.2 else [])
    ext = lambda i: ["with worn patches" if old.v[i] > 0.9 else "", "with cracks" if old.v[i] > 0.8 else "", {SWIRL: "with swirls", COMB: "with horizontal grooves", TROWEL: "with trowel marks"}.get(int(kind.v[i]), "")]
    return g.material(col, h, rough, 0.0, g.facts(lambda i: noun[int(kind.v[i])], names, adj, ext))


def _swirls(g, k):
    """Overlapping fans of brush strokes: the nearest of jittered centres decides the direction."""
    c = voronoi(g, k, jitter=0.8, u=g.x + 0.02 * fbm(g, 1.8, lo=2), v=g.y)
    r = (c.dx.square() + c.dy.square() + 1e-6).sqrt()
    wob = fbm(g, 1.6, lo=3) * 0.8
    lines = torch.sin(r * k * g.uniform(8, 12) * 6.2832 + wob + c.rand() * 6.28) * 0.6 + torch.sin(r * k * 21 * 6.2832 + wob * 2) * 0.18
    return lines + (0.5 - r * k) * 0.5


@family("painted_wall", prompt="painted wall", kind="stone", grain=0.35)
def painted_wall(g: Gen) -> Material:
    """Wall paint over plaster: roller stipple or brush marks, patches, drips, flaked spots, sometimes a two-tone dado."""
    names, base = g.colors("white e8e6e0, cream e8dcc2, beige d6c6a8, light grey c6c6c3, light blue a9c2d2, green 7f9c80, mint b4d0bd, yellow dcc070, pink d9aaa2, grey 90918f, blue 54789c, red 9c4038")
    n2, second = g.colors("white e8e6e0, cream e6dac0, grey 8f908f, green 56745e, brown 6d5340, blue 45688c, dark grey 55575a")
    brush, old = g.bernoulli(0.35), g.uniform(0, 1)
    dado = g.param([float(g.py.random() < 0.1 and a != b) for a, b in zip(names, n2)])
    low, mid = fbm(g, 1.6, lo=3), fbm(g, 1.3, lo=8)
    photo, bumps, _ = skin(g, "plaster")
    stipple = band(g, g.size * g.uniform(0.12, 0.22), 0.35)
    marks = fbm(g, 0.9, lo=10, stretch=12.0, angle=g.uniform(-0.15, 0.15) + 1.5708 * g.bernoulli(0.5))
    relief = mix(stipple * 0.7 + mid * 0.3, marks * 0.8 + mid * 0.2, brush)
    line = 0.5 + g.uniform(-0.1, 0.1) + fbm(g, 1.2, lo=3) * 0.001
    lower = step(g, g.y - line) * step(g, 0.985 + 0 * line - g.y) * dado
    paint = mix(base, second, lower)
    col = shade(paint, low * 0.015 + mid * 0.015 + relief * 0.018 + photo * g.uniform(0.02, 0.06))
    roller = fbm(g, 1.3, lo=2, stretch=0.15)
    col = shade(col, roller * 0.02)
    drip = smooth(fbm(g, 1.4, lo=3, stretch=0.06) + 0.5 * low - 0.3 * photo, 0.7, 2.6) * old
    col = mix(col, shade(saturate(col, 0.75), -0.45), drip * 0.6)
    flake_f = fbm(g, 1.75, lo=4) + 0.10 * mid + 0.06 * photo
    area = g.uniform(0.03, 0.18) * smooth(old, 0.62, 0.72)
    flake, rim = cover(flake_f, area, 0.006), cover(flake_f, area + 0.03, 0.05)
    under = shade(g.rgb("a99e8f"), mid * 0.06 + photo * 0.16 + low * 0.05)
    col = shade(mix(col, under, flake), 0.12 * (rim - flake) * smooth(old, 0.62, 0.72))
    h = 0.53 + relief * 0.006 + low * 0.004 + bumps * 0.003 - flake * (0.030 - mid * 0.004) + (rim - flake) * 0.008
    satin = g.uniform(0.32, 0.75)
    rough = mix(satin + 0.03 * relief + 0.12 * drip, torch.full_like(h, 0.9), flake)
    adj = lambda i: [*(["old", "stained"] if old.v[i] > 0.55 else ["clean", "fresh"] if old.v[i] < 0.2 else []), "satin" if satin.v[i] < 0.42 else "matte" if satin.v[i] > 0.65 else "smooth"]
    ext = lambda i: ["with chipped paint" if old.v[i] > 0.74 else "", "with brush strokes" if brush.v[i] else g.py.choice(["", "with roller texture"])]
    facts = g.facts(["painted wall", "wall paint", "painted plaster wall", "wall"], names, adj, ext, second=[n if d else None for n, d in zip(n2, dado.v)])
    return g.material(col, h, rough, 0.0, facts)


PATTERN = (("damask wallpaper", "damask pattern"), ("striped wallpaper", "stripes"), ("polka dot wallpaper", "polka dots"), ("diamond pattern wallpaper", "diamonds"),
           ("scallop wallpaper", "scallops"), ("trellis wallpaper", "a trellis pattern"), ("zigzag wallpaper", "zigzags"), ("floral wallpaper", "flowers"))


def motif(g, kind, k):
    """(mask, emboss): the printed figure in 0..1; k repeats per tile (even)."""
    w = g.px * k
    ink = lambda d, s=1.0: smooth(d, -w * s, w * s)
    u, v = g.x * k, g.y * k * 0.5
    i = u.floor()
    vv = v + 0.5 * torch.remainder(i, 2)
    x, y = u - i - 0.5, (vv - vv.floor() - 0.5) * 2
    mirror = lambda f: sample(f, x.abs() * 0.55 + 0.1, y * 0.55)
    oval = 1.15 - (x * 2.1).square() - (y * 1.05).square()
    d = mirror(fbm(g, 2.2, lo=2, hi=7)) * 0.75 + mirror(band(g, 7.0, 0.3)) * 0.30 + 0.6 * oval - 0.35
    leaf = ink(d, 3) * (1 - ink(0.085 - (d - 0.36).abs(), 3)) * (1 - ink(0.06 - (d - 0.85).abs(), 3))
    ogee = 0.014 - (x.abs() - 0.25 - 0.20 * torch.cos(y * math.pi)).abs()
    beads = ink(0.045 - ((x.abs() - 0.25 - 0.20 * torch.cos(y * math.pi)).square() + (((y * 5) - (y * 5).floor() - 0.5) / 5).square()).sqrt(), 1.2)
    damask = torch.maximum(torch.maximum(leaf * ink(oval - 0.08, 3), ink(0.045 - (d + 0.30).abs(), 2) * ink(oval - 0.08, 3)), torch.maximum(ink(ogee), beads))
    s = u - i
    thin = g.bernoulli(0.5)
    stripe = torch.maximum(ink(0.25 - (s - 0.5).abs()), thin * ink(0.03 - (s - 0.12).abs()) + thin * ink(0.03 - (s - 0.88).abs()))
    a, b = u + g.y * k, u - g.y * k
    fa, fb = a - a.floor() - 0.5, b - b.floor() - 0.5
    dots = ink(g.uniform(0.2, 0.32) - (fa * fa + fb * fb).sqrt(), 1.4)
    lattice = torch.minimum(0.5 - fa.abs(), 0.5 - fb.abs())
    diamond = torch.maximum(ink(0.06 - lattice), ink(lattice - 0.30))
    yy = g.y * k * 2
    row = yy.floor()
    best = torch.zeros(1, 1, g.size, g.size, device=g.device)
    for d in (1, 0):
        r = row - d
        sx = u + 0.5 * torch.remainder(r, 2)
        q = ((sx - sx.floor() - 0.5).square() + ((yy - r) * 0.5).square() + 1e-6).sqrt()
        rings = torch.maximum(ink(0.05 - (q - 0.46).abs()), torch.maximum(ink(0.03 - (q - 0.32).abs()), ink(0.10 - q)))
        best = torch.where((q < 0.5) & (best < 2), rings + 4, best) if d == 1 else torch.where(best >= 4, best - 4, torch.where(q < 0.5, rings, best))
    rr = (fa * fa + fb * fb).sqrt()
    th = torch.atan2(fb, fa)
    trellis = ink(0.055 - (rr - 0.34 - 0.10 * torch.cos(4 * th)).abs(), 1.5)
    zz = g.y * k + 0.5 * ((u - u.floor()) * 2 - 1).abs()
    zig = ink(0.25 - (zz - zz.floor() - 0.5).abs(), 1.2)
    petal = g.param([g.py.choice((5, 6, 8)) for _ in range(g.n)])
    turn = a.floor() * 1.7 + b.floor() * 2.3
    flower = ink(0.26 * (0.72 + 0.38 * torch.cos(petal * th + 0 * turn)) - rr, 1.5) * (1 - ink(0.07 - rr, 1.5) * 0.9)
    stem = ink(0.035 - (fa - 0.06 * torch.sin(fb * 6.2832)).abs()) * ink(rr - 0.30) * 0.8
    leaf_r = ((fa.abs() - 0.16).square() * 3 + (fb.abs() - 0.36).square() * 9 + 1e-6).sqrt()
    floral = torch.maximum(flower, torch.maximum(stem, ink(0.20 - leaf_r, 1.5) * 0.7))
    return select(kind, [full(g, m) for m in (damask, stripe, dots, diamond, best.clamp(0, 1), trellis, zig, floral)])


@family("wallpaper", prompt="damask wallpaper", kind="paper")
def wallpaper(g: Gen) -> Material:
    """Printed or embossed paper with a repeating ornament in a second colour or a second tone."""
    kind = g.choice([30, 12, 10, 11, 9, 9, 8, 11])
    k = g.param([{1: g.py.choice((4, 6, 8, 10, 12)), 0: g.py.choice((2, 4, 4, 6))}.get(int(a), g.py.choice((2, 4, 6, 8))) for a in kind.v])
    ink = motif(g, kind, k)
    names, base = g.colors("cream e8dcc0, beige d6c4a2, green 54745c, blue 4a6488, burgundy 6a2430, gold b8954a, light grey c6c5c2, navy 27304e, pink d8aaa8, teal 3d7474, white e8e6df, charcoal 3a3b3e")
    n2, second = g.colors("gold c2a052, cream eadfc4, white ece9e2, silver b6b9bc, brown 7b5c40, dark green 2c4a38, black 29292b, light blue a8c0d0", p_any=0.35)
    tonal = g.bernoulli(0.35)
    dark = g.param([float(sum(c) < 1.4) for c in _known(names)])
    same = g.param([float(sum(abs(a - b) for a, b in zip(p, q)) < 0.7) for p, q in zip(_known(names), _known(n2))])
    tonal = g.param([float(a or b) for a, b in zip(tonal.v, same.v)])
    fig = mix(second, mix(shade(base, -0.42), shade(base, 0.55) + 0.06, dark), tonal)
    weave, fibre = band(g, g.size * 0.22, 0.4), fbm(g, 1.0, lo=10)
    old = g.uniform(0, 1)
    wear = cover(fbm(g, 1.2, lo=4) + 0.4 * weave, 0.30, 0.5) * smooth(old, 0.6, 1.0)
    col = mix(base, fig, ink * (1 - 0.6 * wear))
    col = shade(col, weave * 0.022 + fibre * 0.02 + fbm(g, 1.5, lo=3) * 0.02)
    yellow = smooth(fbm(g, 1.5, lo=3), 0.2, 2.2) * smooth(old, 0.5, 1.0)
    col = mix(col, col * g.rgb("c9ad7c"), yellow * 0.5)
    h = 0.5 + blur(ink, 0.004) * 0.02 + weave * 0.0025 + fibre * 0.002
    shiny = g.bernoulli(0.4)
    rough = 0.72 + 0.03 * fibre - ink * 0.35 * shiny
    adj = lambda i: [*(["old", "faded", "vintage"] if old.v[i] > 0.8 else []), size_word(k.v[i], 2, 8, g.py), "embossed" if g.py.random() < 0.3 else ""]
    ext = lambda i: [f"with {PATTERN[int(kind.v[i])][1]}" if tonal.v[i] else f"with {n2[i]} {PATTERN[int(kind.v[i])][1].removeprefix('a ')}"]
    facts = g.facts(lambda i: [PATTERN[int(kind.v[i])][0], "wallpaper", "patterned wallpaper", "ornamental wallpaper"], names, adj, ext,
                    second=[None if t else n for n, t in zip(n2, tonal.v)])
    return g.material(col, h, rough, 0.0, facts)


def _known(names):
    from ..palette import COLORS, rgb
    return [rgb(n) if n in COLORS or n.partition(" ")[2] in COLORS else (0.5, 0.5, 0.5) for n in names]
