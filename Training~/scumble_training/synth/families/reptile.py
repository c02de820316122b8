"""Crocodile hide: rows of squarish belly scales that narrow towards the flanks, with deep folds between them."""
from __future__ import annotations

import torch

from ..cells import courses, voronoi
from ..noise import band, cover, fbm, grain, hue, mix, saturate, shade, smooth
from ..registry import Gen, Material, family, size_word
from ..skins import skin
from ._shapes_built import turned

HIDE = "brown 5c4028, dark brown 3c2a1c, black 242322, green 4a5434, olive 5c5832, tan a07a4c, grey 6c6a64, cognac brown 8a5228, burgundy 4e1f26, dark green 2c3c2c"


@family("crocodile", prompt="crocodile leather", kind="fabric", skip=("dirt",), grain=0.5)
def crocodile(g: Gen) -> Material:
    rows = g.integers(6, 18, 2)
    size = 1.0 / rows
    w = fbm(g, 2.2, lo=1, hi=8, c=2) * 0.012 + fbm(g, 2.2, lo=6, hi=30, c=2) * 0.035 * size
    squeeze = 0.10 * torch.sin(6.28318 * g.x) * g.bernoulli(0.7)       # belly scales wide in the middle, small at the flanks
    u, v = g.x + squeeze + w[:, :1], g.y + w[:, 1:]
    a = courses(g, (rows * 0.8).round(), rows, shift=0.5, jitter=0.25, row_jitter=0.18, u=u, v=v, corner=0.30 * size)
    b = voronoi(g, rows, rows, jitter=0.55, stagger=1.0, soft=0.08, u=u, v=v)
    belly = g.param([float(g.py.random() < 0.7) for _ in range(g.n)])
    pick = lambda p, q: torch.where(belly > 0.5, p, q)
    edge = pick(a.edge, b.edge) / size
    r = pick(a.randn(), b.randn())
    dx, dy = pick(a.dx, b.dx) / size, pick(a.dy, b.dy) / size
    t = smooth(edge, 0.02, 0.22)
    dome = smooth(edge, 0.0, 0.5)
    fold = smooth(edge, 0.09, 0.0)
    dots = smooth((dx.square() + (dy - 0.28).square()).sqrt(), 0.055, 0.025) * (pick(a.rand(), b.rand()) > 0.3).float()   # the pore of each scale
    wrinkle = fbm(g, 1.3, lo=8, stretch=2.5, angle=1.5708)
    fine, mid = grain(g), fbm(g, 1.1, lo=8)
    pores = cover(band(g, g.size * 0.12, 0.45), 0.06, 0.05)
    horn = torch.cat([skin(g, "cliff", (3, 4))[0], skin(g, "soft")[0], fbm(g, 1.1, lo=8, stretch=3.0, angle=1.5708)], 1)
    cut = pick(a.local(horn), b.local(horn))                                      # each scale has furrows of its own
    names, base = g.colors(HIDE)
    names2 = type(names)("brown" if n == "cognac brown" else n for n in names)
    names2.natural = names.natural
    two = g.bernoulli(0.5)
    col = hue(shade(base, 0.07 * r + 0.02 * mid + 0.02 * fine + 0.10 * cut[:, :1] + 0.06 * cut[:, 1:2] + 0.06 * cut[:, 2:] - 0.12 * pores), 0.015 * r)
    col = mix(col, shade(saturate(base, 1.1), -0.6 + 0.08 * fine), fold * mix(0.45 + 0 * two, 0.85 + 0 * two, two))
    col = shade(col, 0.14 * (t - 0.6) * two - 0.25 * dots)
    h = 0.26 + 0.34 * t + 0.12 * dome + 0.03 * r + (0.012 * wrinkle + 0.015 * cut[:, 2:] + 0.010 * cut[:, :1]) * t - 0.02 * pores - 0.04 * dots + 0.02 * (dx * r) * t
    gloss = g.uniform(0.16, 0.45)
    rough = gloss + 0.25 * fold + 0.05 * mid + 0.03 * fine + 0.08 * pores
    up = g.bernoulli(0.5)
    col, h, rough = turned(g, up, col, h, rough)
    return g.material(col, h, rough, 0.0, g.facts(["crocodile leather", "crocodile skin", "alligator leather", "croc leather", "alligator skin", "crocodile hide"], names2,
                      lambda i: [size_word(rows.v[i], 6, 18, g.py), "glossy" if gloss.v[i] < 0.25 else "matte" if gloss.v[i] > 0.38 else "", "two toned" if two.v[i] else "",
                                 "embossed" if g.py.random() < 0.2 else ""],
                      lambda i: [g.py.choice(["with square scales", "with belly scales"]) if belly.v[i] else "with round scales", "with dark creases" if two.v[i] else ""]))
