"""Overlays of age and use: peeling paint, rust, scratches, cracks, soot, glowing cracks, gold veins."""
from __future__ import annotations

import math

import torch

from .. import palette
from ..noise import blur, cdf, cover, fbm, luma, mix, radius, saturate, shade, smooth
from ..registry import Gen, Material, overlay
from ._common import falls, grains, lightly, low, over, ranked, relief, say, seams, shift, sown, spread


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
    worn = smooth(t + 0.05 * micro, 0.40, 0.0) * cdf(shift(patch) + 0.6 * micro + 0.5 * fine) * 0.34                  # rubbed thin: the base shines through
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
    """Single scratches in many directions, deep and faint, gathered where things rub, and scuffed patches."""
    white = torch.fft.rfft2(g.randn(g.n, 1, g.size, g.size))
    rub = fbm(g, 1.2, lo=3)
    total = 0
    for k in range(5):
        f = radius(g, g.uniform(18, 80), (k + g.uniform(0, 0.9)) * (math.pi / 5))
        x = torch.fft.irfft2(white * torch.exp(-0.5 * ((f.clamp_min(1e-3) / (g.size * 0.24)).log() / 0.5).square()), s=(g.size, g.size))
        deep = smooth(ranked(x) + 0.45 * shift(rub, k), 1.85, 2.9)
        total = torch.maximum(total, deep) if k else deep
    fine, micro = grains(g), relief(m)
    total = total * (0.65 + 0.15 * fine).clamp(0.2, 1) * smooth(micro, -2.5, -0.8)
    scuff = cover(rub + 0.3 * fine + 0.4 * micro, 0.16, 0.35)
    bright = 0.62 - 0.34 * smooth(m.color.mean((1, 2, 3), keepdim=True), 0.3, 0.8)
    m.color = saturate(shade(m.color, total * bright + scuff * 0.10 * (1 + 0.3 * fine)), 1 - 0.3 * total - 0.12 * scuff)
    m.height = m.height - total * 0.014
    m.roughness = mix(m.roughness, m.roughness * 0.5 + 0.32, torch.maximum(total, scuff * 0.7))
    for i in range(g.n):
        say(m, i, ["scratched", "worn", "scuffed"], ["with scratches", "covered in scratches"],
            on=["scratches on", "scuffs and scratches on"])
    return m


@overlay("cracks", "stone tile plastic", weight=0.7, skip=("asphalt", "rock", "cracked_mud", "gravel", "bark", "brick"))
def cracks(g: Gen, m: Material) -> Material:
    """A network of cracks: dark cores of changing width with chipped lips, fine ones branching off, a little dirt drawn along them."""
    k = g.integers(2, 4)
    d, strong = seams(g, k, 0.022, 0.003)
    e, weak = seams(g, (k * 2.6).round(), 0.012, 0.0025)
    fine = grains(g)
    width = g.uniform(0.0008, 0.0021) * (1 + 0.45 * strong.clamp(-1.5, 2) + 0.25 * shift(fine).clamp(-2, 2)).clamp_min(0.25)
    line = lambda x, w: (1 - smooth(x, w, w + 1.6 * g.px)) * (w / (1.2 * g.px)).clamp(0, 1)
    core = line(d, width) * smooth(strong, -1.3, -0.4)
    hair = line(e, width * 0.5) * smooth(weak, -0.1, 0.9) * smooth(d, 0.14, 0.02)            # from the large cracks outwards
    core = torch.maximum(core, hair * 0.8) * (1 - 0.8 * smooth(low(m), 0.9, 1.8))         # joints give way without breaking
    chip = cover(fbm(g, 1.0, lo=20), 0.22, 0.1) * smooth(d, 0.014, 0.003) * smooth(strong, -0.6, 0.4) * (1 - core)
    dirt = smooth(d, 0.03, 0.0).square() * smooth(strong, -1.2, 0.8) * (0.6 + 0.3 * fine).clamp(0, 1)
    m.color = shade(saturate(m.color, 1 - 0.3 * core), -1.25 * core - 0.16 * dirt + 0.14 * chip * (1 + 0.5 * fine))
    m.height = m.height - core * 0.13 - chip * 0.035
    m.roughness = mix(m.roughness, 0.92, torch.maximum(core, torch.maximum(chip, dirt * 0.5)) * 0.9)
    m.metallic = m.metallic * (1 - core)
    for i in range(g.n):
        say(m, i, ["cracked", "fractured", "damaged"], ["with cracks", "with large cracks", "covered in cracks"],
            on=["cracks running through", "cracks in"])
    return m


@overlay("soot", "stone wood metal tile fabric", weight=0.4, skip=("lava",))
def soot(g: Gen, m: Material) -> Material:
    """Burnt: a scorched brown border, soot that deepens towards the hearts of the fire, flecks of pale ash; the base stays visible in it."""
    amount, strength = lightly(g, 0.14, 0.45), g.uniform(0.6, 1.0)
    fine, mid, micro = grains(g), fbm(g, 1.2, lo=7), relief(m)
    t = over(g, spread(g, 1.85, lo=2.8) + 0.15 * mid + 0.15 * low(m), amount)
    t = t + 0.02 * mid - 0.05 * micro + 0.015 * fine
    scorch, black = smooth(t, -0.70, 0.30), smooth(t, -0.50, 0.50).pow(1.4)
    flecks = sown(shift(fine) - 0.6 * micro, smooth(t, -0.5, 0.1) * 0.16, 0.4)
    depth = (strength * black + 0.35 * flecks * (1 - black)).clamp(0, 1)
    burnt = mix(m.color, m.color * mix(g.rgb("c8aa84"), g.rgb("8a7056"), scorch), scorch * 0.85)
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


@overlay("lava_glow", "stone hot ground", weight=0.3, skip=("lava", "sand", "grass", "forest_floor", "mulch"))
def lava_glow(g: Gen, m: Material) -> Material:
    """Glowing melt in joints (or, where there are none, in cracks): hottest in the middle, skinned over in places, the stone around it charred."""
    amount = g.uniform(0.10, 0.22)
    deep = blur(low(m), 0.004)
    jointed = smooth(m.height.std((2, 3), keepdim=True), 0.04, 0.12)
    d, strong = seams(g, g.integers(2, 4), 0.03, 0.004)
    crack = (1 - d / (0.016 * (1 + 0.4 * strong.clamp(-1.8, 2)))).clamp(-4, 1)                              # 1 on the line, 0 at its border
    mid, fine, micro = fbm(g, 1.4, lo=6), grains(g), relief(m)
    t = over(g, deep * (1 + 0.25 * strong) + 0.25 * mid, amount)
    depth = torch.maximum(mix(crack * 0.18, (crack - 1.5) * 0.3, jointed), mix(torch.full_like(t, -0.6), t, jointed))
    melt = smooth(depth + 0.006 * fine, -0.012, 0.03)
    skin = cover(mid + 0.5 * fine + 0.4 * shift(mid), 0.30, 0.35) * smooth(depth, 0.16, 0.03)
    hot = (smooth(depth, 0.0, 0.14) * (0.75 + 0.25 * cdf(shift(mid, 2))) - 0.75 * skin + 0.06 * fine).clamp(0, 1)
    c = mix(mix(g.rgb("6e1a08"), g.rgb("d8440c"), smooth(hot, 0.0, 0.45)), g.rgb("ffb444"), smooth(hot, 0.4, 1.0))
    c = mix(c, shade(g.rgb("2e2320"), 0.2 * fine), skin * 0.8)
    near = smooth(depth, -0.6, -0.02)
    charred = shade(saturate(m.color, 0.40), -0.60 - 0.60 * near + 0.10 * fine)
    heat = smooth(depth, -0.07, 0.0) * (0.55 + 0.2 * fine - 0.15 * micro).clamp(0, 1)
    m.color = mix(mix(mix(m.color, charred, 0.75 + 0.25 * near), g.rgb("5a1c0c"), heat * 0.6), c, melt)
    m.height = m.height - melt * (0.05 - 0.03 * skin) + melt * 0.006 * mid
    m.roughness = mix(m.roughness, 0.40 + 0.45 * skin, melt)
    m.metallic = m.metallic * (1 - melt)
    for i in range(g.n):
        say(m, i, ["molten", "lava filled", "volcanic"], ["with glowing lava cracks", "with lava in the cracks", "with glowing orange cracks"],
            on=["glowing lava between", "lava seeping through"])
    return m


@overlay("gold_veins", "stone tile", weight=0.3, skip=("gravel", "brick"))
def gold_veins(g: Gen, m: Material) -> Material:
    """Metal veins: golden seams, as in mended pottery; they swell at the knots, run out thin, and have flecks beside them."""
    gold = g.bernoulli(0.75)
    d, strong = seams(g, g.integers(2, 4), 0.022, 0.0025)
    thread, fine, mid = fbm(g, 2.3, lo=3), grains(g), fbm(g, 1.3, lo=8)
    width = g.uniform(0.0025, 0.0052) * (1 + 0.6 * strong + 0.2 * mid).clamp_min(0.15)
    side = thread.abs() * 0.055 + 0.0035 * smooth(strong, 0.3, -0.6)
    line = torch.maximum(1 - smooth(d, width - g.px, width + g.px), 1 - smooth(side, g.px * 0.6, g.px * 2.4))
    flecks = sown(shift(mid) + shift(fine), smooth(d, width + 0.03, width) * 0.05, 0.4)
    a = torch.maximum(line, flecks * 0.9)
    c = mix(g.rgb("c6c8cc"), g.rgb("cda052"), gold)
    c = shade(c, mid * 0.07 + fine * 0.09 - 0.25 * smooth(d, width * 0.55, width) * smooth(fine, -0.5, 1.5))
    m.color = mix(shade(m.color, -0.14 * smooth(d, width + 0.012, width)), c, a)
    m.height = m.height + a * (0.010 + 0.004 * fine + 0.004 * mid)
    m.roughness = mix(m.roughness, 0.28 + 0.05 * mid + 0.04 * fine, a)
    m.metallic = torch.maximum(m.metallic, smooth(a, 0.4, 0.6))
    for i in range(g.n):
        w = "gold" if gold.v[i] else "silver"
        say(m, i, [f"{w} veined"], [f"with {w} veins", f"veined with {w}", f"with {w} seams"],
            on=[f"{w} veins running through", f"{w} seams in"])
    return m


@overlay("plaster_left", "stone", weight=0.4, skip=("plaster", "painted_wall", "marble", "granite", "terrazzo", "asphalt", "rock", "strata", "cobblestone", "flagstone", "roof", "slate", "stone_slabs",
                                                     "concrete", "worn_concrete", "ashlar", "basalt_columns", "obsidian"))
def plaster_left(g: Gen, m: Material) -> Material:
    """A coat of plaster crumbled off a wall: its broken edge, the rough coat under it, plaster dust left on the masonry beside it."""
    left = g.uniform(0.3, 0.7)
    names, base = g.palette("white d4d0c6, cream d0c6ae, beige c2b494, grey a29f98, yellow c4ab74, terracotta ad7c62, light blue a3b0bb")
    mid, fine, micro = fbm(g, 1.3, lo=7), grains(g), relief(m)
    patch = spread(g, 1.7, lo=2.5)
    t = over(g, patch + 0.22 * mid - 0.10 * low(m), left)
    edge = t + 0.012 * shift(mid) + 0.004 * fine
    coat, under = smooth(edge, -0.004, 0.008), smooth(edge + 0.03 * shift(mid, 2), -0.07, -0.05)
    d, strong = seams(g, g.integers(3, 5), 0.03, 0.003)
    crack = (1 - smooth(d, 0.0008, 0.0008 + 1.5 * g.px)) * smooth(strong, 0.0, 0.8) * smooth(t, 0.35, 0.02) * 0.8
    c = shade(base, 0.035 * mid + 0.05 * fine + 0.05 * shift(patch) + 0.02 * shift(fine, 2) - 0.8 * crack)
    worn = cover(shift(mid, 3) + 0.5 * shift(fine, 3) + 0.5 * shift(patch, 2), 0.15, 0.25)                  # the paint on it rubbed off
    c = mix(c, shade(mix(base, g.rgb("b5ab9a"), 0.7), 0.06 * fine), worn * 0.5)
    stain = (smooth(t, 0.22, 0.0) * 0.7 + 0.4 * cdf(shift(patch, 3)).square()) * cdf(shift(mid, 4) + 0.3 * fine)
    c = mix(c, c * g.rgb("9a8a74") * 1.12, stain)
    rim = smooth(edge, 0.022, 0.004)                                                                        # the fresh break, paler and raw
    c = mix(c, shade(g.rgb("bdb4a4"), 0.12 * fine), rim * 0.6)
    raw = shade(g.rgb("988e7e"), 0.08 * mid + 0.13 * fine + 0.06 * shift(fine))
    dusted = smooth(t, -0.45, -0.03) * (0.30 + 0.10 * mid - 0.10 * micro) + sown(shift(fine) - 0.4 * micro, smooth(t, -0.4, 0.0) * 0.25, 0.4) * 0.4
    m.color = mix(mix(mix(m.color, shade(mix(base, g.rgb("b5ab9a"), 0.6), 0.05 * fine), dusted.clamp(0, 0.8)), raw, under * 0.92), c, coat)
    m.height = mix(mix(m.height, blur(m.height, 0.008) * 0.5 + 0.35 + 0.012 * mid + 0.008 * fine, under),
                   0.84 + 0.012 * patch + 0.005 * mid + 0.004 * fine - 0.05 * crack - 0.03 * rim - 0.006 * worn, coat)
    m.roughness = mix(m.roughness, 0.88 + 0.03 * fine, torch.maximum(under, dusted.clamp(0, 1)))
    m.metallic = m.metallic * (1 - under)
    for i in range(g.n):
        n = names[i]
        say(m, i, ["half plastered", "partly plastered"], [f"with crumbling {n} plaster", "under crumbling plaster", f"with remains of {n} plaster", "with peeling plaster"],
            on=[f"crumbling {n} plaster over", "broken plaster on", "peeling plaster over"])
    return m
