"""Loose and bare ground: gravel, pebbles, sand, soil, cracked mud."""
from __future__ import annotations

import torch

from ..cells import inside, scatter, voronoi
from ..noise import band, cdf, cover, fbm, grain, hue, mix, shade, smooth, step
from ..registry import Gen, Material, family, size_word
from ..shapes import pebble, polygon
from ..skins import skin
from ..surface import crack_lines, soil_colors, specks


def under(g, base):
    """What lies below loose stones: grit of the same stone, and earth."""
    c = voronoi(g, 44, jitter=0.9)
    tone, height, tint = skin(g, "ground")
    col = shade(mix(base, g.rgb("5a4c3e"), 0.4), -0.45 + c.rand() * 0.35 + tone * 0.16) + tint * 0.015 * base
    return col, 0.12 + 0.05 * c.rand() + height * 0.02


def loose(g: Gen, shape, round_, pool, k, rough, contrast):
    """Overlapping stones -> (colour, height, roughness, names). Each stone is cut from another place of photographed rock, with its own mineral, bands and worn edges."""
    w = fbm(g, 2.4, lo=2, c=2) * 0.10 / k
    s = scatter(g, k, shape, layers=3, spread=0.95, scale=(0.5, 1.15), u=g.x + w[:, :1], v=g.y + w[:, 1:])
    size = 1.0 / k
    rock, relief, _ = skin(g, "cliff", (3, 4))
    grit, _, _ = skin(g, "grit")
    cut = inside(s, k, torch.cat([rock, grit, relief, fbm(g, 1.4, lo=4)], 1))
    d = s["d"] * size
    face = step(g, d, wide=2.0)
    r = s["r"]
    odd = inside(s, 1e6, g.rand(g.n, 3, g.size, g.size))                     # three more random numbers for each stone
    names, base = g.colors(pool)
    own = g.param([float(f) for f in names.natural])
    other = mix(base, g.palette(pool)[1], 0.6 * own)
    third = mix(base, g.palette(pool)[1], 0.5 * own)
    col = mix(mix(base, other, odd[:, :1].square()), third, smooth(odd[:, 1:2], 0.6, 1.0) * 0.8)
    col = hue(shade(col, (r[:, :1] - 0.5) * contrast * 1.7), (r[:, 1:2] - 0.5) * 0.08)
    bands = smooth(torch.sin(s["y"] * (14 + 18 * r[:, 1:2]) + 0.5 * cut[:, 3:4] + r[:, 2:3] * 40), 0.55, 1.0) * (odd[:, 2:3] > 0.8).float()
    vein = torch.exp(-(cut[:, 3:4] * 0.5 + s["x"] * (r[:, 2:3] - 0.5) * 6).abs() * 14) * (odd[:, 2:3] < 0.14).float()
    plane = s["x"] * (r[:, :1] - 0.5) + s["y"] * (r[:, 1:2] - 0.5)
    worn = smooth(0.10 - s["d"], 0.0, 0.10) * (1 - round_)                   # chipped edges are paler than the faces
    col = shade(col, cut[:, :1] * (0.19 - 0.06 * round_) + cut[:, 1:2] * 0.09 + bands * 0.18 + plane * 0.35 * (1 - round_) + worn * 0.10 - 0.30 * round_ * torch.exp(-s["d"].clamp_min(0) / 0.035))
    col = mix(col, mix(base, g.rgb("dcd8ce"), 0.65), vein * 0.6)
    ucol, uh = under(g, base)
    dust = (1 - s["z"]).square() * 0.45 + 0.25 * smooth(0.06 - s["d"], 0.0, 0.06) * round_
    col = mix(col, ucol, dust * (0.6 + 0.25 * cut[:, 3:4]).clamp(0, 1))
    t = (s["d"] / 0.40).clamp(0, 1)
    dome = (1 - (1 - t).square()).clamp_min(1e-4).sqrt()
    facet = smooth(s["d"], 0, 0.09) * 0.8 + 0.2 * dome + plane * 0.9
    body = mix(facet, dome, round_)
    h = mix(uh, 0.22 + 0.38 * s["z"] + 0.33 * body + cut[:, 2:3] * 0.016 * (1.6 - round_), face)
    return mix(ucol, col, face), h, mix(0.92, rough + (r[:, 2:3] - 0.5) * 0.12 + cut[:, :1] * 0.03, face), names


STONES = """grey 8a8781, grey 9b978f, dark grey 5d5c5b, brown 7d6b57, tan a8926f, beige b9a88a, slate 5e666d, reddish brown 80604e, light grey b2aea6,
white cfcbc2"""


@family("gravel", prompt="gravel", kind="ground")
def gravel(g: Gen) -> Material:
    """Crushed angular stones."""
    k = g.count(7, 36)
    col, h, rough, names = loose(g, polygon, 0.0, STONES + ", black 2c2b2c, black 333233", k, 0.84, 0.28)
    facts = g.facts(lambda i: ["gravel", "gravel", "crushed stone", "gravel ground", "rubble" if k.v[i] < 10 else "fine gravel" if k.v[i] > 25 else "loose gravel"],
                    names, lambda i: [size_word(k.v[i], 7, 36, g.py).replace("big", "coarse").replace("small", "fine"), g.py.choice(["angular", "rough", "loose", ""])])
    return g.material(col, h, rough, 0.0, facts)


@family("pebbles", prompt="pebbles", kind="ground", grain=0.45)
def pebbles(g: Gen) -> Material:
    """Rounded river stones."""
    k = g.count(4, 26)
    polish = g.uniform(0.25, 0.7)
    col, h, rough, names = loose(g, pebble, 1.0, STONES, k, polish, 0.48)
    facts = g.facts(["pebbles", "pebbles", "river stones", "river pebbles", "round stones", "beach pebbles"], names,
                    lambda i: [size_word(k.v[i], 4, 26, g.py), "polished" if polish.v[i] < 0.4 else "", g.py.choice(["smooth", "rounded", ""])])
    return g.material(col, h, rough, 0.0, facts)


@family("sand", prompt="sand", kind="ground")
def sand(g: Gen) -> Material:
    """Wind ripples, or flat and trampled sand; grains of several tones."""
    kind = g.choice([62, 38])
    ky = g.integers(5, 15)
    kx = g.integers(-3, 3)
    turn = g.bernoulli(0.5)
    a, b = mix(ky, kx, turn), mix(kx, ky, turn)
    phase = (a * g.y + b * g.x) + fbm(g, 2.0, lo=1.0) * g.uniform(0.25, 0.6) + fbm(g, 1.5, lo=5) * 0.06
    p = phase - phase.floor()
    skew = g.uniform(0.62, 0.75)
    wave = torch.where(p < skew, p / skew, (1 - p) / (1 - skew))
    wave = wave * wave * (3 - 2 * wave)
    calm = smooth(fbm(g, 1.8, lo=1.0), -1.6, 0.4)
    ripple = (wave - 0.5) * (0.45 + 0.55 * calm) * (kind == 0).float()
    dunes, lumps, fine = fbm(g, 1.9, lo=1), fbm(g, 1.4, lo=5), grain(g)
    coarse = smooth(band(g, g.size * 0.12, 0.5).abs(), 0.4, 2.2) - 0.3
    flat = (kind == 1).float()
    h = 0.5 + ripple * g.uniform(0.18, 0.34) + dunes * 0.035 + lumps * (0.006 + 0.020 * flat) + fine * 0.006
    names, base = g.colors("beige d2b98c, tan c8a470, yellow d2b67c, golden cca96a, white e2dacb, orange c0895c, brown a5835c, reddish c07a50, grey a09a90, black 3c3a38")
    tones = cover(band(g, g.size * 0.28, 0.4), 0.2, 0.2) * -0.22 + cover(band(g, g.size * 0.28, 0.4), 0.12, 0.2) * 0.2
    col = shade(base, fine * 0.06 + tones + ripple * 0.22 + lumps * 0.02 + coarse * 0.10)
    tone, relief, tint = skin(g, "sand")
    col = shade(col, tone * 0.07) + tint * 0.008 * base
    h = h + relief * 0.006
    grit = g.bernoulli(0.4) * (0.5 + 0.5 * ripple)
    col = mix(col, g.palette("dark brown 5c4632, grey 8c857a, white e8e0d0, black 3a342e")[1], specks(g, 0.04) * grit.clamp(0, 1))
    words = [{"reddish": "red", "golden": "gold"}.get(x, x) for x in names]
    type_names = type(names)(words)
    type_names.natural = names.natural
    facts = g.facts(lambda i: ["sand", "sand", "desert sand", "beach sand"] + (["sand dunes", "rippled sand"] if kind.v[i] == 0 else ["sandy ground"]), type_names,
                    lambda i: [g.py.choice(["rippled", "wavy"]) if kind.v[i] == 0 else "flat", "fine"],
                    lambda i: [g.py.choice(["with ripples", "with wind ripples", "with waves"])] if kind.v[i] == 0 else [])
    return g.material(col, h, 0.88 + 0.03 * fine, 0.0, facts)


@family("soil", prompt="soil", kind="ground")
def soil(g: Gen) -> Material:
    """Earth with clods, grit, and a few small stones."""
    clod = g.uniform(0.2, 1.0)
    big, mid, fine = fbm(g, 1.7, lo=1.5), band(g, 12.0, 0.5), grain(g)
    c = voronoi(g, g.integers(16, 30), jitter=0.95, soft=0.12, u=g.x + 0.012 * fbm(g, 1.2, lo=6), v=g.y + 0.012 * fbm(g, 1.2, lo=6))
    crumb = smooth(c.edge, 0.0, 0.014) * (0.4 + 0.6 * c.rand())
    rough = fbm(g, 1.0, lo=9)
    face, relief, tint = skin(g, "soil", (3, 4, 5))
    h = 0.40 + big * 0.05 + mid.abs() * 0.06 * clod + crumb * 0.16 * clod + rough * 0.018 + relief * 0.035 + fine * 0.010
    names, base = g.colors(soil_colors() + ", grey 6d665d, black 2b2724")
    col = shade(base, rough * 0.06 + fine * 0.04 + face * 0.24 + c.randn() * 0.06 + big * 0.02 + (crumb - 0.4) * 0.08) + tint * 0.02 * base
    col = mix(col, shade(g.rgb("3a2c1e"), rough * 0.1), cover(fbm(g, 1.1, lo=12), 0.12, 0.15) * 0.5)
    col = mix(col, shade(g.rgb("b09a78"), fine * 0.1), specks(g, 0.04) * 0.6)
    stones = g.bernoulli(0.4)
    k = g.integers(10, 16)
    s = scatter(g, k, pebble, layers=2, spread=0.9, scale=(0.15, 0.75), prob=0.4, u=g.x + 0.006 * fbm(g, 1.9, lo=5), v=g.y + 0.006 * fbm(g, 1.9, lo=5))
    on = step(g, s["d"] / k) * stones
    scol = shade(g.palette("grey 7d776d, tan 8c7a60, grey 67625b, brown 75624e")[1], (s["r"][:, :1] - 0.5) * 0.8 + rough * 0.12 + fine * 0.08)
    scol = shade(scol, inside(s, k, skin(g, "grit")[0]) * 0.16)
    scol = mix(scol, col, 0.45 * cover(rough - 1.2 * smooth(s["d"], 0.0, 0.25), 0.5, 0.4))
    dome = (1 - (1 - (s["d"] / 0.3).clamp(0, 1)).square()).clamp_min(1e-4).sqrt()
    h = mix(h, h * 0.5 + 0.24 + dome * 0.16, on)
    facts = g.facts(["soil", "dirt", "earth", "soil ground", "dirt ground", "bare earth"], names,
                    lambda i: ["cloddy" if clod.v[i] > 0.8 else "fine" if clod.v[i] < 0.35 else "", g.py.choice(["dry", "loose", ""])],
                    lambda i: ["with small stones"] if stones.v[i] else [])
    return g.material(mix(col, scol, on), h, mix(0.93 + 0.02 * fine, 0.75, on), 0.0, facts)


@family("cracked_mud", prompt="cracked mud", kind="ground")
def cracked_mud(g: Gen) -> Material:
    """Dried mud: plates with upturned rims, split by wide cracks and finer ones."""
    k = g.count(3, 16)
    size = 1.0 / k
    w = fbm(g, 1.8, lo=4, c=2) * size * 0.06
    c = voronoi(g, k, jitter=0.9, u=g.x + w[:, :1] + g.uniform(0, 1), v=g.y + w[:, 1:])
    width = size * g.uniform(0.03, 0.09) * (0.7 + 0.6 * cdf(fbm(g, 1.5, lo=2)))
    rough, fine = fbm(g, 1.15, lo=6), grain(g)
    face_, relief, _ = skin(g, "mortar", (3, 4, 5))
    cut = c.local(torch.cat([face_, relief], 1))
    e = c.edge - width + rough * 0.0004
    face = step(g, e, wide=2.5)
    fine_crack = crack_lines(g, k * 2.6, size * 0.030, wobble=0.012, keep=0.45) * face
    curl = smooth(e, size * 0.30, 0.0) * g.uniform(0.2, 1.0)
    names, base = g.colors("tan b39a78, brown 8b7156, beige c4b090, grey 9a9288, reddish brown 96644a, dark brown 66503e, light brown b2957a")
    col = shade(base, c.randn() * 0.06 + rough * 0.03 + cut[:, :1] * 0.13 + fine * 0.02 + curl * 0.05 + fbm(g, 1.6, lo=1.5) * 0.025 - 0.15 * fine_crack)
    h = 0.68 + curl * 0.10 + c.randn() * 0.025 + c.tilt(0.25) + rough * 0.006 + cut[:, 1:] * 0.012 + fine * 0.005 - fine_crack * 0.14
    h = h - 0.05 * (1 - smooth(e, 0, size * 0.05))
    deep = 0.20 + rough * 0.03
    facts = g.facts(["cracked mud", "cracked earth", "dried mud", "cracked dry earth", "parched earth", "dry cracked ground"], names,
                    lambda i: [size_word(k.v[i], 3, 16, g.py), g.py.choice(["dry", "arid", ""])],
                    lambda i: [g.py.choice(["with deep cracks", ""])])
    return g.material(mix(shade(base, -0.25 + rough * 0.12 + fine * 0.06), col, face), mix(deep, h, face), mix(0.95, 0.86 + rough * 0.03, face), 0.0, facts)
