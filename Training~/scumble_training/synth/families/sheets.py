"""Worked sheet metal: hammered metal and crumpled foil."""
from __future__ import annotations

import torch

from ..noise import band, fbm, grain, shade, slope, smooth
from ..registry import Gen, Material, family, size_word
from ..skins import skin
from ._shapes_made import metal_noun, nearest, unnamed

NOBLE = "gold dcae66, gold d0a254, copper d89478, copper d88a6c, bronze a8803e, silver d2d4d6, grey a8abac, brass d2b060"


@family("hammered_metal", prompt="hammered metal", kind="metal")
def hammered_metal(g: Gen) -> Material:
    names, base = g.colors(NOBLE + ", dark grey 6c6e70, black 3f4042, grey 8c8f90")
    k = g.count(7, 34)
    w = fbm(g, 2.4, lo=3, hi=10, c=2) * 0.006
    c = nearest(g, k, jitter=0.7, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    d = -c.edge
    r = c.randn(2)
    mid, f, cloud = fbm(g, 1.1, lo=6), grain(g), fbm(g, 1.6, lo=3)
    dish = d * d
    patina = g.param([g.py.choice((0.0, 0.0, g.py.uniform(0.4, 1))) for _ in range(g.n)])
    rim = smooth(d, 0.25, 0.75)
    face, _, tint = skin(g, "metal")
    dark = smooth(0.6 * cloud + 0.25 * mid + 0.6 * face + 1.2 * (0.5 - d), -0.6, 1.8) * patina
    col = shade(base, 0.03 * r[:, :1] + 0.06 * rim + 0.02 * mid + 0.05 * face + 0.02 * f - 0.32 * dark * (1 - 0.5 * rim)) + tint * 0.01 * base
    h = 0.42 + (0.42 * dish + 0.03 * r[:, :1]) * (12 / k).clamp(0.55, 1.2) + 0.03 * cloud + 0.003 * mid
    rough = 0.24 + 0.03 * r[:, 1:] + 0.03 * mid + 0.3 * dark

    def nouns(i):
        m = (["iron"] if names[i] in ("dark grey", "black") else metal_noun(names[i])[:1]) if names.natural[i] else []
        return [f"hammered {q}" for q in m] * 2 + ["hammered metal", "beaten metal", "hammered metal sheet"] + [f"beaten {q}" for q in m]
    return g.material(col, h, rough, 1.0, g.facts(nouns, unnamed(names), lambda i: ["shiny" if patina.v[i] == 0 else "aged", size_word(k.v[i], 7, 34, g.py)],
                      lambda i: [g.py.choice(["with hammer marks", "with dimples"]), "with dark patina" if patina.v[i] > 0 else ""]))


@family("metal_foil", prompt="crumpled metal foil", kind="metal")
def metal_foil(g: Gen) -> Material:
    names, base = g.colors(NOBLE + ", silver d8dadb, silver c8cacc, gold dcae62")
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
    col = shade(base, 0.03 * mid + 0.01 * f + 0.03 * skin(g, "metal")[0] + 0.10 * smooth(face.abs(), 0.6, 2.4))       # worn along the folds
    rough = g.uniform(0.16, 0.30) + 0.04 * mid + 0.03 * face.abs().clamp(max=2)
    hh = 0.5 + h * g.uniform(0.30, 0.45) * (2.6 / f0).clamp(0.55, 1.2)

    def nouns(i):
        m = [x for x in metal_noun(names[i])[:1] if x in ("gold", "copper", "silver")] if names.natural[i] else []
        tin = ["aluminium foil", "aluminum foil", "tin foil"] if names.natural[i] and names[i] in ("silver", "grey") else []
        return [f"{q} foil" for q in m] * 2 + ["metal foil", "crumpled foil", "foil", "crinkled metal foil"] + tin
    return g.material(col, hh, rough, 1.0, g.facts(nouns, unnamed(names), lambda i: ["crumpled", "shiny", "wrinkled"], lambda i: [g.py.choice(["with creases", "with sharp folds"])]))


@family("damascus", prompt="damascus steel", kind="metal", grain=0.7)
def damascus(g: Gen) -> Material:
    """Pattern-welded steel, etched: bright and dark layers in flowing contour lines, with eyes where it was hammered."""
    names, base = g.colors("grey a4a7aa, silver bfc2c5, dark grey 7f8285", p_any=0.08)
    lines = g.uniform(2.5, 7.0)
    drawn = g.param([g.py.choice((1.0, 1.0, 3.0)) for _ in range(g.n)])
    low = torch.where(drawn > 2, fbm(g, 3.4, lo=1, stretch=3.0), fbm(g, 3.2, lo=1.5))
    field = low + 0.04 * fbm(g, 2.6, lo=6)
    wave = torch.sin(field * lines * 3.1416 + 0.15 * fbm(g, 2.2, lo=10))
    bright = smooth(wave, -0.35, 0.35)
    f, hair = grain(g), fbm(g, 0.6, lo=12, stretch=12.0)
    col = shade(base, (bright - 0.5) * g.uniform(0.5, 1.0) + 0.03 * hair + 0.02 * f)
    h = 0.5 + 0.004 * (bright - 0.5) + 0.001 * hair + 0.001 * f
    own = ["damascus steel", "damascus steel", "pattern welded steel", "damascus blade", "damascene steel", "folded steel", "katana steel", "knife blade steel"]
    return g.material(col, h, 0.30 + 0.14 * (1 - bright) + 0.02 * hair, 1.0, g.facts(own, names, lambda i: ["wavy", "etched", "fine" if lines.v[i] > 5.5 else ""],
                      lambda i: [g.py.choice(["with wavy layers", "with flowing lines", "with a swirling pattern", "with light and dark layers"])]))
