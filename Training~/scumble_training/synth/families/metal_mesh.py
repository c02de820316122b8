"""Open metal work: chain mail, and grilles (perforated, woven wire, bar grating, expanded, honeycomb)."""
from __future__ import annotations

import torch

from ..cells import K, _id, lookup, voronoi
from ..noise import cover, fbm, grain, mix, shade, smooth
from ..registry import Gen, Material, family, select, size_word
from ..skins import skin
from ._shapes_made import METALS, RUST, metal_noun, rust_ramp, unnamed
from .weaves import FORMS, PLAIN, weave


@family("chainmail", prompt="chain mail", kind="metal", skip=("leaves",))
def chainmail(g: Gen) -> Material:
    names, base = g.colors(METALS)
    k = g.count(6, 22)
    rows = g.param([2 * round(v * g.py.uniform(0.74, 0.86)) for v in k.v])
    w = fbm(g, 2.2, lo=2, c=2) * 0.004
    x, y = (g.x + w[:, :1]) * k, (g.y + w[:, 1:]) * rows
    aspect = k / rows
    R, tube, tilt = g.uniform(0.49, 0.54), g.uniform(0.10, 0.125), g.uniform(0.24, 0.32)
    table = g.rand(g.n, 2, K * K)
    best = torch.full((g.n, 1, g.size, g.size), -1.0, device=g.device)
    cov, tone, round_, along = torch.zeros_like(best), torch.zeros_like(best), torch.zeros_like(best), torch.zeros_like(best)
    px = g.px * k
    j0 = y.floor()
    for dj in (-1, 0, 1, 2):
        j = j0 + dj
        odd = torch.remainder(j, 2)
        i0 = (x + 0.5 * odd).floor()
        sgn = 1 - 2 * odd
        for di in (-1, 0, 1):
            i = i0 + di
            ax, ay = x + 0.5 * odd - i - 0.5, (y - j - 0.0) * aspect
            d = (ax * ax + ay * ay).sqrt()
            t = (tube - (d - R).abs())
            prof = (t.clamp_min(0) * (2 * tube - t.clamp_min(0))).clamp_min(0).sqrt()
            z = 0.5 + prof + tilt * sgn * ay * 0.9 + 0.06 * ax
            z = torch.where(t > -px, z, torch.full_like(z, -1.0))
            hit = z > best
            r = lookup(table, _id(i, j, k, rows).expand(g.n, -1, -1, -1))
            best = torch.where(hit, z, best)
            c = smooth(t, -px * 0.6, px * 0.6)
            cov = torch.where(hit, torch.maximum(c, cov * (1 - c)), cov)
            tone, round_ = torch.where(hit, r[:, :1] - 0.5, tone), torch.where(hit, prof / tube, round_)
            along = torch.where(hit, ay / R, along)
    wear = g.uniform(0, 1)
    mid, f, cloud = fbm(g, 1.1, lo=6), grain(g), fbm(g, 1.6, lo=2)
    face, _, _ = skin(g, "metal")
    stain = cover(0.5 * cloud + 0.4 * mid + 0.5 * face, 0.1 + 0.35 * wear, 0.7)
    col = shade(base, 0.16 * tone + 0.03 * mid + 0.05 * face + 0.02 * f - 0.25 * stain * wear)
    col = mix(col, shade(mix(col, g.rgb("3c362f"), 0.5), -0.3), smooth(round_, 0.95, 0.25) * (0.35 + 0.4 * wear))        # oxide where no ring rubs
    dark = shade(g.rgb("4a4036"), 0.12 * mid + 0.1 * f)
    col = mix(dark, col, cov)
    h = mix(0.10 + 0 * best, 0.15 + 0.75 * best.clamp(0, 1) * (9 / k).clamp(0.8, 1.1), cov)
    rough = mix(0.9 + 0 * best, 0.30 + 0.04 * mid + 0.18 * stain + 0.15 * (1 - round_), cov)

    def nouns(i):
        m = metal_noun(names[i])[:1] if names.natural[i] else []
        return ["chain mail", "chainmail", "chainmail armor", "ring mail", "chain mail armour"] + [f"{q} chainmail" for q in m]
    return g.material(col, h, rough, (cov > 0.5).float(), g.facts(nouns, unnamed(names), lambda i: [size_word(k.v[i], 6, 22, g.py), "worn" if wear.v[i] > 0.7 else "polished" if wear.v[i] < 0.2 else ""],
                      lambda i: [g.py.choice(["with interlocking rings", "made of metal rings"])]))


HOLES, WIRE, BARS, EXPANDED, HONEYCOMB = range(5)


@family("metal_grate", prompt="metal grate", kind="metal", skip=("moss", "leaves", "puddles"))
def metal_grate(g: Gen) -> Material:
    names, base = g.colors(METALS)
    kind = g.choice([24, 20, 22, 18, 16])
    k = g.param([g.py.choice(((8, 10, 12, 16), (10, 12, 16, 20), (6, 8, 10, 12), (4, 5, 6, 8), (6, 8, 10, 12))[int(t)]) for t in kind.v])
    x, y = g.x * k, g.y * k
    # staggered round holes
    ys = g.y * k
    dots = None
    for o in (0.0, 0.5):
        a, b = x + o, ys + o
        d = ((a - a.floor() - 0.5).square() + (b - b.floor() - 0.5).square()).sqrt()
        dots = d if dots is None else torch.minimum(dots, d)
    hole_d = (dots - g.uniform(0.21, 0.26)) / k
    # woven wire
    t = weave(g, [FORMS[PLAIN]] * g.n, k, loose=0.62 + 0 * k, wobble=0.4)
    wire_h = t["h"]
    # bars: tall flats and twisted cross rods
    bx, by = (x - x.floor() - 0.5).abs(), (y / 2 - (y / 2).floor() - 0.5).abs()
    by = torch.where(torch.remainder(k, 2) == 0, by, (y - y.floor() - 0.5).abs())
    half = 0.13
    bar_d, rod_d = (half - bx) / k, (0.045 - by) / k * 2
    # expanded: diamond openings
    p, q = x + y * 2, x - y * 2
    e = torch.minimum((p - p.round()).abs(), (q - q.round()).abs())
    exp_d = (0.17 - e) / k * 0.8
    side = (p - p.round()).abs() < (q - q.round()).abs()
    # honeycomb
    hexes = voronoi(g, k, 2 * (k * 0.577).round(), jitter=0.0, stagger=1.0)
    hex_d = g.uniform(0.09, 0.14) / k - hexes.edge
    d = select(kind, [hole_d, (wire_h - 0.12) * 0.02, torch.maximum(bar_d, rod_d), exp_d, hex_d])
    solid = smooth(d, -g.px * 0.75, g.px * 0.75)
    bevel = smooth(d, 0.0, 0.008)
    mid, f, cloud = fbm(g, 1.1, lo=6), grain(g), fbm(g, 1.6, lo=2)
    wear, rusty = g.uniform(0, 1), g.bernoulli(0.3)
    top_bar = smooth(bar_d, -0.001, 0.001)
    level = select(kind, [0.72 + 0 * d, 0.42 + 0.36 * wire_h, 0.52 + 0.26 * top_bar, 0.62 + 0.12 * torch.where(side, p - p.round(), q - q.round()) * 2.5, 0.74 + 0 * d])
    tone = select(kind, [0 * d, 0.3 * t["tone"], -0.06 * (1 - top_bar), 0 * d, 0 * d])
    stain = cover(0.6 * cloud + 0.4 * mid + 0.4 * skin(g, "metal")[0], 0.1 + 0.3 * wear, 0.7)
    col = shade(base, tone + 0.06 * mid + 0.03 * f + 0.02 * cloud - 0.3 * stain + 0.12 * (1 - bevel) * (wear < 0.7).float())
    _, rb = g.palette(RUST)
    rc, rh, rr = rust_ramp(g, rb)
    rust = cover(0.8 * cloud + 0.4 * mid, g.uniform(0.15, 0.5), 0.2) * rusty
    col = mix(col, rc, rust)
    floor_ = shade(g.rgb("2c2d2f"), 0.2 * cloud + 0.15 * mid)
    col = mix(floor_, col, solid)
    h = mix(0.08 + 0.01 * mid, level - 0.05 * (1 - bevel) + 0.003 * mid + 0.01 * rh * rust, solid)
    rough = mix(0.92 + 0 * d, mix(0.34 + 0.04 * mid + 0.2 * stain, rr, rust), solid)
    words = (["perforated metal", "perforated metal sheet", "metal sheet with holes", "perforated steel"], ["wire mesh", "metal mesh", "woven wire mesh", "steel mesh"],
             ["metal grating", "metal grate", "steel floor grating", "bar grating"], ["expanded metal mesh", "metal mesh", "diamond mesh", "metal grate"],
             ["honeycomb mesh", "hexagonal metal mesh", "metal mesh", "honeycomb grille"])
    return g.material(col, h, rough, (solid * (1 - rust) > 0.5).float(), g.facts(lambda i: words[int(kind.v[i])], unnamed(names),
                      lambda i: [size_word(k.v[i], 5, 16, g.py), "rusty" if rusty.v[i] else "", "worn" if wear.v[i] > 0.75 else ""],
                      lambda i: [("with round holes", "", "with parallel bars", "with diamond holes", "with hexagonal holes")[int(kind.v[i])], "with black gaps"]))
