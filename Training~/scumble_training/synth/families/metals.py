"""Bare and coated sheet metal: rust, brushed, scratched, and painted steel with chipped paint."""
from __future__ import annotations

import torch

from ..cells import K, lookup, voronoi
from ..noise import band, cdf, cover, fbm, grain, mix, shade, smooth
from ..registry import Gen, Material, family, select
from ..skins import skin
from ._shapes_made import METALS, RUST, STEEL, drip, metal_noun, rust_ramp, scratches, scuffs, unnamed


@family("rust", prompt="rusty metal", kind="metal")
def rust(g: Gen) -> Material:
    names, named = g.colors(RUST, p_any=0.4)
    # a colour that rust never has is the colour of the metal between the rust patches
    own = g.param([float(x) for x in names.natural])
    _, steel = g.palette(STEEL)
    _, plain = g.palette(RUST)
    base = mix(plain, named, own)
    steel = mix(named, shade(steel, -0.35), own)
    area = g.param([g.py.choice((1.0, 1.0, g.py.uniform(0.55, 0.85), g.py.uniform(0.4, 0.6))) if x else g.py.uniform(0.25, 0.45)
                    for x in names.natural])
    rc, rh, rr = rust_ramp(g, base)
    w = fbm(g, 1.2, lo=6)
    patch = 0.8 * fbm(g, 1.7, lo=3) + 0.35 * w
    patch = patch / patch.square().mean((2, 3), keepdim=True).sqrt()
    m = cover(patch, area, 0.10)
    halo = cover(patch, (area + 0.18).clamp(max=1), 0.40)
    # flakes: layers with sharp broken borders
    flake = fbm(g, 1.7, lo=4) + 0.10 * w
    lift = cdf(flake) * 3
    terrace = lift.floor() + smooth(lift - lift.floor(), 0.0, 0.16)
    scaly = g.uniform(0, 1)
    rc = shade(rc, (terrace - 1.5) * 0.13 * scaly)
    grainy = fbm(g, 1.0, lo=6, stretch=6.0)
    bare = shade(steel, 0.05 * grainy + 0.04 * grain(g) + 0.05 * w)
    bare = mix(bare, mix(bare, base, 0.6) * 0.8, halo * 0.75)
    color = mix(bare, rc, m)
    runs = g.bernoulli(0.3)
    color = mix(color, shade(base, -0.5), drip(g, cover(patch, 0.1), 0.35) * runs * 0.45)
    h = 0.5 + 0.035 * rh * m + (terrace - 1.5) * 0.07 * scaly * m + m * 0.04 + 0.004 * grainy
    rough = mix(0.42 + 0.03 * grainy + 0.2 * halo, rr, m)

    def nouns(i):
        if not names.natural[i]:
            return ["rusty metal", "rusted metal", "corroded metal", "metal with rust"]
        return ["rusty metal", "rusted metal", "rusted steel", "rusty iron", "corroded metal"] + (["rust", "rusty metal plate"] if area.v[i] > 0.9 else [])

    def adjectives(i):
        return [g.py.choice(["old", "weathered", "corroded", "rough"])] + (["flaky"] if scaly.v[i] > 0.7 else [])

    def extras(i):
        if not names.natural[i]:
            return [g.py.choice(["with rust patches", "with rust spots", "with brown rust"]), "with flaking layers" if scaly.v[i] > 0.75 else ""]
        return ["with bare steel patches" if area.v[i] < 0.9 else "", "with flaking layers" if scaly.v[i] > 0.75 else ""]
    return g.material(color, h, rough, 1 - m, g.facts(nouns, names, adjectives, extras))


@family("brushed_metal", prompt="brushed metal", kind="metal", grain=0.4)
def brushed_metal(g: Gen) -> Material:
    names, base = g.colors(METALS)
    way = g.choice([45, 25, 15, 15])                    # across, down, slanted, machine-turned spots
    half = 1.5708
    angle = select(way, [torch.zeros_like(way), torch.full_like(way, half), g.uniform(0.4, 1.1), torch.zeros_like(way)])
    long = fbm(g, 0.30, lo=14, stretch=160.0, angle=angle)
    short = fbm(g, 0.25, lo=30, stretch=45.0, angle=angle)
    sheen = fbm(g, 0.9, lo=6, hi=60, stretch=60.0, angle=angle)
    lines = 0.6 * long + 0.65 * short + 0.25 * sheen
    # machine-turned: overlapping discs of circular strokes
    k = g.integers(4, 8)
    u, v = g.x * k, g.y * k
    best, ring, fan = torch.full((g.n, 1, g.size, g.size), -9.0, device=g.device), 0.0, 0.0
    for j in (0, 1):
        for i in (0, 1):
            cx, cy = (u + 0.5 * i).floor() + 0.5 - 0.5 * i, (v + 0.5 * j).floor() + 0.5 - 0.5 * j
            x, y = u - cx, v - cy
            d = (x * x + y * y).sqrt()
            order = torch.where(d < 0.62, 2.0 * j + i + 0.0 * d, torch.full_like(d, -1.0) - d)
            hit = order > best
            best = torch.where(hit, order, best)
            ring = torch.where(hit, d, ring if torch.is_tensor(ring) else d)
            fan = torch.where(hit, torch.cos(2 * torch.atan2(y, x) + 0.8), fan if torch.is_tensor(fan) else d)
    stroke = lookup(g.randn(g.n, 1, K * K), ((ring * 150).floor() + 160 * torch.remainder(best, 4).clamp_min(0)).long().clamp(0, K * K - 1).expand(g.n, -1, -1, -1))
    turned = stroke * 0.75 + 0.25 * grain(g) + 0.8 * fan * smooth(ring, 0.02, 0.2) - 1.6 * smooth(ring, 0.585, 0.62)
    spots = (way == 3).float()
    lines = mix(lines, turned, spots)
    strength = g.uniform(0.07, 0.15)
    cloud = fbm(g, 1.5, lo=3)
    wear = g.bernoulli(0.35)
    marks = scuffs(g, wear + 0.05, 14)
    color = shade(base, lines * strength + 0.02 * cloud * (1 - spots) + 0.25 * marks - 0.08 * cover(fbm(g, 1.4, lo=4), 0.2, 0.7) * wear)
    rough = g.uniform(0.24, 0.4) + 0.05 * lines + 0.03 * cloud + 0.12 * marks
    h = 0.5 + 0.006 * mix(short, turned, spots * 0.6) - 0.03 * marks

    def nouns(i):
        m = metal_noun(names[i]) if names.natural[i] else []
        own = [f"brushed {x}" for x in m]
        if way.v[i] == 3:
            return ["machine turned metal", "engine turned metal", "swirled metal"] + [f"machine turned {x}" for x in m]
        return ["brushed metal"] + own + (["brushed metal sheet", "satin metal"] if not own else own)

    def adjectives(i):
        return ["scratched" if wear.v[i] else g.py.choice(["clean", "smooth", ""]), "shiny", "diagonal" if way.v[i] == 2 else ""]

    def extras(i):
        return [("with horizontal lines", "with vertical lines", "with diagonal lines", "with circular swirls")[int(way.v[i])]]
    return g.material(color, h, rough, 1.0, g.facts(nouns, unnamed(names), adjectives, extras))


@family("scratched_metal", prompt="scratched metal", kind="metal")
def scratched_metal(g: Gen) -> Material:
    names, base = g.colors(METALS)
    wear = g.uniform(0.5, 1.6)
    fine, deep = scuffs(g, wear, 170), scratches(g, g.uniform(0, 3.1), 0.3, g.px * 0.9, 12 * wear)
    deep = torch.maximum(deep, scratches(g, g.uniform(0, 3.1), 0.15, g.px * 0.9, 9 * wear))
    cloud, mid, f = fbm(g, 1.4, lo=3), fbm(g, 1.1, lo=6), grain(g)
    dents = smooth(band(g, 5, 0.5), 1.2, 2.4) * g.bernoulli(0.6)
    face, _, _ = skin(g, "metal")
    stain = cover(0.6 * cloud + 0.5 * mid + 0.3 * face, g.uniform(0.2, 0.45), 0.6)
    grime = cover(fbm(g, 1.2, lo=4), 0.25, 0.5)
    color = shade(base, 0.06 * mid + 0.03 * f + 0.05 * face - 0.28 * stain - 0.12 * grime + 0.4 * fine * (0.5 + 0.5 * stain) - 0.5 * deep)
    pits = cover(fbm(g, 0.7, lo=30), 0.03, 0.03)
    color = shade(color, -0.5 * pits)
    h = 0.55 - 0.05 * fine - 0.14 * deep - 0.22 * dents + 0.012 * mid - 0.05 * pits
    rough = 0.30 + 0.24 * stain + 0.10 * grime + 0.14 * fine + 0.2 * deep + 0.03 * mid + 0.02 * f

    def nouns(i):
        m = metal_noun(names[i]) if names.natural[i] else []
        return ["scratched metal", "worn metal"] + [f"scratched {x}" for x in m] + [f"worn {x}" for x in m[:1]] + ["metal plate", "old metal"]
    return g.material(color, h, rough, 1.0, g.facts(nouns, unnamed(names), lambda i: [g.py.choice(["worn", "used", "battered", "scuffed"]),
                      "scratched", "dirty" if g.py.random() < 0.4 else ""], lambda i: ["with scratches", "with deep scratches" if wear.v[i] > 1 else ""]))


PAINT = """white d9dad6, red a4302a, yellow d9a826, blue 2f5c94, green 4a7350, grey 8a8d8e, orange cf6a26, light blue 86a9bd, teal 3b7c7c,
dark green 2f4a3a, cream ddd2b2, black 2a2b2d"""


@family("painted_metal", prompt="painted metal with chipped paint", kind="metal")
def painted_metal(g: Gen) -> Material:
    names, paint = g.colors(PAINT)
    _, steel = g.palette(STEEL)
    _, rbase = g.palette(RUST)
    chipped = g.param([g.py.choice((g.py.uniform(0.04, 0.10), g.py.uniform(0.12, 0.25), g.py.uniform(0.22, 0.38))) for _ in range(g.n)])
    rusty = g.bernoulli(0.65)
    mid, cloud, f = fbm(g, 1.1, lo=6), fbm(g, 1.6, lo=2), grain(g)
    # chips have angular borders: shards of a warped Voronoi pattern
    w = fbm(g, 1.7, lo=6, c=2) * 0.008
    shard = voronoi(g, g.integers(16, 26), jitter=0.95, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    field = 0.9 * fbm(g, 1.9, lo=3) + 0.10 * mid + 0.12 * fbm(g, 1.6, lo=14) + 0.40 * shard.randn()
    field = field / (field.square().mean((2, 3), keepdim=True).sqrt() + 1e-6)
    bare = cover(field, chipped, 0.012)
    near = cover(field, (chipped * 1.6 + 0.08), 0.30)
    primer = cover(field, chipped * 1.35 + 0.01, 0.012) * g.bernoulli(0.5)
    marks = scuffs(g, g.uniform(0.1, 0.8), 40)
    peel = g.bernoulli(0.4)
    face, _, _ = skin(g, "metal")
    bumps = band(g, g.size * 0.09, 0.4)                 # orange peel of sprayed paint
    pc = shade(paint, 0.02 * cloud + 0.025 * mid + 0.02 * f + 0.035 * face - 0.12 * cover(fbm(g, 1.3, lo=4), 0.2, 0.8) + 0.2 * marks)
    pc = mix(pc, shade(rbase, 0.1), near * rusty * 0.30)
    runs = drip(g, bare, 0.4) * rusty
    pc = mix(pc, shade(mix(pc, rbase, 0.7), -0.1), runs * 0.42)
    prc = shade(mix(g.rgb("9a9186"), rbase, 0.35), 0.05 * mid)
    pc = mix(pc, prc, primer)
    rc, rh, rr = rust_ramp(g, rbase)
    sc = shade(steel, -0.2 + 0.05 * f + 0.10 * fbm(g, 1.0, lo=5, stretch=5.0))
    oxid = mix(cover(fbm(g, 1.3, lo=5), 0.12, 0.2), cover(fbm(g, 1.3, lo=4), 0.88, 0.2), rusty)
    under = mix(sc, rc, oxid)
    color = mix(pc, under, bare)
    h = 0.62 + 0.012 * cloud + 0.008 * bumps + 0.004 * mid - 0.03 * marks - 0.04 * primer + 0.06 * peel * near * (1 - bare)
    h = mix(h, 0.52 + 0.02 * rh * oxid + 0.004 * mid, bare)
    gloss = g.uniform(0.28, 0.6)
    rough = mix(gloss + 0.03 * mid + 0.10 * near + 0.12 * marks + 0.25 * runs, mix(0.42 + 0.03 * f, rr, oxid), bare)

    def extras(i):
        few = chipped.v[i] < 0.11
        a = g.py.choice(["with chipped paint", "with peeling paint", "with flaking paint"]) if not few else "with small chips"
        return [a, g.py.choice(["with rust spots", "with rusty patches", "with rust under the paint"]) if rusty.v[i]
                else g.py.choice(["with bare steel showing", "with bare metal patches"])]
    return g.material(color, h, rough, (1 - oxid) * bare, g.facts(
        ["painted metal", "painted steel", "chipped painted metal", "metal with chipped paint", "peeling painted metal", "old painted metal"],
        names, lambda i: [g.py.choice(["worn", "old", "weathered", "chipped"]) if chipped.v[i] > 0.11 else "", "rusty" if rusty.v[i] else "",
                          "glossy" if gloss.v[i] < 0.36 else ""], extras))
