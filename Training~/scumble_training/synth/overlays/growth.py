"""Overlays that grow or cake on: dirt, rain stains, moss, lichen, ivy."""
from __future__ import annotations

import math

import torch

from ..cells import scatter
from ..noise import band, blur, cdf, cover, fbm, hue, luma, mix, radius, saturate, shade, shaped, smooth, step
from ..registry import Gen, Material, overlay, select
from ..shapes import ivy_leaf
from ._common import SOLID, falls, grains, lightly, low, over, ranked, relief, say, shift, sown, spread


@overlay("dirt", SOLID + " fabric", weight=1.0, skip=("soil", "sand", "cracked_mud"))
def dirt(g: Gen, m: Material) -> Material:
    """Dirt in the crevices with a film around it; or dried mud that also cakes, with crumbs and a cracked skin."""
    amount = lightly(g, 0.2, 0.5)
    thick = g.uniform(0.02, 0.10)
    mud = smooth(thick, 0.055, 0.075)
    names, base = g.palette("brown 5a4a3a, brown 6b5741, dark brown 41352a, reddish brown 6c4a36, tan 857052")
    grit, lumps, micro = grains(g), fbm(g, 1.2, lo=6), relief(m)
    t = over(g, low(m) * (1.0 + 0.25 * shift(lumps)) + spread(g, 1.6, lo=3.0) * 0.6 + 0.07 * lumps, amount)
    edge = t - 0.05 * micro + 0.02 * lumps
    body = smooth(edge, mix(-0.30, -0.08, mud), mix(0.55, 0.25, mud))
    film = smooth(t - 0.05 * micro + 0.04 * shift(lumps, 2), -0.6, 0.25)
    crumbs = sown(shift(grit) - 0.4 * micro, film * film * 0.22 * mud, 0.4)
    alpha = torch.maximum(body * mix(0.78, 0.95, mud) * (0.93 + 0.05 * lumps.clamp(-2, 1)), torch.maximum(film * (0.34 + 0.05 * shift(grit, 2)), crumbs * 0.8)).clamp(0, 1)
    dry = cdf(shift(lumps, 3) + 0.4 * shift(grit, 3))
    stones = 0.35 * smooth(-shift(grit, 2), 1.7, 2.5) - 0.35 * smooth(shift(grit, 2), 1.5, 2.3)
    c = mix(base, saturate(shade(base, 0.5), 0.7), smooth(dry, 0.7, 1.0) * 0.6)
    c = shade(c, lumps * 0.09 + grit * 0.09 + (dry - 0.5) * 0.24 + stones)
    m.color = mix(m.color, c, alpha)
    level = mix(m.height, blur(m.height, 0.010), body * mix(0.5, 0.85, mud))
    m.height = level + body * (0.25 + mud) * (0.10 * thick + thick * smooth(t, 0.0, 0.4) * 0.5 + lumps * 0.007 + grit * 0.006) + crumbs * 0.006
    m.roughness = mix(m.roughness, 0.92 + 0.03 * grit, (alpha * 1.15).clamp(0, 1))
    m.metallic = m.metallic * (1 - smooth(alpha, 0.2, 0.6))
    for i in range(g.n):
        mud = thick.v[i] > 0.065
        say(m, i, ["muddy", "mud covered", "dirty"] if mud else ["dirty", "grimy", "soiled"],
            ["covered in mud", "with dried mud", "with mud"] if mud else ["with dirt", "covered in dirt", "with dirt in the crevices"],
            on=["mud on", "dried mud over"] if mud else ["dirt on", "grime on", "dirt stains on"])
    return m


@overlay("moss", "stone ground wood tile", weight=1.3, skip=("moss", "grass", "leaves", "sand"))
def moss(g: Gen, m: Material) -> Material:
    """Cushions of moss: in the joints first, then spreading over the tops; a green film and single tufts where it begins."""
    amount = lightly(g, 0.18, 0.62)
    names, base = g.palette("green 4e6130, green 586c34, green 435728, yellow green 74793a, green 4a6038, dark green 384c26", jitter=0.03)
    f = radius(g).clamp_min(1e-3)
    lobes = shaped(g, torch.exp(-0.5 * ((f / 17).log() / 0.4).square()) / 17 + 0.75 * torch.exp(-0.5 * ((f / 38).log() / 0.4).square()) / 38)
    cushion = ranked(lobes.abs().clamp(max=2.2)).clamp(-2.5, 2.5)              # round tops, and creases between them
    tuft, micro = grains(g, 0.05, 0.55), relief(m)
    patch = spread(g, 1.9, lo=3.2)
    t = over(g, low(m) * (1.0 + 0.3 * shift(patch)) + patch * 0.65 + cushion * 0.24, amount)
    edge = t + 0.016 * tuft - 0.015 * micro
    body, high = smooth(edge, -0.02, 0.06), smooth(t, 0.0, 0.32)
    film = smooth(t, -0.5, 0.05)
    sprigs = sown(0.7 * tuft - 0.3 * micro + 0.6 * cushion, film * film * 0.30, 0.35) * smooth(t, -0.30, 0.0)
    veil = film * film * 0.30 * (0.7 + 0.3 * cdf(shift(tuft)))
    tips = cdf(cushion * 0.55 + tuft * 0.75)
    c = hue(shade(base, (tips - 0.5) * 0.62 + patch * 0.05 + shift(tuft) * 0.07), shift(patch) * 0.05)
    c = mix(c, shade(g.rgb("8c8a4c"), (tips - 0.5) * 0.4), smooth(tips + 0.22 * shift(lobes, 2) + 0.16 * patch, 0.75, 1.3) * 0.55)
    old = cover(shift(patch, 3) + 0.4 * shift(cushion, 2), 0.16, 0.3)
    c = mix(c, shade(g.rgb("66573a"), (tips - 0.5) * 0.6), old * 0.55)
    c = mix(shade(saturate(c, 0.85), -0.18), c, smooth(edge, 0.0, 0.12))                    # thin at the rim: darker, earth in it
    alpha = torch.maximum(torch.maximum(body * 0.98, sprigs * 0.8), veil)
    m.color = mix(m.color, c, alpha)
    level = mix(m.height, blur(m.height, 0.012), body * 0.8)
    m.height = level + body * (0.015 + 0.08 * high + cushion * 0.020 + tuft * 0.014) + sprigs * 0.01
    m.roughness = mix(m.roughness, 0.94 + 0.03 * tuft, alpha)
    m.metallic = m.metallic * (1 - alpha)
    for i in range(g.n):
        much = amount.v[i] > 0.42
        say(m, i, ["mossy", "moss covered"] + (["overgrown"] if much else []),
            ["with moss", "with green moss"] + (["covered in moss", "overgrown with moss"] if much else ["with moss in the cracks", "with patches of moss"]),
            on=["moss on", "moss growing on", "green moss over", "moss spreading over"])
    return m


@overlay("lichen", "stone wood", weight=0.5, skip=("asphalt", "moss"))
def lichen(g: Gen, m: Material) -> Material:
    """Round crusty patches in pale green, yellow, orange or grey: lobed rims, a cracked crust inside, small ones around large ones."""
    names, base = g.palette("pale green abb892, yellow b8a352, orange b07c46, light grey bfc1b6, green 8a9470")
    w = fbm(g, 1.5, lo=7, c=2)
    k = g.integers(5, 9)
    disc = lambda x, y, r: 0.44 * (0.25 + 0.75 * r[:, :1] * r[:, :1]) - (x * x + y * y + 1e-9).sqrt()
    s = scatter(g, k, disc, layers=2, spread=1.0, scale=(0.4, 1.15), prob=0.7, u=g.x + w[:, :1] * 0.006, v=g.y + w[:, 1:] * 0.006)
    grit, micro, r = grains(g, 0.06, 0.6), relief(m), s["r"]
    turn = torch.atan2(s["y"], s["x"])
    d = s["d"] + 0.016 * torch.cos(turn * 7 + r[:, 2:3] * 6.3) * cdf(w[:, :1] * 2) + 0.010 * torch.cos(turn * 17 + r[:, 3:4] * 6.3) + shift(w[:, :1]) * 0.020 + 0.004 * grit
    inside = smooth(d, 0.0, 0.02)
    rim = inside * smooth(d, 0.09, 0.03)
    net = band(g, g.size * 0.05, 0.3).abs()
    crack = smooth(net, 0.30, 0.05) * smooth(d, 0.02, 0.07)                             # the crust parts into areoles
    bare = cover(shift(w[:, :1], 3) + 0.5 * shift(grit, 3), 0.14, 0.25) * smooth(d, 0.06, 0.16)
    crust = inside * (1 - 0.75 * bare)
    dots = smooth(shift(grit, 2), 1.1, 1.7) * smooth(d, 0.08, 0.2)                       # fruiting bodies, dark, in the middle
    satellites = sown(shift(grit) + 0.5 * shift(w[:, :1], 2), smooth(d, -0.20, 0.02) * 0.13, 0.4)
    c = shade(base, grit * 0.05 + (r[:, 1:2] - 0.5) * 0.25 + rim * 0.12 + 0.08 * smooth(net, 0.3, 1.5) + w[:, :1] * 0.05 - 0.38 * crack * (0.5 + 0.5 * cdf(grit)))
    c = mix(c, shade(saturate(base, 0.7), -0.75), dots * 0.55)
    alpha = torch.maximum(crust * (0.90 - 0.10 * smooth(micro, 0.5, 2.0)), satellites * 0.7)
    m.color = mix(m.color, c, alpha)
    m.height = m.height + crust * (0.008 + 0.005 * grit.clamp(-2, 2) + 0.008 * rim + 0.006 * smooth(net, 0.2, 1.5) - 0.008 * crack)
    m.roughness = mix(m.roughness, 0.93, alpha)
    for i in range(g.n):
        say(m, i, ["lichen covered", "weathered"], ["with lichen", f"with {names[i]} lichen", "with spots of lichen"],
            on=["lichen on", f"{names[i]} lichen growing on", "spots of lichen on"])
    return m


@overlay("stains", "stone metal wood plastic", weight=0.8, skip=("lava", "cobblestone", "flagstone", "gravel", "pebbles", "soil", "sand", "asphalt"))
def stains(g: Gen, m: Material) -> Material:
    """Rain streaks down a wall from joints and pores: dark grime, pale lime or brown water marks. Each run begins dense and fades."""
    kind = g.choice([60, 20, 20])
    micro, patch = relief(m), fbm(g, 1.1, lo=5)
    source = cover(patch + 0.5 * low(m) - 0.2 * micro, 0.14, 0.15)
    thin = falls(g, source, g.uniform(0.08, 0.2))
    strand = fbm(g, 0.8, lo=9, stretch=18.0, angle=math.pi / 2)
    run = smooth(thin, 0.02, 0.5)
    mask = run * smooth(strand + 1.2 * run, -0.7, 1.7) + 0.35 * smooth(thin, 0.05, 0.7) + 0.25 * source
    mask = (mask * (1 + 0.10 * shift(strand) - 0.10 * micro)).clamp(0, 1)
    tone = shade(select(kind, [g.rgb("4a453e"), g.rgb("cfcabd"), mix(g.rgb("a08260"), g.rgb("75583c"), smooth(luma(m.color).mean((2, 3), keepdim=True), 0.2, 0.45))]), shift(patch) * 0.06)
    a = mask * g.uniform(0.6, 0.92)
    pale = (kind == 1).float()
    c = mix(m.color * (0.35 + 0.65 * tone), tone, mix(0.5, 0.85, pale))
    m.color = mix(m.color, c, a)
    m.height = m.height + a * pale * 0.004
    m.roughness = mix(m.roughness, 0.8, mask * 0.6)
    m.metallic = m.metallic * (1 - smooth(a, 0.3, 0.9) * 0.8)
    for i in range(g.n):
        word = ("dark", "white", "brown")[int(kind.v[i])]
        say(m, i, ["stained", "streaked", "water stained"], [f"with {word} streaks", "with water stains", f"with {word} rain streaks", "with run off stains"],
            on=[f"{word} stains running down", "water stains on", "streaks of grime on" if kind.v[i] == 0 else f"{word} streaks on"])
    return m


@overlay("ivy", "stone wood", weight=0.45, skip=("ivy", "cobblestone", "flagstone", "asphalt", "marble", "granite", "terrazzo", "bark", "wicker", "cork", "parquet", "bamboo"))
def ivy(g: Gen, m: Material) -> Material:
    """Ivy climbing over a wall: whole leaves in drifts, small and large, veined and mottled, on thin stems."""
    amount = lightly(g, 0.25, 0.7)
    k = g.integers(8, 13)
    drift = over(g, spread(g, 1.6, lo=2.2, stretch=1.6, angle=math.pi / 2), amount)
    s = scatter(g, k, ivy_leaf, layers=3, spread=0.95, scale=(0.55, 1.1), turn=0.9, heading=math.pi / 2, where=(smooth(drift, -0.06, 0.02), 0.0))
    r, x, y = s["r"], s["x"], s["y"]
    mask = step(g, s["d"] / k, wide=1.6)
    names, base = g.palette("green 4a6336, dark green 364c2c, green 566f40, red 7c4036")
    mottle, fine = fbm(g, 1.1, lo=8), grains(g)
    q, turn = (x * x + y * y + 1e-9).sqrt(), torch.atan2(y, x)
    fan = (q * torch.sin((torch.remainder(turn * (5 / (2 * math.pi)) + 0.5, 1) - 0.5) * (2 * math.pi / 5))).abs()
    c = hue(shade(base, (r[:, 2:3] - 0.5) * 0.6 + 0.08 * mottle + 0.06 * fine - 0.25 * smooth(q, 0.0, 0.4) + 0.12), (r[:, 3:4] - 0.5) * 0.16 + 0.02 * mottle)
    c = mix(c, shade(g.rgb("8f9460"), 0.1 * mottle), (r[:, :1] > 0.86).float() * smooth(q + 0.06 * mottle, 0.1, 0.4) * 0.6)       # some turn yellow from the rim
    vein = smooth(fan, 0.020, 0.006) * smooth(q, 0.42, 0.05)
    net = smooth(shift(mottle, 2).abs(), 0.22, 0.0) * 0.25
    c = mix(c, mix(base, g.rgb("b9c09a"), 0.5), (vein * 0.55 + net * 0.35).clamp(0, 1))
    line = fbm(g, 2.2, lo=3, stretch=3.0, angle=1.4).abs()
    stem = smooth(line, 0.075, 0.03) * smooth(drift, -0.16, 0.0) * (1 - mask)
    m.color = mix(mix(m.color, shade(g.rgb("5a4b3a"), 0.15 * mottle + 0.15 * fine), stem * 0.85), c, mask)
    m.height = mix(m.height + 0.03 * stem, 0.45 + 0.25 * m.height + 0.22 * s["z"] + (x * (r[:, :1] - 0.5) + y * (r[:, 1:2] - 0.5)) * 0.15 - 0.012 * vein + 0.006 * mottle, mask)
    m.roughness = mix(m.roughness, 0.5 + 0.1 * r[:, :1] + 0.04 * fine, mask)
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
    """Tufts of grass and weeds out of the joints and low spots, with soil, dead blades and small green growth at their feet."""
    amount = g.uniform(0.12, 0.36)
    fine, micro = grains(g), relief(m)
    t = over(g, low(m) * 1.5 + spread(g, 1.4, lo=4.0) * 0.6, amount)
    k = g.integers(20, 32)
    s = scatter(g, k, grass_blade, layers=3, spread=1.0, scale=(0.7, 1.25), turn=math.pi, where=(smooth(t, -0.02, 0.02), -0.45))
    mask = step(g, s["d"] / k)
    names, base = g.palette("green 566b3a, green 4a5e34, olive 6f7042, yellow green 80854e")
    r = s["r"]
    c = hue(shade(base, (r[:, 2:3] - 0.5) * 0.6 + 0.30 * s["x"] + 0.05 * fine - 0.20 * smooth(s["y"].abs(), 0.02, 0.0)), (r[:, 3:4] - 0.5) * 0.2)
    c = mix(c, shade(g.rgb("a2946a"), (r[:, 2:3] - 0.5) * 0.4 + 0.15 * s["x"]), smooth(r[:, :1], 0.78, 0.9) * 0.85)                # dead ones
    feet = smooth(t + 0.02 * fine - 0.04 * micro, -0.22, 0.10)
    soil = feet * (0.50 + 0.10 * fine)
    green = sown(shift(fine) - 0.3 * micro, feet * feet * 0.40, 0.35)
    m.color = mix(m.color, shade(g.rgb("54493a"), 0.16 * fine + 0.1 * shift(fine, 3)), soil.clamp(0, 1))
    m.color = mix(mix(m.color, shade(base, -0.2 + 0.2 * shift(fine, 2)), green * 0.75), c, mask)
    m.height = mix(m.height, m.height + 0.05 + 0.10 * s["z"], mask)
    m.height = m.height + (soil * 0.004 + green * 0.010) * (1 - mask)
    m.roughness = mix(mix(m.roughness, 0.92, soil.clamp(0, 1)), 0.7, mask)
    m.metallic = m.metallic * (1 - torch.maximum(mask, soil.clamp(0, 1)))
    for i in range(g.n):
        say(m, i, ["overgrown", "weedy"], ["with weeds", "with tufts of grass", "with grass growing through", "overgrown with weeds"],
            on=["weeds growing through", "grass growing out of", "tufts of grass on"])
    return m
