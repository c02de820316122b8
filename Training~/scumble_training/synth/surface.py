"""Surface details shared by families: stone skins, pits, crack networks, mortar, plaster, soil."""
from __future__ import annotations

import torch

from .noise import band, cdf, cover, fbm, grain, mix, shade, smooth
from .cells import voronoi
from .skins import skin


def stone_skin(g, coarse=1.0):
    """(height, tone): fractal relief with pits and fine grain; both about mean 0, sd 1; multiply by small amounts."""
    a = fbm(g, 1.6, lo=5 * coarse)
    tone, height, _ = skin(g, "stone")
    pits = smooth(band(g, g.size * 0.11, 0.5), 1.2, 2.2)
    h = a * 0.6 + height * 0.5 - pits * 0.5
    t = fbm(g, 1.05, lo=3 * coarse) * 0.4 + tone * 0.8 - pits * 0.3 + a * 0.2
    return h, t


def substance(g, c, kind="stone"):
    """(tone, height, tint [n, 3, s, s]) of a photographed matter, each element of c being another piece of it; about mean 0, sd 1."""
    f = c.local(torch.cat(skin(g, kind), 1))
    return f[:, :1], f[:, 1:2], f[:, 2:]


def tones(c, spread, odd=0.08):
    """(tone in stops, warmth in radians of hue) of the elements of one lot: most lie close together, a share `odd` stands out, and what is paler is yellower."""
    r, u = c.randn(2), c.rand(2)
    tone = r[:, :1] * 0.6 * spread + (u[:, :1] < odd).float() * (u[:, 1:] - 0.55) * 3.4 * spread
    return tone, (-0.25 * tone + 0.02 * r[:, 1:]).clamp(-0.07, 0.07)


def soil(g, color, e, reach, amount, tone, dirt="5c5245"):
    """Dirt that lies along the edges of elements and fades inwards: e is the distance to the edge, reach how far it goes, amount 0..1."""
    near = smooth(e, reach, 0) * (0.35 + 0.65 * cdf(fbm(g, 1.3, lo=3) - 0.5 * tone))
    return mix(color, mix(color * 0.72, g.rgb(dirt), 0.45), near * amount)


def pits(g, freq, area, depth=1.0):
    """Round holes: 0..1 depth map covering about `area`; freq = holes per tile length."""
    return cover(band(g, freq, 0.25), area, 0.06) * depth


def specks(g, area, size=1.0, soft=0.04):
    """Grains of another mineral, of many sizes and in clusters: 0..1, covering about `area`; size in multiples of a few pixels."""
    return cover(fbm(g, 0.65, lo=g.size * 0.05 / size) + 0.5 * fbm(g, 1.1, lo=6), area, soft)


def crack_lines(g, k, width, wobble=0.02, keep=0.6, jitter=0.95):
    """Branching cracks: 1 in the middle of a crack, 0 outside. k cells per tile (rounded, so that it tiles), width in tile units; keep = share of the lines."""
    w = fbm(g, 2.3, lo=2, hi=24, c=2) * (wobble * 0.45) + fbm(g, 1.7, lo=14, c=2) * (wobble * 0.07)
    c = voronoi(g, as_tensor(g, k).round(), jitter=jitter, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    gate = cover(fbm(g, 1.5, lo=2), keep, 0.35)
    wid = width * (0.25 + 0.75 * gate) * (1 + 0.25 * fbm(g, 1.3, lo=10).clamp(-2, 2))
    line = 1 - smooth(c.edge, wid * 0.35, wid.clamp_min(g.px * 0.8) + g.px)
    return line * smooth(gate, 0.08, 0.4)


def sandy(g, color, amount=0.12):
    """(color, height, roughness) of a sandy mass (mortar, soil): color [n,3,1,1] with grains of several tones."""
    tone, height, tint = skin(g, "mortar")
    fine, lumps = grain(g), fbm(g, 1.2, lo=10)
    c = shade(color, (tone * 0.8 + fine * 0.35 + lumps * 0.4) * amount + fbm(g, 1.5, lo=3) * amount * 0.35)
    return c + tint * amount * 0.06 * c, lumps * 0.5 + height * 0.5, 0.9 + 0.03 * tone


def soil_colors():
    return "brown 5b4330, dark brown 3c2c20, brown 6b5038, dark brown 46372a, reddish brown 6e4430"


def as_tensor(g, x):
    return x if torch.is_tensor(x) else torch.full((1, 1, 1, 1), float(x), device=g.device)
