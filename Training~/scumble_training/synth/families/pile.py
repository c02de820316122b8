"""Cloth with a nap or a sheen: velvet, corduroy, wool felt, silk and satin."""
from __future__ import annotations

import torch

from ..noise import band, cover, fbm, grain, mix, saturate, shade, smooth
from ..registry import Gen, Material, family, size_word
from ._shapes_built import turned

RICH = """red 8c1f2c, burgundy 5c1a2c, royal blue 2c3f94, navy 1f2a52, dark green 1f4a36, purple 57296e, black 1f1e20, grey 7c7a7c, teal 1f6266, gold b88a34,
brown 6a4630, pink c9808e, cream dccdb0, emerald 1d6a4c"""
WARM = """grey 8a8784, dark grey 4e4c4c, red 9a2f30, navy 2a3350, green 4c6a48, brown 745540, beige c4b294, mustard be9230, cream ddd2bb, charcoal 3c3b3d, teal 3a6a68"""


@family("velvet", prompt="velvet", kind="fabric", grain=0.8)
def velvet(g: Gen) -> Material:
    """Upright pile: patches brushed one way or the other look paler or darker; crushed velvet in broken folds."""
    names, base = g.colors(RICH)
    crushed = g.param([g.py.choice((0.0, 0.0, 1.0)) for _ in range(g.n)])
    a = g.uniform(0, 3.14)
    flow = fbm(g, 1.9, lo=2.5, hi=14, stretch=1.8, angle=a)
    broken = fbm(g, 1.5, lo=3, hi=40, stretch=2.2, angle=a + 0.6 * flow.mean((2, 3), keepdim=True))
    nap = smooth(flow + 0.25 * broken, -0.8, 0.9) * 2 - 1
    crush = (1 - broken.abs()).clamp(-1, 1)
    lean = mix(0.5 * nap, 0.35 * nap + 0.8 * crush - 0.25, crushed)
    pile = band(g, g.size * 0.24, 0.5, stretch=2.2, angle=a) * 0.6 + band(g, g.size * 0.36, 0.4) * 0.5
    stroke = fbm(g, 1.0, lo=8, stretch=6.0, angle=a)
    col = shade(base, 0.25 * lean + 0.13 * pile + 0.05 * stroke - 0.04)
    col = saturate(col, 1 - 0.10 * lean)
    h = 0.5 + crushed * 0.07 * crush + 0.025 * lean + 0.010 * pile + 0.004 * stroke
    rough = 0.74 - 0.10 * lean + 0.05 * pile
    return g.material(col, h, rough, 0.0, g.facts(lambda i: ["crushed velvet", "velvet", "crushed velvet fabric"] if crushed.v[i] else ["velvet", "velvet fabric", "velvet cloth", "velour", "plush velvet upholstery"],
                      names, lambda i: ["soft", g.py.choice(["rich", "luxurious", "plush", ""]), "crumpled" if crushed.v[i] else "smooth"],
                      lambda i: [g.py.choice(["with a soft pile", "with brushed marks", "with a sheen", ""])]))


@family("corduroy", prompt="corduroy fabric", kind="fabric")
def corduroy(g: Gen) -> Material:
    """Cut ribs (wales) of pile with narrow woven channels."""
    names, base = g.colors(WARM + ", tan b08a5c, rust 9a5230, olive 6c6a40")
    n = g.integers(14, 56)
    w = fbm(g, 2.0, lo=1, hi=10) * 0.0015
    p = (g.x + w) * n
    t = (p - p.floor() - 0.5) * 2
    rib = (1 - t.square()).clamp_min(0).sqrt()
    tuft = fbm(g, 0.6, lo=30, stretch=0.4) * 0.7 + band(g, g.size * 0.3, 0.4) * 0.6
    cross = torch.sin(g.y * 6.28318 * n * 1.0 + 3 * fbm(g, 1.0, lo=8))
    worn = cover(fbm(g, 1.6, lo=1.5), 0.4, 0.8) * g.uniform(0, 1)
    valley = smooth(rib, 0.55, 0.15)
    col = shade(base, 0.12 * tuft + 0.10 * worn * rib + 0.02 * fbm(g, 1.4, lo=2))
    col = mix(col, shade(saturate(base, 1.1), -0.45 + 0.10 * cross), valley * 0.85)
    h = 0.36 + (0.30 * rib + 0.03 * tuft * rib) * (22 / n).clamp(0.5, 1.1)
    up = g.bernoulli(0.3)
    col, h, rough = turned(g, up, col, h, 0.88 - 0.06 * rib + 0.03 * tuft)
    word = {"large": "wide wale", "big": "wide wale", "small": "fine wale", "fine": "needlecord"}
    return g.material(col, h, rough, 0.0, g.facts(["corduroy", "corduroy fabric", "corduroy cloth", "ribbed velvet", "cord fabric"], names,
                      lambda i: ["soft", "ribbed", word.get(size_word(n.v[i], 14, 56, g.py), ""), "worn" if g.py.random() < 0.1 else ""],
                      lambda i: ["with horizontal ribs" if up.v[i] else "with vertical ribs"]))


@family("felt", prompt="wool felt", kind="fabric", grain=0.7)
def felt(g: Gen) -> Material:
    """Unwoven wool: matted fibres in all directions, mixed tones; sometimes pilled or boiled."""
    names, base = g.colors(WARM)
    mixed = g.uniform(0, 1)
    fibres, tone = 0.0, 0.0
    for k in range(7):
        a = g.uniform(0, 3.14)
        warp = 0.35 * fbm(g, 1.8, lo=2).mean((2, 3), keepdim=True)
        x = band(g, g.size * 0.22, 0.45, stretch=9.0, angle=a + warp)
        hit = smooth(x, 1.1, 1.7)
        tone = mix(tone, g.normal(0, 1) + 0 * hit, hit) if k else hit * g.normal(0, 1)
        fibres = torch.maximum(fibres, hit) if k else hit
    lump, f = fbm(g, 1.3, lo=6), grain(g)
    pill = smooth(band(g, 26.0, 0.3), 1.4, 2.4) * g.bernoulli(0.35)
    col = shade(base, 0.16 * tone * (0.4 + mixed) + 0.20 * (fibres - 0.3) + 0.015 * lump + 0.09 * f)
    col = mix(col, mix(base, g.rgb("e6e0d4"), 0.6), fibres * (tone > 0.8).float() * mixed * 0.5)
    h = 0.5 + 0.020 * lump + 0.020 * fibres + 0.008 * f + 0.06 * pill
    return g.material(col, h, 0.93 + 0.02 * f, 0.0, g.facts(lambda i: ["felt", "wool felt", "felt fabric", "wool", "wool cloth", "boiled wool", "woollen fabric"], names,
                      lambda i: ["soft", "fuzzy", "matted", "mottled" if mixed.v[i] > 0.6 else "plain" if mixed.v[i] < 0.3 else ""],
                      lambda i: ["with visible fibers"]))


@family("silk", prompt="silk fabric", kind="fabric", grain=0.5)
def silk(g: Gen) -> Material:
    """Satin and silk: a smooth fine weave lying flat or in soft folds; sometimes slubbed."""
    names, base = g.colors(RICH + ", white e8e4dc, champagne d8c49c, light blue a8c0d8")
    names2 = type(names)("cream" if x == "champagne" else x for x in names)
    names2.natural = names.natural
    folds, slub = g.param([g.py.choice((0.0, 1.0)) for _ in range(g.n)]), g.bernoulli(0.35)
    a = g.uniform(0, 3.14)
    big = fbm(g, 2.4, lo=1.2, hi=7, stretch=2.6, angle=a)
    drape = (1 - (big * 0.9).abs()).clamp(-1, 1)
    thread = band(g, g.size * 0.32, 0.35, stretch=14.0) * 0.6 + band(g, g.size * 0.32, 0.35, stretch=0.07) * 0.4
    line = fbm(g, 0.6, lo=14, stretch=36.0)
    col = shade(base, 0.07 * thread + 0.10 * slub * line + 0.015 * fbm(g, 1.4, lo=2))
    h = 0.5 + folds * 0.24 * (drape - drape.mean((2, 3), keepdim=True)) + 0.003 * thread + 0.006 * slub * line
    rough = g.uniform(0.26, 0.42) + 0.03 * thread + 0.06 * slub * line.abs()
    return g.material(col, h, rough, 0.0, g.facts(lambda i: ["raw silk", "shantung silk", "silk"] if slub.v[i] else ["silk", "silk fabric", "satin", "satin fabric", "silk cloth"], names2,
                      lambda i: ["shiny", "smooth" if not folds.v[i] else "draped", "fine"], lambda i: ["with soft folds" if folds.v[i] else "", "with slubs" if slub.v[i] else ""]))
