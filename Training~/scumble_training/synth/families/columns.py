"""Volcanic stone: basalt columns seen from above, and obsidian."""
from __future__ import annotations

import torch

from ..cells import voronoi
from ..noise import cdf, cover, fbm, grain, hue, mix, shade, smooth, step
from .. import skins
from ..registry import Gen, Material, family, size_word
from ..surface import stone_skin
from ._shapes_built import HEX

BASALT = "dark grey 4e4f50, grey 666768, black 343536, dark grey 55524f, grey 747270, slate 4c545a, brown 5f554a"


@family("basalt_columns", prompt="basalt columns", kind="stone")
def basalt_columns(g: Gen) -> Material:
    """Nearly regular five- to seven-sided column heads at uneven heights, split by dark joints."""
    pairs = [g.py.choice(HEX[:4]) for _ in range(g.n)]
    k, ky = g.param([p[0] for p in pairs]), g.param([p[1] for p in pairs])
    size = 1.0 / k
    w = fbm(g, 2.0, lo=4, c=2) * size * 0.012
    c = voronoi(g, k, ky, jitter=g.uniform(0.12, 0.34), u=g.x + w[:, :1], v=g.y + w[:, 1:], stagger=1.0)
    skin, tone = stone_skin(g)
    cut = c.local(torch.cat([skins.skin(g, "cliff", (3, 4))[0], fbm(g, 1.2, lo=5)], 1))       # each head broke its own way
    fine = grain(g)
    e = c.edge - size * g.uniform(0.008, 0.03) + skin * 0.0004
    face = step(g, e, wide=2.0)
    names, base = g.colors(BASALT, p_any=0.12)
    uneven = g.uniform(0.1, 1.0)
    pale = cover(fbm(g, 1.5, lo=2) + 0.5 * tone, 0.2, 0.4) * g.bernoulli(0.5)
    col = hue(shade(base, c.randn() * 0.09 + tone * 0.04 + cut[:, :1] * 0.16 + cut[:, 1:] * 0.04), c.randn() * 0.02)
    col = mix(col, shade(g.rgb("9c9a92"), 0.1 * tone), 0.35 * pale)
    worn = smooth(e, 0, size * 0.07)
    h = 0.36 + 0.34 * uneven * c.rand() + 0.10 * worn + c.tilt(0.25) * uneven + skin * 0.006 + cut[:, :1] * 0.012
    _, fill = g.palette("dark brown 3b2f23, grey 77736a, brown 665440, dark grey 4a4844, tan 9c8763")
    dark = shade(mix(base, fill, 0.6), 0.12 * fine)
    return g.material(mix(dark, col, face), mix(0.12 + skin * 0.01, h, face), mix(0.93, 0.80 + 0.04 * tone, face), 0.0, g.facts(
        ["basalt columns", "basalt columns", "columnar basalt", "hexagonal basalt columns", "giants causeway stones", "hexagonal rock columns", "basalt pillars"], names,
        lambda i: [size_word(k.v[i], 5, 10, g.py), "hexagonal", g.py.choice(["volcanic", "natural", "rough"]), "uneven" if uneven.v[i] > 0.7 else "flat" if uneven.v[i] < 0.3 else ""],
        lambda i: [g.py.choice(["seen from above", "with narrow joints", "with uneven heights" if uneven.v[i] > 0.5 else ""])]))


@family("obsidian", prompt="obsidian", kind="stone", skip=("moss", "lichen"), grain=0.9)
def obsidian(g: Gen) -> Material:
    """Volcanic glass: smooth shell-shaped fractures that meet in sharp edges, fine ripples on them."""
    k = g.param([float(v) for v in g.py.choices((2, 3, 4, 6), k=g.n)])
    w = fbm(g, 2.2, lo=2, c=2) * 0.012
    c = voronoi(g, k, jitter=0.95, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    d = voronoi(g, k * 2, jitter=0.95, u=g.x + w[:, 1:], v=g.y + w[:, :1])
    r, q = c.rand(3), d.rand(2)
    bowl = ((c.dx.square() + c.dy.square()).sqrt() * k).clamp(0, 1.2)
    chip = ((d.dx.square() + d.dy.square()).sqrt() * k * 2).clamp(0, 1.2) * (q[:, :1] > 0.45).float()
    far = ((c.dx + (r[:, :1] - 0.5) / k).square() + (c.dy + (r[:, 1:2] - 0.5) / k).square()).sqrt() * k
    ripple = torch.sin(far * 38 + 1.5 * fbm(g, 1.8, lo=3)) * smooth(far, 0.2, 0.9)
    fine = grain(g)
    names, base = g.colors("black 222226, black 28282c, black 1e1f24, dark grey 34353a, dark brown 2c211c, dark green 1c2a26", p_any=0.12)
    streak = cdf(fbm(g, 1.6, lo=2, stretch=3.0, angle=0.5)) * g.bernoulli(0.4)
    plane = (c.dx * (r[:, :1] - 0.5) + c.dy * (r[:, 1:2] - 0.5)) * k * 2
    sheen = 0.9 * plane + 0.5 * (r[:, 2:3] - 0.5) + 0.7 * (q[:, 1:] - 0.5) * (chip > 0).float()
    col = shade(base, 0.40 * sheen + 0.14 * ripple + 0.02 * fine + 0.25 * streak)
    h = 0.40 + 0.30 * bowl.square() + 0.14 * chip.square() + 0.35 * plane + 0.030 * ripple + 0.001 * fine
    dull = cover(fbm(g, 1.5, lo=3), 0.15, 0.3) * g.bernoulli(0.4)
    return g.material(col, h, 0.10 + 0.35 * dull + 0.02 * fine, 0.0, g.facts(
        ["obsidian", "obsidian", "volcanic glass", "obsidian rock", "obsidian stone", "obsidian surface"], names,
        lambda i: ["glassy", g.py.choice(["glossy", "shiny"]), "sharp", size_word(k.v[i], 2, 6, g.py)],
        lambda i: [g.py.choice(["with sharp edges", "with shell shaped fractures", "with conchoidal fractures"])]))
