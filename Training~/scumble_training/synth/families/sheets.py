"""Worked sheet metal: hammered metal and crumpled foil."""
from __future__ import annotations

import torch

from ..noise import band, cover, fbm, grain, shade, slope, smooth
from ..registry import Gen, Material, family, size_word
from ._shapes_made import metal_noun, nearest, unnamed

NOBLE = "gold ffd07a, gold e8b458, copper f0a088, copper d88a6c, bronze a8803e, silver d2d4d6, grey a8abac, brass d2b060"


@family("hammered_metal", prompt="hammered metal", kind="metal")
def hammered_metal(g: Gen) -> Material:
    names, base = g.colors(NOBLE)
    k = g.count(7, 34)
    w = fbm(g, 2.4, lo=3, hi=10, c=2) * 0.006
    c = nearest(g, k, jitter=0.7, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    d = -c.edge
    r = c.randn(2)
    mid, f, cloud = fbm(g, 1.1, lo=6), grain(g), fbm(g, 1.6, lo=2)
    dish = d * d
    patina = g.param([g.py.choice((0.0, 0.0, g.py.uniform(0.4, 1))) for _ in range(g.n)])
    rim = smooth(d, 0.25, 0.75)
    dark = cover(0.8 * cloud + 0.5 * mid, 0.4, 0.4) * patina
    col = shade(base, 0.07 * r[:, :1] + 0.04 * rim + 0.03 * mid + 0.03 * f - 0.5 * dark * (1 - 0.6 * rim))
    h = 0.42 + (0.42 * dish + 0.03 * r[:, :1]) * (12 / k).clamp(0.55, 1.2) + 0.03 * cloud + 0.003 * mid
    rough = 0.24 + 0.03 * r[:, 1:] + 0.03 * mid + 0.3 * dark

    def nouns(i):
        m = metal_noun(names[i])[:1] if names.natural[i] else []
        return [f"hammered {q}" for q in m] * 2 + ["hammered metal", "beaten metal", "hammered metal sheet"] + [f"beaten {q}" for q in m]
    return g.material(col, h, rough, 1.0, g.facts(nouns, unnamed(names), lambda i: ["shiny" if patina.v[i] == 0 else "aged", size_word(k.v[i], 7, 34, g.py)],
                      lambda i: [g.py.choice(["with hammer marks", "with dimples"]), "with dark patina" if patina.v[i] > 0 else ""]))


@family("metal_foil", prompt="crumpled metal foil", kind="metal")
def metal_foil(g: Gen) -> Material:
    names, base = g.colors(NOBLE + ", silver d8dadb, silver c8cacc, gold f4c468")
    f0 = g.log_uniform(1.8, 7.0)
    h = 0.0
    for m, a in ((1.0, 1.0), (2.2, 0.40), (4.7, 0.13), (10.0, 0.03)):
        x, y = band(g, f0 * m, 0.3), band(g, f0 * m * 1.2, 0.3)
        h = h + a * torch.maximum(x.abs(), (0.9 * y + 0.3).abs())
    h = (h - h.mean((2, 3), keepdim=True)) / (h.square().mean((2, 3), keepdim=True).sqrt() + 1e-6) * 0.5
    h = h - h.mean((2, 3), keepdim=True)
    sx, sy = slope(h)
    face = -(0.62 * sx + 0.78 * sy) / (f0 * 4)
    mid, f = fbm(g, 1.2, lo=4), grain(g)
    col = shade(base, 0.04 * mid + 0.02 * f)
    rough = g.uniform(0.16, 0.30) + 0.04 * mid + 0.03 * face.abs().clamp(max=2)
    hh = 0.5 + h * g.uniform(0.30, 0.45) * (2.6 / f0).clamp(0.55, 1.2)

    def nouns(i):
        m = [x for x in metal_noun(names[i])[:1] if x in ("gold", "copper", "silver")] if names.natural[i] else []
        tin = ["aluminium foil", "aluminum foil", "tin foil"] if names.natural[i] and names[i] in ("silver", "grey") else []
        return [f"{q} foil" for q in m] * 2 + ["metal foil", "crumpled foil", "foil", "crinkled metal foil"] + tin
    return g.material(col, hh, rough, 1.0, g.facts(nouns, unnamed(names), lambda i: ["crumpled", "shiny", "wrinkled"], lambda i: [g.py.choice(["with creases", "with sharp folds"])]))
