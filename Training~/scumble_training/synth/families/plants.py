"""Grown surfaces: grass, fallen leaves, moss, bark."""
from __future__ import annotations

import math

import torch

from ..cells import inside, scatter, voronoi
from ..noise import band, cdf, cover, fbm, grain, hue, mix, saturate, shade, smooth, step
from ..registry import Gen, Material, family, select
from ..shapes import leaf
from ..skins import skin
from ..surface import sandy, soil_colors


def blade(x, y, r):
    """A thin bent blade along x, pointed at one end."""
    y = y - (r[:, :1] - 0.5) * 0.9 * x * x
    return 0.048 * (0.6 + 0.8 * r[:, 1:2]) * (1 - smooth(x, -0.1, 0.58)) * (x > -0.55).float() - y.abs() + 0.003


@family("grass", prompt="grass", kind="plant", oversample=2)
def grass(g: Gen) -> Material:
    """A lawn or meadow from above: overlapping blades over dark ground."""
    k = g.count(11, 30)
    flow = fbm(g, 2.0, lo=1) * 0.7
    s = scatter(g, k, blade, layers=4, spread=1.0, scale=(0.6, 1.3), turn=g.uniform(1.0, 3.14), heading=flow + g.uniform(-3, 3))
    r, on = s["r"], step(g, s["d"] / k, at=g.px * 0.2)
    names, base = g.colors("green 5a8a2c, green 4d7a28, green 6b9a38, yellow green 8fa03c, dark green 3a6424, olive 76803a, dry yellow b8a25a")
    names2 = type(names)(["yellow" if x == "dry yellow" else x for x in names])
    names2.natural = names.natural
    along = (s["x"] + 0.55) / 1.1
    col = shade(base, (r[:, 2:3] - 0.5) * 0.6 + (s["z"] - 0.75) * 0.5 + (along - 0.5) * 0.4)
    col = saturate(hue(col, (r[:, 3:4] - 0.6) * 0.18), 0.85)
    straw = (r[:, 0:1] > 0.93).float() * g.param([float(f) for f in names.natural])
    col = mix(col, shade(g.rgb("b8a860"), (r[:, 2:3] - 0.5) * 0.4), straw)
    patch = fbm(g, 1.5, lo=3)
    col = shade(col, patch * 0.05)
    lawn, depth, ltint = skin(g, "lawn", (3, 4, 5))
    green = shade(saturate(base, 0.85), -0.45 + 0.26 * lawn) + ltint * 0.03 * base
    ground = mix(green, shade(mix(base, g.rgb("5a4a34"), 0.7), -0.3 + 0.25 * lawn), smooth(patch - 0.3 * lawn, 0.9, 2.2) * 0.7)
    col = shade(col, lawn * 0.05)
    flowers = g.bernoulli(0.15)
    fs = scatter(g, 9, lambda x, y, q: 0.26 + 0.07 * torch.cos(5 * torch.atan2(y, x)) - (x * x + y * y + 1e-9).sqrt(), layers=1, spread=0.9, scale=(0.35, 0.6), prob=0.40)
    fon = step(g, fs["d"] / 9) * flowers
    fn, fc = g.palette("white f2f0ea, yellow ecd02e, pink e090b0, purple 9a60b8, red cc3a30, blue 5a7ad0")
    rad = (fs["x"].square() + fs["y"].square() + 1e-9).sqrt()
    fcol = mix(shade(fc, (fs["r"][:, :1] - 0.5) * 0.3), g.rgb("d8a020"), smooth(rad, 0.11, 0.07))
    h = mix(0.16 + 0.05 * depth, 0.25 + 0.5 * s["z"] + 0.12 * along + patch * 0.02, on)
    h = mix(h, torch.full_like(h, 0.86), fon)
    facts = g.facts(["grass", "grass", "lawn", "grass field", "meadow", "turf"], names2,
                    lambda i: [g.py.choice(["withered", "dry and withered", "withered"]) if names[i] == "dry yellow" else g.py.choice(["lush", "fresh", "thick", ""]),
                               g.py.choice(["short", "fine"]) if k.v[i] > 23 else "long" if k.v[i] < 14 else ""],
                    lambda i: [g.py.choice([f"with {fn[i]} flowers", f"with small {fn[i]} flowers", f"with {fn[i]} wildflowers"])] if flowers.v[i] else [])
    return g.material(mix(mix(ground, col, on), fcol, fon), h, mix(0.9, 0.62 + 0.1 * (1 - s["z"]), on), 0.0, facts)


def blade_of_leaf(g, s, k, color, kind=None):
    """(colour, relief) of scattered leaves: a pale midrib and side veins, tissue that browns and curls from the edge, freckles of rot; kind 1: palmate veins."""
    x, y, r = s["x"], s["y"], s["r"]
    cut = inside(s, k, torch.cat([skin(g, "ground")[0], fbm(g, 1.4, lo=4), fbm(g, 1.0, lo=12)], 1))
    bend = y - (r[:, :1] - 0.5) * 0.35 * x * x
    rib = torch.exp(-(bend.abs() / 0.015).square())
    wave = x + bend.abs() * (0.8 + 0.4 * r[:, 1:2]) + 0.012 * cut[:, 1:2]
    side = smooth(torch.cos(wave * (44 + 14 * r[:, 2:3])), 0.72, 1.0) * smooth(bend.abs(), 0.005, 0.05)
    if kind is not None:
        q = (x * x + y * y + 1e-9).sqrt()
        ray = torch.exp(-(torch.sin(2.5 * torch.atan2(y, x)).abs() * q / 0.016).square()) * smooth(q, 0.01, 0.06)
        side = torch.where(kind == 1, torch.maximum(ray, 0.4 * side * smooth(q, 0.05, 0.15)), side)
    vein = torch.maximum(rib, 0.55 * side)
    edge = torch.exp(-s["d"].clamp_min(0) / 0.05)
    dry = smooth(cut[:, 1:2] + 1.6 * edge + (r[:, 3:4] - 0.5) * 2, 0.2, 2.2)
    rot = smooth(cut[:, 2:] + 0.5 * cut[:, 1:2], 1.1, 2.0)
    c = hue(shade(color, (r[:, 3:4] - 0.5) * 0.6 + 0.10 * cut[:, :1] + 0.05 * cut[:, 2:]), (r[:, 1:2] - 0.5) * 0.14)
    c = mix(c, shade(mix(saturate(c, 0.6), g.rgb("6e5236"), 0.55), 0.12 * cut[:, :1]), dry * 0.65)
    c = mix(c, g.rgb("4a3828"), rot * 0.5)
    c = mix(shade(c, -0.08 * side), shade(saturate(c, 0.8), 0.42), vein * 0.75)
    return c, vein + 0.4 * cut[:, 1:2]


@family("leaves", prompt="fallen leaves", kind="plant", oversample=2)
def leaves(g: Gen) -> Material:
    """A carpet of fallen leaves: ovals or maple shapes with veins."""
    kind = g.choice([55, 45])
    k = g.count(3, 12)
    s = scatter(g, k, leaf(kind), layers=5, spread=0.9, scale=(0.85, 1.1))
    r, on = s["r"], step(g, s["d"] / k)
    pool = "orange b0703a, red 94482f, brown 7d5a3a, yellow bf9c4a, green 66783c, dark brown 5a422e, golden b8893f"
    names, base = g.colors(pool)
    second, other = g.palette(pool)
    own = g.param([float(f) for f in names.natural])
    pick = (r[:, 2:3] > 0.62).float() * own
    x, y = s["x"], s["y"]
    col, relief = blade_of_leaf(g, s, k, mix(base, other, pick), kind)
    vein, spots = relief, cover(fbm(g, 1.1, lo=8), 0.14, 0.4)
    col = shade(col, -0.30 * (1 - s["z"]))
    curl = (x * x + y * y) * (r[:, :1] - 0.2) * 1.2
    h = 0.22 + 0.5 * s["z"] + curl * 0.5 + vein * 0.02 + (x * (r[:, 1:2] - 0.5) + y * (r[:, 2:3] - 0.5)) * 0.25
    gcol, gh, gr = sandy(g, g.palette(soil_colors())[1], 0.2)
    facts = g.facts(lambda i: ["fallen leaves", "leaves", "dead leaves", "forest floor leaves", "leaf litter"] + (["autumn leaves"] if names.natural[i] and names[i] != "green" else [])
                    + (["maple leaves"] if kind.v[i] else []), type(names)(["gold" if x == "golden" else x for x in names]),
                    lambda i: [g.py.choice(["dry", "fallen", ""]), "large" if k.v[i] < 4.5 else "small" if k.v[i] > 9 else ""],
                    second=["gold" if x == "golden" else x if nat else None for x, nat in zip(second, names.natural)])
    for f, nat in zip(facts, names.natural):
        f.natural = nat
        f.colors = f.colors if nat else f.colors[:1]
    return g.material(mix(gcol, col, on), mix(0.12 + gh * 0.02, h, on), mix(gr, 0.62 + 0.15 * spots, on), 0.0, facts)


@family("moss", prompt="moss", kind="plant")
def moss(g: Gen) -> Material:
    """A closed carpet of moss cushions."""
    f0 = g.log_uniform(4, 22)
    cushion = band(g, f0, 0.3)
    w = cushion * 0.01
    c = voronoi(g, (f0 * 1.1).round(), jitter=0.9, soft=0.14, u=g.x + w, v=g.y - w)
    pillow = smooth(c.edge, -0.005, 0.4 / f0)
    tone, depth, tint = skin(g, "moss", (3, 4, 5))
    fuzz = band(g, g.size * 0.2, 0.5)
    star = smooth(band(g, g.size * g.uniform(0.06, 0.10), 0.40) + 0.5 * fuzz, 0.0, 2.2)              # shoots seen end on
    h = 0.25 + 0.38 * pillow * (0.7 + 0.3 * c.rand()) + cushion * 0.035 + star * 0.06 + depth * 0.03 + fuzz * 0.015
    names, base = g.colors("green 5c7038, green 4f6432, yellow green 868a46, dark green 3e542c, olive 6c6e3a")
    t = cdf(0.7 * tone + 0.5 * fuzz)
    col = shade(base, tone * 0.22 + (star - 0.3) * 0.24 + fuzz * 0.07 + (pillow - 0.7) * 0.42 + c.randn() * 0.05) + tint * 0.03 * base
    col = hue(col, c.randn() * 0.02 + fbm(g, 1.3, lo=5) * 0.04)
    dead = cover(fbm(g, 1.5, lo=4) + 0.3 * tone, 0.10, 0.4) * g.bernoulli(0.5) * g.param([float(f) for f in names.natural])
    col = mix(col, shade(g.rgb("7d6a3c"), (t - 0.5) * 0.8), dead * 0.7)
    facts = g.facts(["moss", "moss", "moss carpet", "mossy ground", "forest moss"], names,
                    lambda i: [g.py.choice(["lush", "soft", "thick", ""]), "small" if f0.v[i] > 15 else "large" if f0.v[i] < 6 else ""])
    return g.material(col, h, 0.93 + 0.03 * fuzz, 0.0, facts)


@family("bark", prompt="tree bark", kind="wood")
def bark(g: Gen) -> Material:
    """Furrowed bark, plated bark, or pale birch bark with dark dashes."""
    kind = g.choice([45, 33, 22])                         # furrowed, plates, birch
    kx = g.count(4, 16)
    ky = select(kind, [(kx * 0.32).round().clamp_min(2), (kx * 0.7).round(), (kx * 0.4).round().clamp_min(2)])
    w = fbm(g, 1.5, lo=2, c=2)
    size = 1.0 / kx
    c = voronoi(g, kx, ky, jitter=0.95, u=g.x + w[:, :1] * size * 0.22 + g.uniform(0, 1), v=g.y + w[:, 1:] * size * 0.4, soft=0.04)
    fiber = fbm(g, 1.1, lo=6, stretch=5.0, angle=math.pi / 2)
    flake, fine = fbm(g, 1.3, lo=5, stretch=2.0, angle=math.pi / 2), grain(g)
    e = c.edge - size * 0.035 + fiber * size * 0.012 + flake * size * 0.016
    plate = smooth(e, -size * 0.06, size * 0.22)
    layer = flake * 1.6 + plate
    ledge = (smooth(layer - layer.floor(), 0.3, 0.5) + layer.floor()) * 0.05
    h0 = 0.16 + 0.62 * plate + c.randn() * 0.03 + ledge * plate + fiber * 0.045 + fine * 0.012
    face, relief, tint = skin(g, "bark", (3, 4))
    h0 = h0 + relief * 0.06
    names, base = g.colors("brown 75583f, dark brown 4e3a2a, grey 80786c, grey brown 6d5f50, reddish brown 7f5238, dark grey 55504a")
    birch = (kind == 2).float()
    own = g.param([float(f) for f in names.natural])
    base = mix(base, g.rgb("dcd6ca"), birch * own)
    dark = shade(hue(base, -0.04), -0.85 + 0.1 * fiber)
    col0 = mix(dark, shade(base, fiber * 0.07 + c.randn() * 0.07 + ledge * 0.6) + tint * 0.02 * base, smooth(e, -size * 0.05, size * 0.13))
    col0 = shade(col0, face * 0.22)
    # birch: horizontal lenticels and a few dark scars
    dash = cover(0.8 * band(g, 9.0, 0.35, stretch=5.0) + 0.55 * band(g, 20.0, 0.4, stretch=5.0) + 0.08 * fbm(g, 1.2, lo=10), 0.10, 0.07)
    scar = cover(fbm(g, 1.9, lo=3, stretch=1.8) + 0.10 * fbm(g, 1.2, lo=8, stretch=2.0) + 0.10 * face, 0.06, 0.08)
    peel = fbm(g, 1.3, lo=2, stretch=3.0)
    hair = cover(fbm(g, 0.9, lo=14, stretch=6.0), 0.12, 0.2)
    col2 = shade(base, peel * 0.06 + fine * 0.02 - hair * 0.12 + face * 0.03)
    col2 = mix(mix(col2, g.rgb("c9a684"), cover(peel, 0.15, 0.6) * 0.35 * own), shade(g.rgb("3c342d"), face * 0.35 + fiber * 0.1), torch.maximum(dash * (0.75 + 0.05 * face), scar * 0.9).clamp(0, 0.95))
    h2 = 0.62 + peel * 0.03 - dash * 0.06 + scar * (0.04 + fiber * 0.05) + fine * 0.005 - hair * 0.02
    col, h = mix(col0, col2, birch), mix(h0, h2, birch)
    names2 = type(names)(["white" if kind.v[i] == 2 and nat else {"grey brown": "brown"}.get(x, x) for i, (x, nat) in enumerate(zip(names, names.natural))])
    names2.natural = names.natural
    facts = g.facts(lambda i: ["birch bark", "birch tree bark", "tree bark"] if kind.v[i] == 2 else ["tree bark", "bark", "tree trunk bark", ["oak bark", "pine bark"][int(kind.v[i])]],
                    names2, lambda i: ["peeling" if kind.v[i] == 2 else g.py.choice(["rough", "furrowed", "deeply grooved", "old"])],
                    lambda i: [g.py.choice(["with dark dashes", "with black marks"])] if kind.v[i] == 2 else [g.py.choice(["with deep furrows", "with vertical grooves", ""]) if kind.v[i] == 0 else "with plates"])
    return g.material(col, h, 0.88 + 0.04 * fiber - 0.2 * birch, 0.0, facts)
