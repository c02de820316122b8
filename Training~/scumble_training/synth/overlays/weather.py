"""Overlays of the weather: blown sand, dust, fallen leaves, snow, frost, water."""
from __future__ import annotations

import math

import torch

from ..cells import scatter
from ..noise import blur, cdf, cover, fbm, hue, mix, radius, saturate, shade, smooth, step
from ..registry import Gen, Material, overlay
from ..shapes import leaf
from ._common import UPRIGHT, grains, lightly, low, over, ranked, relief, say, shift, sown, spread


def _settle(g, m, amount, crevice, drifts=0.8, soft=0.0):
    """Where a powder lies, as a signed quantile, and the drifts: joints and low ground, unevenly, and drifts between them; soft levels out the
    base's small steps, which a powder bridges."""
    drift = spread(g, 1.6, lo=3.0, stretch=2.0, angle=g.uniform(-0.4, 0.4))                   # the wind draws them out
    ground = low(m)
    ground = blur(ground, soft) if soft else ground
    return over(g, ground * crevice * (0.75 + 0.25 * shift(drift)) + drift * drifts, amount), drift


@overlay("sand", "stone wood tile metal", weight=0.5, skip=("sand", "snow"))
def sand(g: Gen, m: Material) -> Material:
    """Blown sand filling the low parts and thinning out into single grains."""
    amount = lightly(g, 0.22, 0.6)
    names, base = g.palette("tan bfa683, beige cbb795, yellow c9b07c, orange b98f66")
    grit, lumps, micro = grains(g), fbm(g, 1.15, lo=7), relief(m)
    t, _ = _settle(g, m, amount, 1.1, 0.75, 0.004)
    edge = t + 0.05 * lumps - 0.05 * micro
    body = smooth(edge, -0.06, 0.30)
    film = smooth(edge, -0.42, 0.05)
    alpha = torch.maximum(torch.maximum(body * 0.97, sown(grit * 0.85 - micro * 0.45, film * (0.15 + 0.55 * film), 0.4) * 0.85), film * film * 0.45)
    thick = smooth(t, 0.0, 0.45)
    phase = (g.y * g.integers(9, 16) + g.x * g.integers(-3, 3) + 0.40 * blur(shift(lumps, 2), 0.03)) * (2 * math.pi)
    rip = torch.sin(phase + 0.5 * torch.sin(phase)) * thick * smooth(lumps, -1.6, 0.8)
    dark, pale = smooth(shift(grit), 1.35, 2.0), smooth(-shift(grit, 2), 1.2, 1.9)
    c = shade(base, grit * 0.08 + shift(grit, 3) * 0.05 + lumps * 0.05 + rip * 0.035 - 0.42 * dark + 0.20 * pale)
    m.color = mix(m.color, c, alpha)
    level = mix(m.height, blur(m.height, 0.02), body * (0.35 + 0.6 * thick))
    m.height = level + body * (0.006 + 0.05 * thick + rip * 0.010 + lumps * 0.006) + alpha * grit * 0.004
    m.roughness = mix(m.roughness, 0.92 + 0.03 * grit, alpha)
    m.metallic = m.metallic * (1 - smooth(alpha, 0.2, 0.7))
    for i in range(g.n):
        say(m, i, ["sandy", "sand covered"], ["with sand", "covered in sand", "half buried in sand"],
            on=["sand blown over", "sand on", "drifted sand on"])
    return m


@overlay("dust", "stone wood tile metal plastic fabric", weight=0.7, skip=("sand", "gravel"))
def dust(g: Gen, m: Material) -> Material:
    """A pale film of dust: thicker in corners and pits, wiped thin where something stands out."""
    amount = g.uniform(0.5, 0.85)
    fine, micro = grains(g), relief(m)
    t, drift = _settle(g, m, amount, 0.75, 0.7)
    cloud = shift(drift, 2)
    film = smooth(t + 0.06 * cloud, -0.5, 0.45)
    a = (film * (0.62 + 0.08 * cloud - 0.11 * micro + 0.07 * fine) + sown(shift(fine), film * 0.12, 0.4) * 0.2).clamp(0, 1) * g.uniform(0.65, 1.0)
    c = shade(g.palette("grey aca59b, tan b0a28a")[1], cloud * 0.05 + shift(fine, 2) * 0.04)
    m.color = mix(m.color, c, a)
    m.height = m.height + a * (0.004 + 0.002 * fine)
    m.roughness = mix(m.roughness, 0.9 + 0.03 * fine, (a * 1.3).clamp(0, 1))
    m.metallic = m.metallic * (1 - smooth(a, 0.25, 0.7))
    for i in range(g.n):
        say(m, i, ["dusty", "dust covered"], ["with dust", "covered in dust", "under a layer of dust"],
            on=["dust on", "a film of dust on"])
    return m


@overlay("leaf_litter", "stone wood tile ground plant", weight=0.6, skip=("leaves", "sand", "bark", "stone_wall", "plaster", "painted_wall", "ashlar", "concrete_blocks", "wicker", "ivy", "rock", "strata"))
def leaf_litter(g: Gen, m: Material) -> Material:
    """Single fallen leaves lying on the surface in drifts: veined, browning from the rim, spotted; crumbs of leaves between them."""
    k, lobed = g.integers(6, 10), g.choice([60, 40])
    drift = spread(g, 1.5, lo=2.5)
    s = scatter(g, k, leaf(lobed), layers=2, spread=0.9, scale=(0.55, 1.0), prob=0.9, where=(cover(drift, g.uniform(0.3, 0.65), 0.02), 0.0))
    mask = step(g, s["d"] / k, wide=1.6)
    pool = "orange a8683a, red 8c4032, brown 755436, yellow b8964a, brown 634732, dark brown 4f3a2a"
    names, base = g.palette(pool)
    r, x, y, d = s["r"], s["x"], s["y"], s["d"]
    c = mix(mix(base, g.palette(pool)[1], (r[:, 2:3] > 0.45).float()), g.palette(pool)[1], (r[:, 3:4] > 0.7).float())
    turn = torch.atan2(y, x)
    fan = ((x * x + y * y + 1e-9).sqrt() * torch.sin((torch.remainder(turn * (5 / (2 * math.pi)) + 0.5, 1) - 0.5) * (2 * math.pi / 5))).abs()
    bent = y - (r[:, :1] - 0.5) * 0.35 * x * x
    rib = mix(bent.abs(), fan, lobed)
    side = smooth(torch.cos((x - 0.75 * rib) * 46), 0.80, 1.0) * 0.55
    vein = torch.maximum(smooth(rib, 0.018, 0.006), side * smooth(rib, 0.16, 0.02))
    fine, mid, own = grains(g), fbm(g, 1.2, lo=7), fbm(g, 1.2, lo=14)
    dry = smooth(d + 0.03 * own, 0.09, 0.0) * smooth(r[:, :1], 0.2, 0.8)
    spot = cover(own + 0.5 * shift(fine), 0.12, 0.12) * smooth(r[:, 3:4], 0.2, 0.7)
    c = hue(shade(c, (r[:, 3:4] - 0.5) * 0.8 + 0.10 + 0.07 * mid + 0.06 * own + 0.06 * fine + vein * 0.34), (r[:, 1:2] - 0.5) * 0.18 + 0.03 * own)
    c = mix(c, shade(g.rgb("5c4431"), 0.12 * fine + 0.15 * vein), (0.65 * dry + 0.6 * spot).clamp(0, 0.9))
    crumbs = sown(shift(own, 2) * 0.5 + shift(fine, 3), smooth(drift, -0.8, 1.2) * 0.10, 0.3) * (1 - mask)
    m.color = mix(mix(m.color, shade(base, -0.3 + 0.1 * fine), crumbs * 0.7), c, mask)
    lie = blur(m.height, 0.02) + 0.04 + 0.05 * s["z"] + (x * (r[:, :1] - 0.5) + y * (r[:, 1:2] - 0.5)) * 0.10 + 0.05 * bent.square() * (r[:, 2:3] - 0.3) - vein * 0.006 + 0.003 * own
    m.height = mix(m.height + 0.008 * crumbs, torch.maximum(lie, m.height * 0.3 + lie * 0.7), mask)
    m.roughness = mix(m.roughness, 0.68 + 0.06 * own.clamp(-2, 2) + 0.1 * dry, mask)
    m.metallic = m.metallic * (1 - mask)
    for i in range(g.n):
        say(m, i, ["leaf strewn"], ["with fallen leaves", "covered in fallen leaves", "with autumn leaves", "with scattered leaves"],
            on=["fallen leaves on", "leaves scattered on", "autumn leaves on"])
    return m


@overlay("snow", "stone ground wood plant metal tile", weight=0.8, skip=("snow", "lava"))
def snow(g: Gen, m: Material) -> Material:
    """Snow lying in the joints or on the tops: soft lumps where it is deep, a veil and single crystals where it thins out."""
    deep = g.bernoulli(0.4)
    amount = g.param([g.py.uniform(0.55, 0.8) if d else g.py.uniform(0.2, 0.45) for d in deep.v])
    tops = (g.bernoulli(0.15) * 2 - 1) * (1 - deep) - deep
    crystals, lump, micro = grains(g), fbm(g, 1.35, lo=6), relief(m)
    drift = spread(g, 1.5, lo=2.5)
    t = over(g, -blur(low(m), 0.005) * tops * 0.85 * (0.8 + 0.2 * shift(drift)) + drift * 0.75, amount)
    edge = t + 0.04 * lump - 0.035 * micro + 0.02 * crystals
    body, veil = smooth(edge, -0.01, 0.14), smooth(edge, -0.45, 0.04)
    thick = smooth(t, 0.02, 0.5)
    alpha = torch.maximum(body * (0.95 + 0.05 * thick), (sown(crystals * 0.85 - micro * 0.5, veil * (0.12 + 0.6 * veil), 0.5) * 0.85).clamp_min(veil * veil * 0.5))
    clot, hollow = shift(lump, 2), cdf(shift(lump))
    c = mix(g.rgb("c9d1dc"), g.rgb("e6e9ee"), (0.25 + 0.45 * thick + 0.30 * hollow).clamp(0, 1))
    glint = smooth(shift(crystals), 1.3, 2.2)
    c = shade(c, crystals * 0.035 + shift(crystals, 2) * 0.025 + clot * 0.03 + 0.10 * glint - 0.09 * smooth(shift(crystals, 3), 1.5, 2.4))
    m.color = mix(m.color, c, alpha)
    level = mix(m.height, blur(m.height, 0.014), body * (0.3 + 0.6 * thick))
    m.height = level + body * (0.015 + 0.09 * thick + (lump + 0.5 * clot) * 0.009 * (0.4 + thick)) + alpha * crystals * 0.004
    m.roughness = mix(m.roughness, 0.70 + crystals * 0.05 - 0.2 * glint, alpha)
    m.metallic = m.metallic * (1 - smooth(alpha, 0.2, 0.7))
    for i in range(g.n):
        say(m, i, ["snowy", "snow covered"], ["with snow", "with patches of snow", "dusted with snow"] if amount.v[i] < 0.5 else ["covered in snow", "under snow", "with snow"],
            on=["snow on", "snow lying on", "melting snow on" if amount.v[i] < 0.5 else "deep snow on"])
    return m


@overlay("frost", "stone ground wood plant metal tile plastic", weight=0.4, skip=("snow", "ice", "lava", "sand"))
def frost(g: Gen, m: Material) -> Material:
    """Hoar frost: crystals on what stands out (rims, veins, grains), denser in patches, with feathers of short needles."""
    amount = g.uniform(0.35, 0.7)
    crystals, micro = grains(g, 0.03, 1.05), relief(m, 0.01)
    patch = fbm(g, 1.1, lo=3.5)
    way = shift(patch)                                              # every small region has its own direction of needles
    white = torch.fft.rfft2(g.randn(g.n, 1, g.size, g.size))
    needles = 0
    for k in range(4):
        f = radius(g, 5.0, k * math.pi / 4 + 0.3)
        x = torch.fft.irfft2(white * torch.exp(-0.5 * ((f.clamp_min(1e-3) / (g.size * 0.2)).log() / 0.45).square()), s=(g.size, g.size))
        needles = needles + ranked(x) * torch.cos((cdf(way) * 2 - k / 4) * math.pi).clamp_min(0).square() * 1.15
    t = over(g, patch * 0.6 + micro * 0.5 - 0.3 * low(m), amount)
    rime = smooth(t, -0.5, 0.55)
    share = rime * (0.15 + 0.6 * rime)
    a = (sown(crystals * 0.75 + needles * 0.65 + micro * 0.35, share, 1.1) * (0.42 + 0.48 * rime)).clamp_min(rime * (0.25 + 0.32 * rime))
    c = shade(mix(g.rgb("ccd6de"), g.rgb("eaeff3"), cdf(needles + 0.5 * shift(crystals))), shift(crystals, 2) * 0.035)
    m.color = mix(m.color, c, a)
    m.height = m.height + a * (0.010 + 0.008 * cdf(needles)) + rime * 0.004
    m.roughness = mix(m.roughness, 0.62 - 0.12 * cdf(crystals), a)
    m.metallic = m.metallic * (1 - smooth(a, 0.3, 0.8))
    for i in range(g.n):
        say(m, i, ["frosty", "frozen", "frosted"], ["covered in frost", "with frost", "with hoar frost"],
            on=["frost on", "hoar frost on", "ice crystals on"])
    return m


@overlay("wet", "stone ground wood tile plant metal plastic hot", weight=1.3, skip=("lava", "sand"))
def wet(g: Gen, m: Material) -> Material:
    """Water: everything dark and smooth, or puddles standing in the low parts."""
    pools = g.param([float(g.py.random() < 0.55 and f.family not in UPRIGHT) for f in m.facts])
    level = g.uniform(0.25, 0.52)
    patch, mid, fine, micro = spread(g, 1.5, lo=2.5), fbm(g, 1.2, lo=7), grains(g), relief(m)
    damp = smooth(over(g, patch + 0.12 * mid + 0.5 * ranked(low(m)), g.uniform(0.85, 1.15)) - 0.04 * micro + 0.01 * fine, -0.45, 0.40)
    ground = ranked(blur(m.height, 0.008)) * smooth((m.height - blur(m.height, 0.1)).abs().mean((2, 3), keepdim=True), 0.0, 0.03)
    basin = over(g, -ground * 0.9 + blur(shift(patch), 0.008) * 0.9 + 0.03 * shift(mid), level)
    pool = smooth(basin - 0.02 * micro, -0.02, 0.03) * pools
    shore = smooth(basin - 0.03 * micro + 0.02 * shift(mid), -0.30, 0.0) * pools
    soak = torch.maximum(damp, shore) * (1 - m.metallic * 0.8)
    porous = smooth(m.roughness, 0.2, 0.8)
    dark = saturate(shade(m.color, -0.05 - 0.50 * porous * (1 + 0.12 * shift(mid, 2))), 1.02 + 0.14 * porous)
    m.color = mix(m.color, dark.clamp(0, 1), soak)
    silt = g.rgb("6a6256")
    m.color = mix(m.color, mix(shade(m.color, -0.20), silt * (0.5 + 0.6 * m.color), 0.22), pool * (0.8 + 0.2 * cdf(shift(mid, 3))))
    sheen = 0.13 + 0.10 * cdf(mid) + 0.12 * porous * cdf(fine)
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
