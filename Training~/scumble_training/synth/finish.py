"""The last touch on every material, at the picture's own resolution: grain down to single pixels, and a slow drift of warmth and
saturation as natural matter has it. Amounts depend on the family's kind; they were set by the octaves' power of photographs."""
from __future__ import annotations

from .noise import band, cdf, fbm, hue, saturate, shade
from .registry import FAMILIES, Gen, Material
from .skins import skin

#         grain of the colour (stops), of the roughness, of the height; drift of hue (radians) and saturation
AMOUNTS = {"stone": (0.055, 0.022, 0.0014, 0.008, 0.035), "ground": (0.062, 0.020, 0.0022, 0.010, 0.040), "plant": (0.060, 0.020, 0.0022, 0.020, 0.050),
           "wood": (0.024, 0.014, 0.0006, 0.006, 0.030), "metal": (0.028, 0.022, 0.0005, 0.004, 0.020), "fabric": (0.048, 0.018, 0.0014, 0.004, 0.020),
           "tile": (0.022, 0.012, 0.0003, 0.004, 0.020), "soft": (0.050, 0.020, 0.0014, 0.010, 0.030), "plastic": (0.020, 0.014, 0.0003, 0.002, 0.010),
           "paper": (0.024, 0.014, 0.0006, 0.003, 0.015), "cold": (0.020, 0.020, 0.0010, 0.004, 0.020), "hot": (0.045, 0.020, 0.0014, 0.006, 0.020)}


SKINS = {"stone": ("stone", 0.08), "ground": ("ground", 0.14), "metal": ("metal", 0.06), "tile": ("tile", 0.025), "soft": ("soft", 0.10), "paper": ("paper", 0.05),
         "plastic": ("metal", 0.03), "cold": ("snow", 0.05), "hot": ("stone", 0.04)}


def finish(g: Gen, m: Material) -> Material:
    """Lays grain and drift on a batch of one family."""
    family = FAMILIES[g.family]
    if family.kind not in AMOUNTS or not family.grain:
        return m
    color, rough, height, warm, rich = AMOUNTS[family.kind]
    coarse, fine = band(g, g.size * 0.16, 0.45), band(g, g.size * 0.34, 0.45)
    drift = fbm(g, 1.5, lo=3, c=3)
    if family.kind in SKINS:
        kind, strength = SKINS[family.kind]
        tone, relief, tint = skin(g, kind)
        amount = strength * family.grain * g.uniform(0.5, 1.3)
        m.color = (shade(m.color, tone * amount) + tint * amount * 0.12 * m.color).clamp(0, 1)
        m.height = m.height + relief * 0.004 * amount / strength
        m.roughness = m.roughness - tone * 0.02
    patchy = (0.55 + 0.9 * cdf(drift[:, 2:])) * family.grain * g.uniform(0.6, 1.4)
    speck = (0.45 * coarse + 0.75 * fine) * patchy
    speck = speck - 0.12 * (speck * speck - speck.square().mean((2, 3), keepdim=True))     # dark grains stand out more than pale ones
    m.color = saturate(hue(shade(m.color, speck * color), drift[:, :1] * warm), 1 + drift[:, 1:2] * rich).clamp(0, 1)
    m.roughness = (m.roughness + speck * rough).clamp(0.02, 1)
    m.height = (m.height + speck * height).clamp(0, 1)
    return m
