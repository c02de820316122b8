"""Carbon fibre, galvanised sheet, honeycomb."""
from __future__ import annotations

import torch

from ..cells import voronoi
from ..noise import band, cdf, cover, fbm, grain, hue, mix, saturate, shade, smooth
from ..registry import Gen, Material, family, size_word
from ._shapes_built import HEX, hexagons
from ._shapes_made import scuffs


@family("carbon_fiber", prompt="carbon fiber", kind="plastic")
def carbon_fiber(g: Gen) -> Material:
    """Flat tows of fibre in twill or plain weave under clear resin."""
    twill = g.bernoulli(0.7)
    n = g.count(8, 48, 4)
    x, y = g.x * n, g.y * n
    i, j = x.floor(), y.floor()
    a, b = x - i - 0.5, y - j - 0.5
    warp = mix((torch.remainder(i + j, 2) < 1).float(), (torch.remainder(i + j, 4) < 2).float(), twill)
    names, base = g.colors("black 222325, black 2a2b2d, dark grey 3a3b3d, grey 6c6e70, red 6e1c1e, blue 1d3358", p_any=0.15)
    along, across = torch.where(warp > 0.5, b, a), torch.where(warp > 0.5, a, b)
    fibre = torch.where(warp > 0.5, band(g, g.size * 0.3, 0.5, stretch=0.08), band(g, g.size * 0.3, 0.5, stretch=12.0))
    gap = smooth(0.5 - across.abs(), 0.06, 0.0)
    col = shade(base, 0.24 * (warp - 0.5) + 0.10 * fibre + 0.04 * fbm(g, 1.2, lo=4) - 0.25 * gap)
    matte = g.bernoulli(0.3)
    relief = (1 - (1.8 * across).square()).clamp_min(0) * (0.55 + 0.45 * torch.cos(along * 3.14159 * 0.9))
    h = 0.5 + (0.02 + 0.06 * matte) * relief * (20 / n).clamp(0.5, 1.2) + 0.001 * fibre
    rough = mix(0.08 + 0.02 * cdf(fbm(g, 1.3, lo=3)), 0.42 + 0.05 * fibre, matte)
    return g.material(col, h, rough, 0.0, g.facts(["carbon fiber", "carbon fibre", "carbon fiber weave", "carbon fibre sheet", "carbon composite"], names,
                      lambda i: ["matte" if matte.v[i] else "glossy", "woven", size_word(n.v[i], 8, 48, g.py)], lambda i: ["in a twill weave" if twill.v[i] else "in a plain weave"]))


@family("galvanized", prompt="galvanized steel", kind="metal")
def galvanized(g: Gen) -> Material:
    """Zinc-coated sheet: a mosaic of crystals (spangle), each reflecting its own way; white rust in old ones."""
    k = g.count(6, 30)
    w = fbm(g, 1.7, lo=4, c=2) * 0.10 / k
    c = voronoi(g, k, jitter=0.95, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    r = c.rand(3)
    angle = r[:, :1] * 6.28318
    frond = torch.sin((c.dx * torch.cos(angle) + c.dy * torch.sin(angle)) * k * 22 + 2.5 * fbm(g, 1.3, lo=8))
    names, base = g.colors("grey a6abae, light grey b9bdbf, grey 969b9e, silver c4c7c9", p_any=0.04)
    old = g.uniform(0, 1)
    mid, f = fbm(g, 1.1, lo=8), grain(g)
    col = shade(base, (r[:, 1:2] - 0.5) * 0.34 + 0.05 * frond * r[:, 2:] + 0.03 * mid + 0.02 * f)
    white = cover(fbm(g, 1.2, lo=3) + 0.4 * mid, 0.35 * old, 0.2) * (old > 0.55).float()
    col = mix(col, shade(g.rgb("c9cac6"), 0.08 * mid + 0.08 * f), white * 0.75)
    marks = scuffs(g, 0.2 + old, 30)
    col = shade(col, 0.15 * marks)
    h = 0.5 + 0.004 * frond * r[:, 2:] + 0.006 * (r[:, 1:2] - 0.5) + 0.01 * white - 0.006 * marks
    rough = 0.26 + 0.16 * r[:, 1:2] + 0.03 * frond + 0.35 * white + 0.06 * marks
    return g.material(col, h, rough, 1 - 0.8 * white, g.facts(["galvanized steel", "galvanised metal", "galvanized metal sheet", "zinc coated steel", "galvanized iron"], names,
                      lambda i: [size_word(k.v[i], 6, 30, g.py), "weathered" if old.v[i] > 0.6 else "clean" if old.v[i] < 0.25 else "", "mottled"],
                      lambda i: [g.py.choice(["with spangle", "with a crystal pattern", "with zinc crystals"]), "with white oxide" if old.v[i] > 0.65 else ""]))


@family("honeycomb", prompt="honeycomb", kind="soft", skip=("moss",))
def honeycomb(g: Gen) -> Material:
    """Wax comb: hexagonal cells, some with honey, some capped."""
    pairs = [g.py.choice(HEX) for _ in range(g.n)]
    kx, ky = g.param([p[0] for p in pairs]), g.param([p[1] for p in pairs])
    w = fbm(g, 2.0, lo=2, c=2) * 0.05 / kx
    c = hexagons(g, kx, ky, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    e = c.edge * kx
    names, base = g.colors("amber d8962a, gold cf9a3a, yellow dcb048, tan c09450, brown 8a5c2a", p_any=0.08)
    r = c.rand(3)
    wall = smooth(e, g.uniform(0.08, 0.14), 0.05)
    filled, capped = (r[:, :1] < g.uniform(0.2, 0.9)).float(), (r[:, 1:2] < g.uniform(0.0, 0.4)).float()
    mid, f = fbm(g, 1.1, lo=8), grain(g)
    wax = shade(mix(base, g.rgb("e8cc8c"), 0.5), 0.08 * mid + 0.05 * f + 0.06 * c.randn())
    honey = hue(shade(saturate(base, 1.15), -0.25 + (r[:, 2:] - 0.5) * 0.35), 0.04 * mid)
    empty = shade(mix(base, g.rgb("7a5222"), 0.5), -0.2 + 0.06 * mid)
    inside = mix(mix(empty, honey, filled), shade(wax, 0.08 * mid), capped)
    col = mix(inside, wax, wall)
    h = mix(mix(0.24 + 0.02 * mid, 0.42 + 0.01 * mid, filled), 0.58 + 0.05 * smooth(e, 0.1, 0.4) + 0.015 * mid, capped)
    h = mix(h, 0.66 + 0.01 * mid, wall)
    rough = mix(mix(mix(0.6 + 0 * e, 0.08 + 0 * e, filled), 0.5 + 0.05 * mid, capped), 0.45 + 0.05 * mid, wall)
    return g.material(col, h, rough, 0.0, g.facts(["honeycomb", "beeswax honeycomb", "wax honeycomb", "bee hive cells", "honeycomb with honey"], names, lambda i: [size_word(kx.v[i], 5, 14, g.py), "sticky", "waxy"],
                      lambda i: [g.py.choice(["with honey", "filled with honey", "with hexagonal cells"])]))
