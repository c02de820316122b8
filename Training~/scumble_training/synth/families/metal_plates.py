"""Formed sheet metal: tread plate, riveted panels, corrugated sheet."""
from __future__ import annotations

import torch

from ..cells import courses
from ..noise import band, cdf, cover, fbm, grain, mix, shade, smooth, step
from ..registry import Gen, Material, family, select, size_word
from ..skins import skin
from ._shapes_made import METALS, RUST, dome, drip, metal_noun, rivets, rust_ramp, scuffs, unnamed


@family("diamond_plate", prompt="diamond plate", kind="metal")
def diamond_plate(g: Gen) -> Material:
    names, base = g.colors(METALS)
    kind = g.choice([58, 22, 20])                       # single lugs, five bars, round studs
    k = g.param([g.py.choice((4, 6, 6, 8, 10, 12, 16)) if t == 0 else g.py.choice((4, 4, 6)) if t == 1 else g.py.choice((4, 6, 8, 10)) for t in kind.v])
    w = fbm(g, 1.5, lo=3, c=2) * 0.0012
    x, y = (g.x + w[:, :1]) * k, (g.y + w[:, 1:]) * k
    i, j = x.floor(), y.floor()
    odd = torch.remainder(i + j, 2)
    a, b = x - i - 0.5, y - j - 0.5
    sign = 1 - 2 * odd
    along, across = (a + b * sign) * 0.7071, (b - a * sign) * 0.7071
    long, wide = g.uniform(0.40, 0.50), g.uniform(0.10, 0.14)
    lens = (wide * (1 - (along / long).square()) - across.abs())
    c5 = across - (across / 0.15).round().clamp(-2, 2) * 0.15
    lane = (across / 0.15).round().clamp(-2, 2).abs()
    bars = torch.minimum(0.044 - c5.abs(), (0.46 - 0.05 * lane - along.abs()) * 0.6)
    stud = 0.24 - (a * a + b * b).sqrt()
    d = select(kind, [lens, bars, stud]) / k
    high = select(kind, [0.075 + 0 * k, 0.045 + 0 * k, 0.08 + 0 * k]) / k
    t = (d / high).clamp(0, 1)
    bump = (1 - (1 - t).square()).clamp_min(0).sqrt()
    wear = g.uniform(0, 1)
    mid, cloud, f = fbm(g, 1.1, lo=6), fbm(g, 1.6, lo=2), grain(g)
    marks = scuffs(g, 0.2 + 0.8 * wear, 70)
    low = 1 - smooth(d, -0.012, 0.002)
    dirt = cover(0.6 * cloud + 0.6 * mid, 0.25 + 0.4 * wear, 0.5) * wear
    near = smooth(d, -0.03, -0.002) * (1 - smooth(d, -0.001, 0.003))
    grime = (dirt * (0.35 + 0.65 * low) * (1 - bump) + 0.6 * near * wear).clamp(0, 1)
    color = shade(base, 0.05 * mid + 0.03 * f + 0.04 * cloud + 0.05 * bump + 0.25 * marks)
    color = mix(color, shade(g.rgb("5a5248"), 0.12 * mid + 0.1 * f), grime * 0.7)
    h = 0.38 + 0.34 * bump * (4 / k).clamp(0.6, 1.1) + 0.006 * mid - 0.02 * marks
    rough = 0.36 - 0.12 * bump + 0.04 * mid + 0.03 * f + 0.3 * grime + 0.1 * marks

    def nouns(i):
        m = metal_noun(names[i])[:1] if names.natural[i] else []
        if kind.v[i] == 2:
            return ["studded metal plate", "metal plate with round studs", "studded metal floor", "anti slip metal plate"]
        return ["diamond plate", "tread plate", "checker plate", "metal tread plate", "diamond plate metal"] + [f"{x} diamond plate" for x in m]

    def extras(i):
        return [("with raised diamond lugs", "with a five bar pattern", "with raised round studs")[int(kind.v[i])]]
    return g.material(color, h, rough, 1.0, g.facts(nouns, unnamed(names), lambda i: [size_word(k.v[i], 3, 16, g.py), "worn" if wear.v[i] > 0.65 else "clean" if wear.v[i] < 0.25 else "",
                      "dirty" if wear.v[i] > 0.8 else ""], extras))


@family("metal_panels", prompt="metal panels with rivets", kind="metal")
def metal_panels(g: Gen) -> Material:
    names, base = g.colors(METALS)
    cols = g.integers(1, 3)
    rows = g.param([2 * g.py.choice((1, 1, 2)) if c < 3 else 4 for c in cols.v])
    size = 1 / torch.maximum(cols, rows)
    c = courses(g, cols, rows, shift=0.5 * g.bernoulli(0.6), corner=g.uniform(0.002, 0.012), u=g.x + 0.13, v=g.y + 0.17,
                jitter=0.25 * g.bernoulli(0.4), row_jitter=0.3 * g.bernoulli(0.4))
    gap = g.uniform(0.003, 0.007)
    face = step(g, c.edge - gap * 0.5)
    bevel = smooth(c.edge, gap * 0.5, gap * 0.5 + 0.008)
    inset, r = size * 0.05 + 0.022, g.uniform(0.010, 0.017)
    d = rivets(c.dx, c.dy, c.w, c.h, inset, size * g.uniform(0.13, 0.2) + 0.03)
    ball = dome(d, r)
    rim = smooth(d, r * 2.0, r) * (1 - smooth(d, r * 1.02, r * 0.9))
    wear, rusty = g.uniform(0, 1), g.bernoulli(0.35)
    mid, cloud, f = fbm(g, 1.1, lo=6), c.local(fbm(g, 1.5, lo=3)), grain(g)
    lines = c.local(fbm(g, 0.5, lo=10, stretch=40.0))
    marks = scuffs(g, 0.1 + wear, 40)
    face_, _, _ = skin(g, "metal")
    stain = cover(0.7 * cloud + 0.3 * mid + 0.4 * face_, 0.10 + 0.30 * wear, 0.8)
    edge_dirt = smooth(c.edge, 0.03, 0.0) * (0.5 + 0.5 * smooth(mid, -1, 1))
    tone = c.randn() * g.uniform(0.05, 0.16)
    color = shade(base, tone + 0.035 * lines + 0.03 * cloud + 0.02 * f + 0.04 * face_ - 0.22 * stain + 0.3 * marks)
    color = mix(color, shade(g.rgb("5c544a"), 0.12 * mid + 0.08 * f), (0.45 * edge_dirt + 0.4 * rim) * (0.3 + 0.7 * wear))
    color = mix(color, shade(base, 0.12 + 0.05 * mid), smooth(ball, 0, 0.4))
    _, rb = g.palette(RUST)
    rc, rh, rr = rust_ramp(g, rb)
    where = 0.7 * fbm(g, 1.3, lo=4) + 0.5 * mid + 1.3 * edge_dirt + 1.0 * rim
    rust = smooth(where, 1.35, 1.6) * rusty
    runs = drip(g, (smooth(d, r * 1.2, r * 0.8) * smooth(mid, -0.2, 0.8) * 0.7 + rust * 0.3), 0.22) * rusty * 0.55
    color = mix(mix(color, shade(rb, -0.1), runs), rc, rust)
    color = mix(shade(g.rgb("48423b"), 0.1 * mid), color, face)
    h = 0.62 + c.randn() * 0.02 + c.tilt(0.10) + 0.004 * mid - 0.02 * marks + 0.010 * cloud
    dish = (1 - (2 * c.edge / torch.minimum(c.w, c.h)).clamp(0, 1))
    h = h + 0.03 * g.uniform(-1, 1) * (1 - dish * dish) + 0.18 * ball * (r / 0.014) - 0.03 * rim
    h = mix(0.40 + 0 * h, h - 0.08 * (1 - bevel), face) + 0.02 * rh * rust
    metal = (1 - rust) * (1 - runs) * face
    rough = mix(0.32 + 0.03 * lines + c.randn() * 0.03 + 0.22 * stain + 0.15 * marks + 0.25 * edge_dirt, rr, torch.maximum(rust, runs))
    rough = mix(0.85 + 0 * rough, rough, face)

    def nouns(i):
        m = metal_noun(names[i])[:1] if names.natural[i] else []
        return ["metal panels", "riveted metal panels", "metal plates", "riveted metal", "metal panel wall"] + [f"{x} panels" for x in m] + [f"riveted {x} plates" for x in m]

    def extras(i):
        return [g.py.choice(["with rivets", "with rows of rivets", "with riveted edges"]), "with rust stains" if rusty.v[i] else ""]
    return g.material(color, h, rough, (metal > 0.5).float(), g.facts(nouns, unnamed(names), lambda i: [size_word(max(cols.v[i], rows.v[i]), 1.5, 4.5, g.py),
                      "worn" if wear.v[i] > 0.7 else "clean" if wear.v[i] < 0.25 and not rusty.v[i] else "", "rusty" if rusty.v[i] else ""], extras))


@family("corrugated_metal", prompt="corrugated metal", kind="metal")
def corrugated_metal(g: Gen) -> Material:
    names, base = g.colors("grey a8abac, light grey c0c3c4, grey 8f9192, silver c9cbcd, dark grey 707274, green 4c6a54, blue 46688c, red 8c3a30, white d8dadb")
    ribs = g.count(5, 26)
    kind = g.choice([60, 40])                           # wave, trapezoid
    flat = g.bernoulli(0.15)                            # ribs across instead of down
    w = fbm(g, 1.6, lo=2) * 0.002
    u, v = mix(g.x, g.y, flat), mix(g.y, g.x, flat)
    p = (u + w) * ribs
    wave = 0.5 + 0.5 * torch.cos(6.28318 * p)
    tri = (2 * (p - p.floor()) - 1).abs()
    trap = smooth(tri, 0.30, 0.62)
    prof = select(kind, [wave, trap])
    # one lap joint across the ribs with screws
    lap = g.bernoulli(0.6)
    t = torch.remainder(v - 0.31, 1.0)
    over = smooth(t, 0.0, 0.006) * smooth(1 - t, 0.0, 0.35)
    seam = smooth(t, 0.030, 0.0) * (1 - smooth(1 - t, 0.006, 0.0)) * lap
    q = p - p.round()
    row = (t - 0.96)
    d = ((q / ribs).square() + row.square()).sqrt()
    screw = dome(d, 0.011) * lap
    wear, rusty = g.uniform(0, 1), g.bernoulli(0.5)
    mid, cloud, f = fbm(g, 1.1, lo=6), fbm(g, 1.6, lo=3), grain(g)
    spangle = cdf(band(g, 18, 0.5)) - 0.5
    streak = fbm(g, 1.0, lo=8, stretch=10.0, angle=1.5708)
    sheen = g.bernoulli(0.5)
    color = shade(base, 0.02 * cloud + 0.05 * mid + 0.02 * f + 0.14 * spangle * sheen + 0.07 * streak - 0.2 * seam)
    stain = cover(0.7 * cloud + 0.6 * streak, 0.12 + 0.25 * wear, 0.4)
    color = shade(color, -0.25 * stain)
    groove = (1 - prof) * (0.7 + 0.3 * mid.clamp(-2, 2))
    color = mix(color, shade(mix(color, g.rgb("6a6054"), 0.5), -0.25), groove.clamp(0, 1) * (0.30 + 0.35 * wear))       # dirt stays in the valleys
    _, rb = g.palette(RUST)
    rc, rh, rr = rust_ramp(g, rb)
    where = 0.9 * cloud + 0.5 * streak + 0.25 * mid + 0.5 * (1 - prof) + 0.9 * seam
    amount = g.uniform(0.10, 0.38)
    rust = cover(where / 1.15, amount, 0.14) * rusty
    halo = cover(where / 1.15, amount + 0.18, 0.5) * rusty
    color = mix(mix(color, shade(rb, 0.1), halo * 0.45), rc, rust)
    color = mix(color, shade(g.rgb("8c8f90"), 0.1 * mid), smooth(screw, 0, 0.3))
    color = mix(color, g.rgb("6e6458"), 0.4 * smooth(d, 0.02, 0.011) * (1 - smooth(screw, 0, 0.3)) * lap)
    h = 0.28 + 0.42 * prof * (8 / ribs).clamp(0.55, 1.1) + 0.05 * over * lap + 0.12 * screw + 0.003 * mid + 0.02 * rh * rust
    rough = mix(0.36 + 0.04 * mid + 0.08 * spangle * sheen + 0.2 * stain + 0.2 * seam, rr, rust)
    metal = (1 - rust) * g.param([1.0 if n in ("grey", "light grey", "silver", "dark grey") or not o else 0.0 for n, o in zip(names, names.natural)])

    def nouns(i):
        return ["corrugated metal", "corrugated metal sheet", "corrugated steel", "corrugated iron", "corrugated metal roof", "corrugated metal wall"]

    def extras(i):
        return ["with rust patches" if rusty.v[i] else "", "with screws" if lap.v[i] else "", "with horizontal ribs" if flat.v[i] else "with vertical ribs"]
    return g.material(color, h, rough, metal, g.facts(nouns, names, lambda i: [size_word(ribs.v[i], 5, 26, g.py), "rusty" if rusty.v[i] else "", g.py.choice(["old", "weathered"]) if wear.v[i] > 0.6 else ""], extras))
