"""Overlays that grow or cake on: dirt, rain stains, moss, lichen, ivy."""
from __future__ import annotations

import math

import torch

from ..cells import scatter
from ..noise import band, blur, cdf, cover, fbm, grain, hue, mix, sample, shade, smooth, step
from ..registry import Gen, Material, overlay, select
from ..shapes import ivy_leaf
from ._common import SOLID, low, ranked, say


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
            ["covered in mud", "with dried mud", "with mud"] if mud else ["with dirt", "covered in dirt", "with dirt in the crevices"],
            on=["mud on", "dried mud over"] if mud else ["dirt on", "grime on", "dirt stains on"])
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
    c = shade(base, (tips - 0.5) * 0.85 + fbm(g, 1.4, lo=2) * 0.12)
    yellow = g.rgb("9a9a3a")
    c = mix(c, shade(yellow, (tips - 0.5) * 0.5), smooth(tips + 0.25 * fbm(g, 1.3, lo=3), 0.72, 1.25) * 0.6)
    brown = cover(fbm(g, 1.2, lo=5), 0.12, 0.2)
    c = mix(c, shade(g.rgb("6b5a30"), (tips - 0.5) * 0.7), brown * 0.6)
    alpha = torch.maximum(mask, speck * 0.75)
    m.color = mix(m.color, c, alpha)
    level = mix(m.height, blur(m.height, 0.012), mask * 0.8)
    m.height = level + body * 0.10 + mask * (0.02 + cushion * 0.022 + fuzz * 0.020)
    m.roughness = mix(m.roughness, 0.94 + 0.03 * fuzz, alpha)
    m.metallic = m.metallic * (1 - alpha)
    for i in range(g.n):
        much = amount.v[i] > 0.45
        say(m, i, ["mossy", "moss covered"] + (["overgrown"] if much else []),
            ["with moss", "with green moss"] + (["covered in moss", "overgrown with moss"] if much else ["with moss in the cracks", "with patches of moss"]),
            on=["moss on", "moss growing on", "green moss over", "moss spreading over"])
    return m


@overlay("lichen", "stone wood", weight=0.5, skip=("asphalt", "moss"))
def lichen(g: Gen, m: Material) -> Material:
    """Round crusty patches in pale green, yellow, orange or grey."""
    names, base = g.palette("pale green a9b592, yellow c3a83a, orange c4812e, light grey bcbfb0, green 8d9d6a")
    w = fbm(g, 1.2, lo=8, c=2) * 0.008
    k = g.integers(4, 8)
    disc = lambda x, y, r: 0.42 * (0.5 + 0.5 * r[:, :1]) - (x * x + y * y + 1e-9).sqrt()
    s = scatter(g, k, disc, layers=2, spread=1.0, scale=(0.4, 1.2), prob=0.75, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    d = s["d"] + 0.02 * fbm(g, 1.0, lo=12)
    mask = step(g, d / k) * cover(fbm(g, 0.9, lo=14), 0.85, 0.2)
    rim = smooth(d, 0.08, 0.0) * mask
    fine = grain(g)
    c = shade(base, fine * 0.08 + (s["r"][:, 1:2] - 0.5) * 0.3 + rim * 0.25 + fbm(g, 1.0, lo=10) * 0.08)
    m.color = mix(m.color, c, mask * 0.92)
    m.height = m.height + mask * (0.012 + 0.008 * fine + 0.01 * rim)
    m.roughness = mix(m.roughness, 0.93, mask)
    for i in range(g.n):
        say(m, i, ["lichen covered", "weathered"], ["with lichen", f"with {names[i]} lichen", "with spots of lichen"],
            on=["lichen on", f"{names[i]} lichen growing on", "spots of lichen on"])
    return m


@overlay("stains", "stone metal wood plastic", weight=0.7, skip=("lava", "cobblestone", "flagstone", "gravel", "pebbles", "soil", "sand", "asphalt"))
def stains(g: Gen, m: Material) -> Material:
    """Rain streaks down a wall: dark grime, pale lime or brown water marks."""
    kind = g.choice([60, 20, 20])
    source = cover(fbm(g, 1.3, lo=3) + 0.3 * low(m), 0.16, 0.2)
    s = g.size
    fall = torch.exp(-torch.arange(s, device=g.device, dtype=torch.float32) / (s * 0.16))
    kernel = torch.zeros(1, 1, s, s, device=g.device)
    kernel[0, 0, :, 0] = fall / fall.sum()
    run = torch.fft.irfft2(torch.fft.rfft2(source) * torch.fft.rfft2(kernel), s=(s, s))
    strand = fbm(g, 0.9, lo=8, stretch=14.0, angle=math.pi / 2)
    mask = (smooth(run, 0.05, 0.45) * smooth(strand, -0.9, 1.1)).clamp(0, 1)
    tone = select(kind, [g.rgb("4f4a42"), g.rgb("d4d0c4"), g.rgb("7c5a38")])
    m.color = mix(m.color, mix(m.color * (0.4 + 0.6 * tone), tone, 0.5), mask * g.uniform(0.45, 0.8))
    m.roughness = mix(m.roughness, 0.8, mask * 0.6)
    m.metallic = m.metallic * (1 - smooth(mask, 0.4, 0.9) * 0.8)
    for i in range(g.n):
        word = ("dark", "white", "brown")[int(kind.v[i])]
        say(m, i, ["stained", "streaked", "water stained"], [f"with {word} streaks", "with water stains", f"with {word} rain streaks", "with run off stains"],
            on=[f"{word} stains running down", "water stains on", "streaks of grime on" if kind.v[i] == 0 else f"{word} streaks on"])
    return m


@overlay("ivy", "stone wood", weight=0.45, skip=("ivy", "cobblestone", "flagstone", "asphalt", "marble", "granite", "terrazzo", "bark", "wicker", "cork", "parquet", "bamboo"))
def ivy(g: Gen, m: Material) -> Material:
    """Ivy climbing over a wall: leaves in drifts, thin stems."""
    amount = g.uniform(0.25, 0.7)
    k = g.integers(7, 12)
    drift = cover(fbm(g, 1.7, lo=1.5, stretch=1.5, angle=math.pi / 2), amount, 0.12)
    s = scatter(g, k, ivy_leaf, layers=3, spread=0.95, scale=(0.7, 1.1), turn=0.9, heading=math.pi / 2)
    r = s["r"]
    here = sample(drift, g.x - (s["x"] * torch.cos(s["a"]) - s["y"] * torch.sin(s["a"])) / k, g.y - (s["x"] * torch.sin(s["a"]) + s["y"] * torch.cos(s["a"])) / k)
    mask = step(g, s["d"] / k) * (here > 0.5).float()
    names, base = g.palette("green 446e30, dark green 305428, green 507838, red 8a3428")
    mottle = fbm(g, 1.1, lo=8)
    c = hue(shade(base, (r[:, 2:3] - 0.5) * 0.55 + 0.06 * mottle + 0.05 * grain(g)), (r[:, 3:4] - 0.5) * 0.14)
    vein = smooth(s["y"].abs(), 0.016, 0.004)
    c = mix(c, mix(base, g.rgb("d4d8ac"), 0.5), vein * 0.5)
    stem = smooth(1 - fbm(g, 1.8, lo=3, stretch=3.0, angle=1.4).abs() * 16, 0.0, 0.6) * drift * (1 - mask)
    m.color = mix(mix(m.color, shade(g.rgb("5c4a34"), 0.15 * mottle), stem * 0.85), c, mask)
    m.height = mix(m.height + 0.03 * stem, 0.45 + 0.25 * m.height + 0.22 * s["z"] + (s["x"] * (r[:, :1] - 0.5) + s["y"] * (r[:, 1:2] - 0.5)) * 0.15, mask)
    m.roughness = mix(m.roughness, 0.5 + 0.1 * r[:, :1], mask)
    m.metallic = m.metallic * (1 - mask)
    for i in range(g.n):
        say(m, i, ["ivy covered", "ivy clad", "overgrown"], ["with ivy", "covered in ivy", "overgrown with ivy", "with climbing ivy"],
            on=["ivy on", "ivy growing over", "ivy climbing", "ivy leaves over"])
    return m


def grass_blade(x, y, r):
    """A short bent blade along x."""
    y = y - (r[:, :1] - 0.5) * 0.8 * x * x
    return 0.05 * (0.7 + 0.6 * r[:, 1:2]) * (1 - smooth(x, -0.2, 0.55)) * (x > -0.5).float() - y.abs()


@overlay("weeds", "stone ground", weight=0.55, skip=("grass", "ivy", "moss", "leaves", "plaster", "painted_wall", "marble", "granite", "terrazzo", "rock", "strata", "forest_floor", "mulch", "roof"))
def weeds(g: Gen, m: Material) -> Material:
    """Tufts of grass and weeds out of the joints and low spots."""
    amount = g.uniform(0.10, 0.38)
    field = ranked(low(m) * 1.2 + fbm(g, 1.6, lo=2) * 0.9)
    k = g.integers(14, 24)
    s = scatter(g, k, grass_blade, layers=3, spread=1.0, scale=(0.8, 1.2), turn=math.pi)
    root = sample(cover(field, amount, 0.05), g.x - s["x"] * torch.cos(s["a"]) / k, g.y - s["x"] * torch.sin(s["a"]) / k)
    mask = step(g, s["d"] / k) * (root > 0.5).float()
    names, base = g.palette("green 587a2e, green 4a6a28, olive 7a803c, yellow green 8c9a44")
    r = s["r"]
    c = hue(shade(base, (r[:, 2:3] - 0.5) * 0.6 + 0.25 * s["x"]), (r[:, 3:4] - 0.5) * 0.2)
    soil = cover(field, amount * 0.8, 0.2) * (1 - mask)
    m.color = mix(mix(m.color, shade(g.rgb("5a4a34"), 0.15 * grain(g)), soil * 0.5), c, mask)
    m.height = mix(m.height, m.height + 0.05 + 0.10 * s["z"], mask)
    m.roughness = mix(m.roughness, 0.7, mask)
    m.metallic = m.metallic * (1 - mask)
    for i in range(g.n):
        say(m, i, ["overgrown", "weedy"], ["with weeds", "with tufts of grass", "with grass growing through", "overgrown with weeds"],
            on=["weeds growing through", "grass growing out of", "tufts of grass on"])
    return m
