"""Overlays that grow, lie or wear on any suitable base material.

    @overlay("moss", "stone ground wood ...", weight=1.2)
    def moss(g: Gen, m: Material) -> Material:      # g.n = len(m.facts); changes the maps and calls say()

say(m, i, adj=[...], tail=[...]) adds one entry of interchangeable words to sample i: adjectives in front, phrases behind.
More overlays live in layers_*.py, imported at the end. They are laid in the order of their registration.
"""
from __future__ import annotations

import torch

from .noise import band, blur, cavity, cdf, cover, fbm, grain, luma, mix, saturate, shade, slope, smooth
from .registry import Gen, Material, overlay

UPRIGHT = ("bark", "stone_wall", "rock", "strata", "roof", "thatch", "corrugated_metal", "planks", "scales")   # no water stands on these
SOLID = "stone ground wood metal tile plastic"


def say(m: Material, i: int, adj=(), tail=()):
    m.facts[i].layers.append([("adj", w) for w in adj] + [("tail", w) for w in tail])


def ranked(x):
    """Mean 0, standard deviation 1."""
    x = x - x.mean((2, 3), keepdim=True)
    return x / (x.square().mean((2, 3), keepdim=True).sqrt() + 1e-4)


def low(m: Material, r=0.02):
    """How much a point belongs to crevices and low ground, sd 1; faint where the base is flat."""
    flat = m.height - m.height.mean((2, 3), keepdim=True)
    depth = flat.square().mean((2, 3), keepdim=True).sqrt()
    return (cavity(m.height, r) * 1.5 - flat / (depth + 0.02)) * smooth(depth, 0.005, 0.05)


@overlay("dirt", SOLID + " fabric", weight=1.0, skip=("soil", "sand", "cracked_mud"))
def dirt(g: Gen, m: Material) -> Material:
    """Dried dirt or mud in the crevices and in patches."""
    amount = g.uniform(0.25, 0.6)
    thick = g.uniform(0.02, 0.10)
    names, base = g.palette("brown 5a4532, brown 6d5238, dark brown 3f3024, reddish brown 74482f, tan 8c7350")
    edge = fbm(g, 1.1, lo=6)
    field = ranked(low(m) * 0.9 + fbm(g, 1.5, lo=1.5) * 0.7 + edge * 0.35)
    mask = cover(field, amount, 0.25)
    film = cover(field, amount + 0.3, 0.6) * 0.35
    lumps, fine = fbm(g, 1.1, lo=8), grain(g)
    c = shade(base, lumps * 0.12 + fine * 0.07)
    body = (mask * (0.85 + 0.15 * cdf(lumps))).clamp(0, 1)
    level = blur(m.height, 0.015)
    m.color = mix(mix(m.color, c, film), c, body)
    m.height = mix(m.height, level + lumps * 0.012 + fine * 0.006 + thick * (cdf(field) - 1 + amount), mask * 0.75)
    m.roughness = mix(m.roughness, 0.93 + 0.03 * fine, torch.maximum(body, film))
    m.metallic = m.metallic * (1 - smooth(body, 0.2, 0.6))
    for i in range(g.n):
        mud = thick.v[i] > 0.065
        say(m, i, ["muddy", "mud covered", "dirty"] if mud else ["dirty", "grimy", "soiled"],
            ["covered in mud", "with dried mud", "with mud"] if mud else ["with dirt", "covered in dirt", "with dirt in the crevices"])
    return m


@overlay("moss", "stone ground wood tile", weight=1.5, skip=("moss", "grass", "leaves", "sand"))
def moss(g: Gen, m: Material) -> Material:
    """Cushions of moss: in the joints first, then spreading over the tops."""
    amount = g.uniform(0.22, 0.68)
    names, base = g.palette("green 4f6b24, green 5c7a28, green 3f5c20, yellow green 7d8a2c, green 4a6a30, dark green 33501f", jitter=0.03)
    cushion = 0.6 * band(g, 14.0, 0.3) + 0.5 * band(g, 30.0, 0.3)
    fuzz = band(g, g.size * 0.22, 0.45)
    field = ranked(low(m) * 1.15 + fbm(g, 1.5, lo=1.6) * 0.75 + cushion * 0.22 + fuzz * 0.10)
    over = cdf(field) - (1 - amount)
    mask = smooth(over, -0.02, 0.05)
    body = smooth(over, 0.0, 0.30)
    speck = cover(band(g, g.size * 0.16, 0.4), 0.16, 0.1) * smooth(over, -0.22, 0.0) * (1 - mask)
    tips = cdf(cushion * 0.8 + fuzz * 0.7)
    c = shade(base, (tips - 0.55) * 1.0 + fbm(g, 1.4, lo=2) * 0.12)
    yellow = g.rgb("9a9a3a")
    c = mix(c, shade(yellow, (tips - 0.5) * 0.5), smooth(tips + 0.25 * fbm(g, 1.3, lo=3), 0.72, 1.25) * 0.6)
    brown = cover(fbm(g, 1.2, lo=5), 0.12, 0.2)
    c = mix(c, shade(g.rgb("6b5a30"), (tips - 0.5) * 0.7), brown * 0.6)
    c = shade(c, -0.35 * (1 - smooth(over, 0.0, 0.10)))
    alpha = torch.maximum(mask, speck * 0.75)
    m.color = mix(shade(m.color, -0.25 * smooth(over, -0.12, 0.0)), c, alpha)
    level = mix(m.height, blur(m.height, 0.012), mask * 0.8)
    m.height = level + body * 0.10 + mask * (0.02 + cushion * 0.022 + fuzz * 0.020)
    m.roughness = mix(m.roughness, 0.94 + 0.03 * fuzz, alpha)
    m.metallic = m.metallic * (1 - alpha)
    for i in range(g.n):
        much = amount.v[i] > 0.45
        say(m, i, ["mossy", "moss covered"] + (["overgrown"] if much else []),
            ["with moss", "with green moss"] + (["covered in moss", "overgrown with moss"] if much else ["with moss in the cracks", "with patches of moss"]))
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


from . import layers_wear, layers_weather  # noqa: E402,F401
