"""Overlays of the weather: blown sand, dust, fallen leaves, snow, frost, water."""
from __future__ import annotations

import math

import torch

from ..cells import scatter
from ..noise import band, blur, cdf, cover, fbm, grain, hue, mix, saturate, shade, smooth, step
from ..registry import Gen, Material, overlay
from ..shapes import leaf
from ._common import UPRIGHT, low, ranked, say


def _settle(g, m, amount, crevice, edge, soft):
    """Where a powder lies: (signed quantile, mask)."""
    field = ranked(low(m) * crevice + fbm(g, 1.6, lo=1.3) * 0.9 + fbm(g, 1.0, lo=8) * edge)
    over = cdf(field) - (1 - amount)
    return over, smooth(over, -soft, soft)


@overlay("sand", "stone wood tile metal", weight=0.5, skip=("sand", "snow"))
def sand(g: Gen, m: Material) -> Material:
    """Blown sand filling the low parts."""
    amount = g.uniform(0.3, 0.6)
    over, mask = _settle(g, m, amount, 1.1, 0.12, 0.04)
    names, base = g.palette("tan cfae7c, beige d6bd90, yellow dcba74, orange c98f58")
    fine = grain(g)
    phase = (g.y * g.integers(8, 14) + g.x * g.integers(-2, 2) + 0.4 * fbm(g, 1.9, lo=1)) * (2 * math.pi)
    rip = torch.sin(phase)
    c = shade(base, fine * 0.07 + rip * 0.04 + fbm(g, 1.4, lo=2) * 0.05)
    m.color = mix(m.color, c, torch.maximum(mask, 0.25 * smooth(over, -0.25, 0.0)))
    m.height = mix(m.height, blur(m.height, 0.03) + 0.06 * smooth(over, 0.0, 0.4) + rip * 0.010 + fine * 0.005, mask * 0.85)
    m.roughness = mix(m.roughness, 0.9, mask)
    m.metallic = m.metallic * (1 - mask)
    for i in range(g.n):
        say(m, i, ["sandy", "sand covered"], ["with sand", "covered in sand", "half buried in sand"],
            on=["sand blown over", "sand on", "drifted sand on"])
    return m


@overlay("dust", "stone wood tile metal plastic fabric", weight=0.5, skip=("sand", "gravel"))
def dust(g: Gen, m: Material) -> Material:
    """A pale film of dust, thicker in the corners."""
    amount = g.uniform(0.45, 0.75)
    over, mask = _settle(g, m, amount, 0.6, 0.25, 0.30)
    c = shade(g.palette("grey b3aca0, tan b9a98e")[1], fbm(g, 1.0, lo=6) * 0.05)
    a = mask * g.uniform(0.5, 0.8)
    m.color = mix(m.color, c, a)
    m.roughness = mix(m.roughness, 0.9 + 0.03 * grain(g), (a * 1.2).clamp(0, 1))
    m.metallic = m.metallic * (1 - smooth(a, 0.35, 0.7))
    for i in range(g.n):
        say(m, i, ["dusty", "dust covered"], ["with dust", "covered in dust", "under a layer of dust"],
            on=["dust on", "a film of dust on"])
    return m


@overlay("leaf_litter", "stone wood tile ground plant", weight=0.6, skip=("leaves", "sand", "bark", "stone_wall", "plaster", "painted_wall", "ashlar", "concrete_blocks", "wicker", "ivy", "rock", "strata"))
def leaf_litter(g: Gen, m: Material) -> Material:
    """Single fallen leaves lying on the surface."""
    k = g.integers(4, 7)
    s = scatter(g, k, leaf(g.choice([60, 40])), layers=2, spread=0.9, scale=(0.6, 1.0), prob=g.uniform(0.45, 0.8))
    mask = step(g, s["d"] / k, wide=2.0)
    pool = "orange c0702a, red a03a26, brown 7d5530, yellow cda038, brown 6b4a2c"
    names, base = g.palette(pool)
    r = s["r"]
    c = mix(base, g.palette(pool)[1], (r[:, 2:3] > 0.55).float())
    vein = smooth(s["y"].abs(), 0.025, 0.006)
    c = hue(shade(c, (r[:, 3:4] - 0.5) * 0.6 + vein * 0.3 + 0.1 * fbm(g, 1.1, lo=6) - 0.12 * smooth(s["d"], 0.03, 0.0)), (r[:, 1:2] - 0.5) * 0.25)
    m.color = mix(m.color, c, mask)
    lie = blur(m.height, 0.02) + 0.05 + 0.06 * s["z"] + (s["x"] * (r[:, :1] - 0.5) + s["y"] * (r[:, 1:2] - 0.5)) * 0.12 + vein * 0.01
    m.height = mix(m.height, torch.maximum(lie, m.height * 0.3 + lie * 0.7), mask)
    m.roughness = mix(m.roughness, 0.68, mask)
    m.metallic = m.metallic * (1 - mask)
    for i in range(g.n):
        say(m, i, ["leaf strewn"], ["with fallen leaves", "covered in fallen leaves", "with autumn leaves", "with scattered leaves"],
            on=["fallen leaves on", "leaves scattered on", "autumn leaves on"])
    return m


@overlay("snow", "stone ground wood plant metal tile", weight=1.0, skip=("snow", "lava"))
def snow(g: Gen, m: Material) -> Material:
    """Snow lying on the tops, or filling the joints, with soft rims."""
    amount = g.uniform(0.3, 0.72)
    tops = g.bernoulli(0.45) * 2 - 1
    field = ranked(-low(m) * 0.8 * tops + fbm(g, 1.6, lo=1.3) * 0.8 + fbm(g, 1.1, lo=8) * 0.25)
    over = cdf(field) - (1 - amount)
    mask = smooth(over, -0.015, 0.05)
    thick = smooth(over, 0.0, 0.35)
    fine, lump = grain(g), fbm(g, 1.3, lo=6)
    c = mix(g.rgb("ccd9ea"), g.rgb("f0f3f7"), smooth(over + 0.05 * lump, 0.0, 0.2))
    c = shade(c, lump * 0.02 + fine * 0.015)
    speck = cover(band(g, g.size * 0.2, 0.4), 0.12, 0.1) * smooth(over, -0.25, 0.0)
    a = torch.maximum(mask, speck * 0.8)
    m.color = mix(m.color, c, a)
    m.height = mix(m.height, blur(m.height, 0.012) + 0.04 + 0.09 * thick + lump * 0.008 + fine * 0.003, mask)
    m.roughness = mix(m.roughness, 0.62 + fine * 0.04, a)
    m.metallic = m.metallic * (1 - a)
    for i in range(g.n):
        say(m, i, ["snowy", "snow covered"], ["with snow", "with patches of snow", "dusted with snow"] if amount.v[i] < 0.5 else ["covered in snow", "under snow", "with snow"],
            on=["snow on", "snow lying on", "melting snow on" if amount.v[i] < 0.5 else "deep snow on"])
    return m


@overlay("frost", "stone ground wood plant metal tile plastic", weight=0.5, skip=("snow", "ice", "lava", "sand"))
def frost(g: Gen, m: Material) -> Material:
    """Hoar frost: white needles over everything, thicker in patches."""
    amount = g.uniform(0.45, 0.8)
    field = fbm(g, 1.5, lo=1.5) + 0.4 * fbm(g, 0.9, lo=10) - 0.25 * ranked(low(m))
    mask = cover(field, amount, 0.5)
    needles = 0
    for k in range(3):
        x = cdf(band(g, g.size * 0.14, 0.45, stretch=7.0, angle=k * math.pi / 3 + g.uniform(0, 0.5)))
        needles = torch.maximum(needles, x) if k else x
    crystal = smooth(needles, 0.45, 1.0)
    a = mask * (0.30 + 0.62 * crystal)
    m.color = mix(m.color, g.rgb("e6eef5"), a)
    m.height = m.height + a * 0.035
    m.roughness = mix(m.roughness, 0.55 - 0.15 * crystal, a)
    m.metallic = m.metallic * (1 - smooth(a, 0.3, 0.7))
    for i in range(g.n):
        say(m, i, ["frosty", "frozen", "frosted"], ["covered in frost", "with frost", "with hoar frost"],
            on=["frost on", "hoar frost on", "ice crystals on"])
    return m


@overlay("wet", "stone ground wood tile plant metal plastic hot", weight=1.3, skip=("lava", "sand"))
def wet(g: Gen, m: Material) -> Material:
    """Water: everything dark and smooth, or puddles standing in the low parts."""
    pools = g.param([float(g.py.random() < 0.55 and f.family not in UPRIGHT) for f in m.facts])
    level = g.uniform(0.28, 0.55)
    damp = cover(fbm(g, 1.5, lo=1.5) + 0.5 * ranked(low(m)), g.uniform(0.75, 1.05), 0.5)
    ground = ranked(blur(m.height, 0.008)) * smooth((m.height - blur(m.height, 0.1)).abs().mean((2, 3), keepdim=True), 0.0, 0.03)
    basin = ranked(-ground * 0.9 + fbm(g, 1.9, lo=1.3) * 0.95)
    pool = cover(basin, level, 0.06) * pools
    shore = cover(basin, level + 0.22, 0.4) * pools
    soak = torch.maximum(damp, shore) * (1 - m.metallic * 0.8)
    porous = smooth(m.roughness, 0.2, 0.8)
    dark = saturate(shade(m.color, -0.28 - 0.30 * porous), 1.18)
    m.color = mix(m.color, dark.clamp(0, 1), soak)
    m.color = mix(m.color, shade(m.color, -0.22), pool)
    sheen = 0.13 + 0.10 * cdf(fbm(g, 1.2, lo=4)) + 0.12 * porous * cdf(grain(g))
    m.roughness = mix(m.roughness, torch.minimum(sheen, m.roughness), torch.maximum(damp, shore) * 0.97)
    m.roughness = mix(m.roughness, torch.full_like(sheen, 0.045), pool)
    mean = m.height.mean((2, 3), keepdim=True)
    sd = (m.height - mean).square().mean((2, 3), keepdim=True).sqrt()
    water = (mean - sd * (0.75 - level)).expand_as(m.height)
    m.height = mix(m.height, torch.maximum(water, m.height * 0.05 + water * 0.95), pool)
    for i in range(g.n):
        if pools.v[i]:
            say(m, i, ["wet", "rain soaked", "flooded"] if level.v[i] > 0.45 else ["wet", "rain soaked"],
                ["with puddles", "with puddles of water", "with rain puddles", "with standing water"])
        else:
            say(m, i, ["wet", "damp", "rain soaked", "wet"], ["wet with rain", "after rain", "glistening with water"])
    return m
