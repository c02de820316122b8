"""Overlays of age and use: peeling paint, rust, scratches, cracks, soot, glowing cracks, gold veins."""
from __future__ import annotations

import math

import torch

from .. import palette
from ..noise import band, blur, cdf, cover, fbm, grain, luma, mix, ridges, saturate, shade, smooth
from ..registry import Gen, Material, overlay
from ..surface import crack_lines
from ._common import falls, grains, low, over, ranked, relief, say, shift, sown, spread


@overlay("paint", "stone wood metal plastic", weight=0.9, skip=("asphalt", "rock", "bark", "strata", "cobblestone"))
def paint(g: Gen, m: Material) -> Material:
    """A coat of paint: chipped where the base stands out, worn thin beside the chips, with cracked and curled rims and grime on it."""
    left = g.uniform(0.55, 0.86)
    picks = [palette.pick(g.py) for _ in range(g.n)]
    picks = [p if p[0] not in m.facts[i].colors else ("white", palette.rgb("white")) if "white" not in m.facts[i].colors else ("blue", palette.rgb("blue"))
             for i, p in enumerate(picks)]
    base = [palette.tamed(p[1], "stone") for p in picks]
    base = torch.cat([g.param([c[k] for c in base]) for k in range(3)], 1)
    fine, mid, micro = grains(g), fbm(g, 1.7, lo=8), relief(m, 0.012)
    patch = spread(g, 1.7, lo=3.0)
    t = over(g, patch * 0.8 + 0.45 * mid - 0.22 * micro - 0.35 * low(m), left)
    edge = t + 0.012 * shift(mid) + 0.004 * fine
    coat = smooth(edge, -0.005, 0.009)
    chips = smooth(shift(mid, 2) + 0.5 * micro + 0.25 * shift(fine), 1.75, 1.9) * smooth(t, 0.55, 0.1)           # small ones around large ones
    crack = smooth((shift(mid, 3) + 0.15 * shift(fine, 2)).abs(), 0.045, 0.015) * smooth(t, 0.22, 0.02)
    coat = coat * (1 - chips) * (1 - 0.8 * crack)
    rim = smooth(edge, 0.07, 0.0)
    worn = smooth(t + 0.05 * micro, 0.40, 0.0) * cdf(shift(patch) + 0.6 * micro + 0.5 * fine) * 0.5                  # rubbed thin: the base shines through
    tone = patch * 0.04 + shift(mid) * 0.025 + fine * 0.025 + 0.045 * micro.clamp(-2, 2)
    c = saturate(shade(base, tone - 0.04 * rim), 1 - 0.16 * cdf(shift(patch, 2)))
    grime = (smooth(t, 0.28, 0.0) * 0.35 + 0.25 * smooth(-micro, 0.8, 2.2)) * cdf(shift(mid, 4) + shift(patch, 3))
    c = mix(c, c * g.rgb("8f8270"), grime)
    under = smooth(edge, -0.05, -0.01) * (1 - coat)                                                       # the first coat, left around the chips
    m.color = mix(mix(m.color, shade(mix(saturate(base, 0.35), g.rgb("9a958a"), 0.6), fine * 0.06), under * 0.55), c, coat * (1 - worn))
    lift = 0.010 + rim * 0.014 * cdf(shift(mid))
    m.height = mix(m.height, mix(m.height, blur(m.height, 0.004), 0.55) + lift + fine * 0.0012, coat) + under * 0.004
    m.roughness = mix(m.roughness, g.uniform(0.38, 0.7) + mid * 0.03 + 0.1 * rim + 0.15 * grime + 0.02 * fine, coat)
    m.metallic = m.metallic * (1 - coat)
    for i, (name, _) in enumerate(picks):
        name = palette.synonym(name, g.py)
        say(m, i, [f"{name} painted"] if left.v[i] > 0.65 else (),
            [f"with peeling {name} paint", f"under peeling {name} paint", f"with chipped {name} paint", f"with flaking {name} paint"],
            on=[f"peeling {name} paint on", f"{name} paint flaking off", f"chipped {name} paint over"])
    return m


@overlay("rust", "metal", weight=2.0, skip=("rust", "rusty_metal", "gold"))
def rust(g: Gen, m: Material) -> Material:
    """Rust: pitted, flaking scabs with dark hearts, specks around them, and a stain that spreads and runs down."""
    amount = g.log_uniform(0.08, 0.55)
    fine, mid, micro = grains(g, 0.05, 0.8), fbm(g, 1.35, lo=9), relief(m)
    patch = spread(g, 1.35, lo=2.5)
    t = over(g, patch * 0.8 + 0.5 * mid + 0.45 * low(m) - 0.12 * micro, amount)
    edge = t + 0.020 * fine
    scab = smooth(edge, -0.02, 0.06)
    specks = sown(0.6 * shift(mid) + 0.6 * shift(fine) - 0.25 * micro, smooth(t, -0.6, 0.02) * 0.10, 0.5) * smooth(t, -0.55, -0.1)
    source = torch.maximum(scab, specks)
    run = falls(g, source, g.uniform(0.04, 0.14)) * smooth(fbm(g, 0.8, lo=8, stretch=14.0, angle=math.pi / 2), -1.4, 1.4)
    stain = torch.maximum(blur(source, 0.012) * 0.95, smooth(run, 0.02, 0.6) * 0.85) + smooth(t, -0.45, 0.1) * 0.35
    stain = (stain * (0.85 + 0.10 * shift(mid, 2) + 0.08 * fine)).clamp(0, 0.85)
    flake = cdf(shift(mid, 2) + 0.25 * shift(fine, 2))
    c = mix(g.rgb("80502f"), g.rgb("5a3828"), smooth(flake, 0.25, 0.8))
    c = mix(c, g.rgb("41291f"), smooth(flake + 0.4 * smooth(t, 0.1, 0.5), 0.85, 1.15) * 0.75)
    c = mix(c, g.rgb("9a6840"), smooth(cdf(shift(mid, 3) + 0.4 * shift(fine)), 0.72, 1.0) * 0.6)
    border = smooth((flake - 0.55).abs(), 0.05, 0.012)                                                     # flakes part along dark lines
    c = shade(c, fine * 0.11 + mid * 0.05 + patch * 0.05 - 0.35 * border * scab - 0.25 * smooth(edge, 0.05, 0.0) * scab)
    tint = mix(m.color * g.rgb("c08a5c") * 1.1, g.rgb("8f5f3e"), 0.55)
    m.color = mix(mix(m.color, tint, stain), c, torch.maximum(scab * 0.97, specks * 0.8))
    m.height = m.height + scab * (0.010 * (flake - 0.5) + 0.008 * fine.clamp(-2, 2) + 0.004 - 0.008 * border) - specks * 0.006
    rough = torch.maximum(source, stain * 0.7)
    m.roughness = mix(m.roughness, 0.88 + 0.04 * fine, rough)
    m.metallic = m.metallic * (1 - torch.maximum(source, smooth(stain, 0.3, 0.85) * 0.7))
    for i in range(g.n):
        say(m, i, ["rusty", "rusted", "corroded"], ["with rust stains", "with rust"] + (["covered in rust"] if amount.v[i] > 0.4 else ["with patches of rust"]),
            on=["rust on", "rust spreading over", "rust eating into"])
    return m


@overlay("scratches", "metal plastic wood tile", weight=1.0)
def scratches(g: Gen, m: Material) -> Material:
    """Scratches in several directions, and scuffed patches."""
    total = 0
    for k in range(4):
        x = band(g, g.size * 0.2, 0.5, stretch=g.uniform(25, 60), angle=g.uniform(0, math.pi))
        total = torch.maximum(total, cover(x, 0.05, 0.04) * cover(fbm(g, 1.6, lo=1.5), 0.55, 0.3)) if k else cover(x, 0.05, 0.04)
    scuff = cover(fbm(g, 1.2, lo=3), 0.20, 0.4)
    bright = 0.45 - 0.25 * smooth(m.color.mean((1, 2, 3), keepdim=True), 0.3, 0.8)
    m.color = shade(m.color, total * bright + scuff * 0.10)
    m.height = m.height - total * 0.02
    m.roughness = mix(m.roughness, m.roughness * 0.5 + 0.32, torch.maximum(total, scuff * 0.7))
    for i in range(g.n):
        say(m, i, ["scratched", "worn", "scuffed"], ["with scratches", "covered in scratches"],
            on=["scratches on", "scuffs and scratches on"])
    return m


@overlay("cracks", "stone tile wood plastic", weight=0.7, skip=("asphalt", "rock", "cracked_mud", "gravel", "bark", "brick"))
def cracks(g: Gen, m: Material) -> Material:
    """A network of cracks through the whole surface."""
    k = g.integers(2, 5)
    a = crack_lines(g, k, g.uniform(0.004, 0.009), wobble=0.03, keep=0.85)
    b = crack_lines(g, (k * 2.5).round(), 0.004, wobble=0.02, keep=0.55)
    line = torch.maximum(a, b * 0.8)
    m.color = shade(m.color, -0.45 * line - 0.10 * smooth(blur(a, 0.012), 0.02, 0.4))
    m.height = m.height - line * 0.16
    m.roughness = mix(m.roughness, 0.92, line * 0.8)
    m.metallic = m.metallic * (1 - line)
    for i in range(g.n):
        say(m, i, ["cracked", "fractured", "damaged"], ["with cracks", "with large cracks", "covered in cracks"],
            on=["cracks running through", "cracks in"])
    return m


@overlay("soot", "stone wood metal tile fabric", weight=0.4, skip=("lava",))
def soot(g: Gen, m: Material) -> Material:
    """Burnt: a scorched brown border, soot that deepens towards the hearts of the fire, flecks of pale ash; the base stays visible in it."""
    amount = g.uniform(0.22, 0.5)
    fine, mid, micro = grains(g), fbm(g, 1.2, lo=7), relief(m)
    t = over(g, spread(g, 1.6, lo=2.2) + 0.22 * mid + 0.15 * low(m), amount)
    t = t + 0.03 * mid - 0.04 * micro + 0.015 * fine
    scorch, black = smooth(t, -0.60, 0.15), smooth(t, -0.38, 0.60)
    flecks = sown(shift(fine) - 0.6 * micro, smooth(t, -0.5, 0.1) * 0.16, 0.4)
    depth = (0.94 * black + 0.35 * flecks * (1 - black)).clamp(0, 1)
    burnt = mix(m.color, m.color * mix(g.rgb("b8946c"), g.rgb("7a5c42"), scorch), scorch * 0.85)
    char = shade(g.rgb("2b2826"), mid * 0.14 + fine * 0.14 + 0.16 * micro.clamp(-2, 2) + shift(mid) * 0.08)
    char = char + 0.16 * (saturate(burnt, 0.5) - luma(burnt).mean((2, 3), keepdim=True))
    ash = cover(shift(mid, 2) + 0.7 * shift(fine, 2) - 0.4 * micro, 0.16, 0.25) * smooth(t, -0.05, 0.35)
    c = mix(char, shade(g.rgb("8a8580"), shift(fine, 3) * 0.12), ash * 0.45)
    m.color = mix(burnt, c.clamp(0, 1), depth)
    m.height = m.height + depth * (0.003 * mid + 0.003 * fine) + ash * 0.004
    m.roughness = mix(m.roughness, 0.93 + 0.02 * fine, torch.maximum(depth, scorch * 0.5))
    m.metallic = m.metallic * (1 - smooth(depth, 0.2, 0.75))
    for i in range(g.n):
        say(m, i, ["burnt", "charred", "scorched", "sooty"], ["with soot", "with burn marks", "blackened by fire"],
            on=["soot on", "burn marks on"])
    return m


@overlay("lava_glow", "stone hot ground", weight=0.35, skip=("lava", "sand", "grass", "forest_floor", "mulch"))
def lava_glow(g: Gen, m: Material) -> Material:
    """Glowing melt in cracks and joints."""
    amount = g.uniform(0.16, 0.3)
    field = ranked(low(m) + 0.35 * fbm(g, 1.5, lo=2))
    net = crack_lines(g, g.integers(3, 5), 0.020, wobble=0.04, keep=0.9)
    over = torch.maximum(cdf(field) - (1 - amount), net * 0.25 - 0.05)
    mask = smooth(over, -0.01, 0.03)
    hot = smooth(over, 0.02, 0.2) * (0.6 + 0.4 * cdf(fbm(g, 1.4, lo=3)))
    c = mix(g.rgb("d83a08"), g.rgb("ffb838"), hot)
    m.color = mix(m.color, shade(saturate(m.color, 0.7), -1.2), smooth(over, -0.6, -0.1) * 0.85)
    m.color = mix(mix(m.color, g.rgb("7c2208"), smooth(over, -0.05, 0.0) * 0.8), c, mask)
    m.height = m.height - 0.06 * mask
    m.roughness = mix(m.roughness, 0.45, mask)
    m.metallic = m.metallic * (1 - mask)
    for i in range(g.n):
        say(m, i, ["molten", "lava filled", "volcanic"], ["with glowing lava cracks", "with lava in the cracks", "with glowing orange cracks"],
            on=["glowing lava between", "lava seeping through"])
    return m


@overlay("gold_veins", "stone tile wood", weight=0.35, skip=("gravel", "brick"))
def gold_veins(g: Gen, m: Material) -> Material:
    """Metal veins: golden seams, as in mended pottery."""
    gold = g.bernoulli(0.75)
    a = crack_lines(g, g.integers(2, 5), 0.018, wobble=0.05, keep=0.95)
    b = ridges(fbm(g, 1.7, lo=2), 0.05)
    line = smooth(torch.maximum(a, b), 0.25, 0.6)
    c = mix(g.rgb("d4d6da"), g.rgb("e0b048"), gold)
    m.color = mix(m.color, shade(c, fbm(g, 1.0, lo=8) * 0.08), line)
    m.height = m.height + line * 0.02
    m.roughness = mix(m.roughness, 0.26 + 0.05 * fbm(g, 1.0, lo=8), line)
    m.metallic = torch.maximum(m.metallic, smooth(line, 0.4, 0.6))
    for i in range(g.n):
        w = "gold" if gold.v[i] else "silver"
        say(m, i, [f"{w} veined"], [f"with {w} veins", f"veined with {w}", f"with {w} seams"],
            on=[f"{w} veins running through", f"{w} seams in"])
    return m


@overlay("plaster_left", "stone", weight=0.4, skip=("plaster", "painted_wall", "marble", "granite", "terrazzo", "asphalt", "rock", "strata", "cobblestone", "flagstone", "roof", "slate", "stone_slabs",
                                                     "concrete", "worn_concrete", "ashlar"))
def plaster_left(g: Gen, m: Material) -> Material:
    """A coat of plaster crumbled off a wall, with broken edges; the masonry shows in between."""
    left = g.uniform(0.35, 0.75)
    names, base = g.palette("white dedad0, cream dccfb0, beige cbb894, grey a5a29b, yellow d2b46c, terracotta b87a58, light blue a8bac6")
    mid, fine = fbm(g, 1.1, lo=8), grain(g)
    over = cdf(ranked(fbm(g, 1.7, lo=1.5) + 0.22 * fbm(g, 1.2, lo=8))) - (1 - left)
    coat, under = smooth(over, -0.008, 0.008), smooth(over, -0.06, -0.045)
    crack = crack_lines(g, g.integers(3, 6), 0.004, keep=0.5) * smooth(over, 0.3, 0.02)
    c = shade(base, 0.03 * mid + 0.05 * fine + 0.03 * fbm(g, 0.8, lo=24) - 0.4 * crack)
    stain = smooth(over, 0.14, 0.0) * cdf(fbm(g, 1.3, lo=3))
    c = mix(c, mix(c, g.rgb("8c7c64"), 0.5), stain * 0.7)
    scratch_coat = shade(g.rgb("a59a88"), 0.08 * mid + 0.10 * fine)
    m.color = mix(mix(m.color, scratch_coat, under * 0.9), c, coat)
    m.height = mix(mix(m.height, blur(m.height, 0.008) * 0.5 + 0.35 + 0.012 * mid, under), 0.84 + 0.015 * fbm(g, 1.5, lo=3) + 0.004 * fine - 0.05 * crack, coat)
    m.roughness = mix(m.roughness, 0.88, under)
    m.metallic = m.metallic * (1 - under)
    for i in range(g.n):
        n = names[i]
        say(m, i, ["half plastered", "partly plastered"], [f"with crumbling {n} plaster", "under crumbling plaster", f"with remains of {n} plaster", "with peeling plaster"],
            on=[f"crumbling {n} plaster over", "broken plaster on", "peeling plaster over"])
    return m
