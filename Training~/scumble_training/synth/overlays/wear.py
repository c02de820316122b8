"""Overlays of age and use: peeling paint, rust, scratches, cracks, soot, glowing cracks, gold veins."""
from __future__ import annotations

import math

import torch

from .. import palette
from ..noise import band, blur, cdf, cover, fbm, grain, mix, ridges, saturate, shade, smooth
from ..registry import Gen, Material, overlay
from ..surface import crack_lines
from ._common import low, ranked, say


@overlay("paint", "stone wood metal plastic", weight=1.0, skip=("asphalt", "rock", "bark", "strata", "cobblestone"))
def paint(g: Gen, m: Material) -> Material:
    """A coat of paint, peeled off in places; the base shows through, with curled rims."""
    left = g.uniform(0.45, 0.78)
    picks = [palette.pick(g.py) for _ in range(g.n)]
    picks = [p if p[0] not in m.facts[i].colors else ("white", palette.rgb("white")) if "white" not in m.facts[i].colors else ("blue", palette.rgb("blue"))
             for i, p in enumerate(picks)]
    names, base = g.palette("white eeeae0")
    base = torch.cat([g.param([p[1][k] for p in picks]) for k in range(3)], 1)
    field = ranked(fbm(g, 1.25, lo=2) + 0.35 * fbm(g, 0.9, lo=10) - 0.45 * low(m))
    over = cdf(field) - (1 - left)
    mask = smooth(over, -0.012, 0.012)
    rim = smooth(over, 0.08, 0.0) * mask
    fine = grain(g)
    flake = crack_lines(g, g.integers(8, 14), 0.004, keep=0.4) * smooth(over, 0.3, 0.05)
    c = shade(base, fbm(g, 1.4, lo=1.5) * 0.06 + fbm(g, 1.0, lo=8) * 0.035 + fine * 0.015 - 0.10 * rim - 0.45 * flake)
    mask = mask * (1 - flake * 0.6)
    m.color = mix(m.color, c, mask)
    m.height = mix(m.height, mix(m.height, blur(m.height, 0.006), 0.55) + 0.022 + rim * 0.018 + fine * 0.002, mask)
    m.roughness = mix(m.roughness, g.uniform(0.35, 0.7) + fbm(g, 1.2, lo=4) * 0.04 + 0.1 * rim, mask)
    m.metallic = m.metallic * (1 - mask)
    for i, (name, _) in enumerate(picks):
        name = palette.synonym(name, g.py)
        say(m, i, [f"{name} painted"] if left.v[i] > 0.65 else (),
            [f"with peeling {name} paint", f"under peeling {name} paint", f"with chipped {name} paint", f"with flaking {name} paint"],
            on=[f"peeling {name} paint on", f"{name} paint flaking off", f"chipped {name} paint over"])
    return m


@overlay("rust", "metal", weight=2.2, skip=("rust", "rusty_metal", "gold"))
def rust(g: Gen, m: Material) -> Material:
    """Rust in patches and runs."""
    amount = g.uniform(0.22, 0.65)
    run = fbm(g, 1.2, lo=3, stretch=g.uniform(1.0, 4.0), angle=math.pi / 2)
    field = ranked(fbm(g, 1.2, lo=2) + 0.7 * run + 0.5 * low(m) + 0.3 * fbm(g, 0.8, lo=14))
    over = cdf(field) - (1 - amount)
    mask, halo = smooth(over, -0.02, 0.05), smooth(over, -0.18, 0.02)
    blot, fine = fbm(g, 1.0, lo=6), grain(g)
    c = mix(g.rgb("8c4a20"), g.rgb("4a2616"), cover(blot, 0.45, 0.7))
    c = mix(c, g.rgb("b9662a"), cover(-blot + 0.5 * fine, 0.22, 0.3))
    c = shade(c, blot * 0.08 + fine * 0.10 + fbm(g, 1.5, lo=2) * 0.10)
    m.color = mix(mix(m.color, shade(g.rgb("9a5a2c"), 0.1), halo * 0.4), c, mask)
    m.height = m.height + mask * (0.012 * blot + 0.012 * fine - 0.01)
    m.roughness = mix(mix(m.roughness, 0.7, halo * 0.5), 0.9 + 0.04 * fine, mask)
    m.metallic = m.metallic * (1 - mask)
    for i in range(g.n):
        say(m, i, ["rusty", "rusted", "corroded"], ["with rust stains", "with rust"] + (["covered in rust"] if amount.v[i] > 0.45 else ["with patches of rust"]),
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


@overlay("soot", "stone wood metal tile fabric", weight=0.5, skip=("lava",))
def soot(g: Gen, m: Material) -> Material:
    """Burnt: black soot and char in patches."""
    amount = g.uniform(0.3, 0.6)
    field = fbm(g, 1.5, lo=1.3) + 0.25 * fbm(g, 0.9, lo=8)
    mask = cover(field, amount, 0.35)
    brown = cover(field, amount + 0.15, 0.4)
    m.color = shade(mix(m.color, m.color * g.rgb("a07850"), brown * 0.7), 0)
    m.color = mix(m.color, shade(g.rgb("1c1a19"), grain(g) * 0.15 + fbm(g, 1.0, lo=8) * 0.15), mask * 0.88)
    m.roughness = mix(m.roughness, 0.93, mask)
    m.metallic = m.metallic * (1 - smooth(mask, 0.3, 0.8))
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
