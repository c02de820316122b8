"""Paving of natural stones: rounded cobbles and setts with soil, sand or grass in the joints; flagstones."""
from __future__ import annotations

from ..cells import courses, voronoi
from ..noise import band, cover, fbm, hue, mix, saturate, shade, smooth, step
from ..registry import Gen, Material, family, size_word
from ..surface import sandy, soil, substance, tones
from .brick import merge

STONE = """grey 8b8984, grey 77756f, grey 9a9790, dark grey 5b5a58, slate 5c646a, brown 80705f, beige b3a48a, tan a58d6c, light grey aeaba4,
grey 6f7274, sandstone yellow b89d6c, reddish brown 855f50"""
JOINT = "brown 55432f, dark brown 3b2f23, grey 6e6a62, tan 9c8763, brown 665440"


def grass_joint(g, e, width):
    """Short grass in the gaps: (colour, height, mask)."""
    blades = fbm(g, 1.0, lo=g.size * 0.07)
    names, base = g.palette("green 55693a, green 4b5c35, green 66764a, olive 757a4c")
    c = shade(base, -0.15 + blades * 0.22 + fbm(g, 1.4, lo=3) * 0.15)
    mask = smooth(-e + blades * width * 0.35 + 0.25 * width * fbm(g, 1.3, lo=5), -width * 0.25, width * 0.25)
    return c, blades * 0.035, mask


def stones(g, c, base, spread, kind="rock"):
    """(color, tone, relief, cloud): each stone is another piece of photographed rock, with its own brightness, warmth and clouding."""
    tone, relief, tint = substance(g, c, kind)
    light, warm = tones(c, spread, 0.12)
    cloud = c.local(fbm(g, 1.35, lo=3))
    col = hue(shade(base, (light + tone * g.uniform(0.10, 0.22) + cloud * 0.05).clamp(max=0.5)), warm) + tint * 0.014
    return saturate(col, 1 + c.randn() * 0.1).clamp(max=0.88), tone, relief, cloud


@family("cobblestone", prompt="cobblestone", kind="stone")
def cobblestone(g: Gen) -> Material:
    kind = g.choice([50, 30, 20])                         # rounded field stones, rows of setts, square setts
    k = g.count(4, 18, 2)
    size = 1.0 / k
    w = fbm(g, 1.7, lo=2, c=2) * size * 0.06
    u, v = g.x + w[:, :1] + g.uniform(0, 1), g.y + w[:, 1:] + g.uniform(0, 1)
    round_ = g.uniform(0.05, 0.13)
    a = voronoi(g, k, k, jitter=g.uniform(0.45, 0.85), u=u, v=v, stagger=g.bernoulli(0.7), soft=round_)
    a.w, a.h = a.edge, a.edge
    b = courses(g, (k * 0.75).round().clamp_min(2), k, shift=0.5, jitter=0.45, row_jitter=0.28, u=u, v=v, corner=size * 0.24)
    s = courses(g, k, k, shift=0.5 * g.bernoulli(0.5), jitter=0.10, row_jitter=0.08, u=u, v=v, corner=size * 0.22)
    c = merge(g, kind, [a, b, s])
    names, base = g.colors(STONE)
    col, tone, skin, cloud = stones(g, c, base, g.uniform(0.06, 0.22))
    gap = size * g.uniform(0.05, 0.12)
    lumps = band(g, k * 1.8, 0.35)
    e = c.edge - gap * (1 + 0.35 * c.randn().clamp(-1, 1)) * 0.6 + size * 0.012 * lumps + skin * 0.0006
    face = step(g, e, wide=2.0)
    dome_r = size * g.uniform(0.22, 0.42)
    t = (e / dome_r).clamp(0, 1)
    dome = (1 - (1 - t).square()).clamp_min(1e-4).sqrt()
    worn = g.uniform(0, 1)
    top = 0.62 + 0.30 * dome + c.randn() * 0.035 + c.tilt(1.0) * 0.6 + 0.03 * cloud * dome
    top = top + skin * 0.014 * (1.3 - worn) + lumps * 0.012

    jnames, jbase = g.palette(JOINT)
    jcol, jh, jr = sandy(g, jbase, 0.2)
    grit = cover(band(g, g.size * 0.12, 0.4), 0.22, 0.15)
    jcol = shade(jcol, grit * 0.35)
    col = soil(g, col, e, dome_r * 0.8, g.uniform(0.3, 0.8), tone)
    col = shade(col, 0.10 * smooth(t, 0.4, 1.0) * g.uniform(0, 1))                # trodden clean
    joint_h = 0.30 + 0.10 * g.uniform(0, 1) + jh * 0.025 + grit * 0.03
    gcol, gh, gmask = grass_joint(g, e, size * 0.22)
    grass = g.bernoulli(0.22)
    gmask = gmask * grass * cover(fbm(g, 1.5, lo=2), 0.85, 0.3)
    h = mix(joint_h, top, face)
    color = mix(jcol, col, face)
    rough = mix(jr, 0.72 - 0.22 * worn * dome + tone * 0.03 + c.randn() * 0.03, face)
    color = mix(color, gcol, gmask)
    h = mix(h, (joint_h + 0.10).maximum(h) + gh, gmask)
    rough = mix(rough, 0.92 + gh, gmask)

    def adjectives(i):
        return [size_word(k.v[i], 4, 18, g.py), g.py.choice(["smooth", "worn", "polished"]) if worn.v[i] > 0.75 else "",
                "rough" if worn.v[i] < 0.2 else "", g.py.choice(["old", "medieval", ""]), "rounded" if kind.v[i] == 0 else "square" if kind.v[i] == 2 else ""]

    def nouns(i):
        own = {0: ["cobblestone", "cobblestones", "cobblestone street", "cobblestone pavement", "cobbles", "cobblestone path"],
               1: ["cobblestone", "cobblestone street", "cobblestones", "stone setts", "cobbled street"],
               2: ["cobblestone", "stone setts", "cobblestone pavement", "square cobblestones", "stone paving"]}
        return own[int(kind.v[i])]

    def extras(i):
        if grass.v[i]:
            return [g.py.choice(["with grass in the joints", "with grass growing between the stones", "with grass between stones"])]
        return [g.py.choice(["with soil in the joints", "with dirt between the stones", f"with {jnames[i]} joints", ""])]
    return g.material(color, h, rough, 0.0, g.facts(nouns, names, adjectives, extras))


@family("flagstone", prompt="flagstone paving", kind="stone")
def flagstone(g: Gen) -> Material:
    """Large flat slabs: crazy paving (polygons) or irregular rectangles."""
    crazy = g.bernoulli(0.6)
    k = g.count(2, 8)
    size = 1.0 / k
    w = fbm(g, 2.2, lo=3, c=2) * size * (0.012 + 0.016 * crazy) + fbm(g, 1.6, lo=16, hi=90, c=2) * size * 0.004
    u, v = g.x + w[:, :1] + g.uniform(0, 1), g.y + w[:, 1:] + g.uniform(0, 1)
    a = voronoi(g, k, k, jitter=0.92, u=u, v=v, soft=0.02)
    a.w, a.h = a.edge, a.edge
    even = g.param([2 * max(1, round(x / 2)) for x in k.v])
    b = courses(g, even, even, shift=0.5, jitter=0.6, row_jitter=0.4, u=u, v=v, corner=0.006)
    c = merge(g, crazy, [b, a])
    names, base = g.colors(STONE)
    col, tone, skin, _ = stones(g, c, base, g.uniform(0.05, 0.16))
    gap = g.uniform(0.005, 0.016)
    e = c.edge - gap + skin * 0.0006 - cover(fbm(g, 1.7, lo=7), 0.10, 0.3) * gap * 1.2
    face = step(g, e, wide=2.0)
    cleft = c.local(fbm(g, 2.0, lo=3, stretch=1.6, angle=g.uniform(0, 3.14)))
    steps = smooth(cleft - cleft.floor(), 0.35, 0.65) + cleft.floor()      # layers split off the slab
    vein = cover(c.local(fbm(g, 1.2, lo=5)), 0.15, 0.2)
    col = soil(g, shade(col, steps * 0.03 - vein * 0.08), e, size * 0.12, g.uniform(0.2, 0.8), tone)
    bevel = smooth(e, 0, gap * 1.1)
    top = 0.70 + 0.05 * steps + c.randn() * 0.03 + c.tilt(0.25) + skin * 0.014 + 0.05 * (bevel - 1)
    fill = g.choice([45, 30, 25])                                          # soil, mortar, grass
    jnames, jbase = g.palette(JOINT)
    jcol, jh, jr = sandy(g, mix(jbase, g.rgb("9b968c"), (fill == 1).float() * 0.8), 0.2)
    joint_h = 0.44 + 0.05 * (fill == 1).float() + jh * 0.02
    gcol, gh, gmask = grass_joint(g, e, gap * 2.6)
    gmask = gmask * (fill == 2).float()
    color = mix(mix(jcol, col, face), gcol, gmask)
    h = mix(mix(joint_h, top, face), joint_h + 0.16 + gh, gmask)
    rough = mix(jr, 0.74 + tone * 0.04 + c.randn() * 0.05, face)
    rough = mix(rough, 0.92 + gh, gmask)
    tails = (["with soil in the joints", "with dirt joints"], ["with mortar joints", "with grey mortar"],
             ["with grass in the joints", "with grass growing between the slabs"])
    facts = g.facts(lambda i: ["flagstone", "flagstone paving", "stone slabs", "flagstones", "stone floor"] + (["crazy paving"] if crazy.v[i] else ["paving slabs"]),
                    names, lambda i: [size_word(k.v[i], 2, 8, g.py), "irregular" if crazy.v[i] else "rectangular",
                                      g.py.choice(["flat", "worn", "old", ""])],
                    lambda i: [g.py.choice(tails[int(fill.v[i])])])
    return g.material(color, h, rough, 0.0, facts)


@family("stone_wall", prompt="stone wall", kind="stone")
def stone_wall(g: Gen) -> Material:
    """Irregular masonry: dry-stacked or mortared rubble and rough-cut blocks."""
    kind = g.choice([55, 45])                             # rubble, coursed blocks
    ky = g.count(4, 14, 2)
    kx = g.param([max(2, round(x * g.py.uniform(0.45, 0.7))) for x in ky.v])
    size = 1.0 / ky
    w = fbm(g, 2.1, lo=3, c=2) * size * 0.07
    u, v = g.x + w[:, :1] + g.uniform(0, 1), g.y + w[:, 1:] + g.uniform(0, 1)
    a = voronoi(g, kx, ky, jitter=0.75, u=u, v=v, stagger=1.0, soft=0.05)
    a.w, a.h = a.edge, a.edge
    b = courses(g, kx, ky, shift=0.5, jitter=0.7, row_jitter=0.45, u=u, v=v, corner=size * 0.16)
    c = merge(g, kind, [a, b])
    names, base = g.colors(STONE)
    col, tone, skin, _ = stones(g, c, base, g.uniform(0.08, 0.22))
    lumps = fbm(g, 1.9, lo=6, hi=70)
    gap = size * g.uniform(0.03, 0.09)
    e = c.edge - gap + size * 0.022 * lumps + skin * 0.0005
    face = step(g, e, wide=2.0)
    facet = c.local(fbm(g, 1.45, lo=3))
    chisel = (facet.abs() * 1.4 - 0.8)                                     # broken faces with ridges
    t = (e / (size * 0.20)).clamp(0, 1)
    dome = (1 - (1 - t).square()).clamp_min(1e-4).sqrt()
    top = 0.56 + 0.22 * dome + 0.07 * chisel + c.randn() * 0.05 + c.tilt(1.3) + skin * 0.028 + lumps * 0.02
    col = soil(g, shade(col, 0.03 * chisel), e, size * 0.2, g.uniform(0.2, 0.7), tone)
    dry = g.bernoulli(0.45)
    jnames, jbase = g.palette("grey 9b968a, light grey b6b0a4, beige bba988, dark grey 605c56")
    jcol, jh, jr = sandy(g, jbase, 0.15)
    jcol = mix(jcol, shade(mix(base, g.rgb("5a4e40"), 0.5), -0.35 + 0.1 * tone), dry)
    joint_h = 0.42 - 0.28 * dry + jh * 0.02
    color = mix(jcol, col, face)
    h = mix(joint_h, top, face)
    rough = mix(jr, 0.8 + tone * 0.03 + c.randn() * 0.04, face)
    facts = g.facts(lambda i: ["stone wall", "stone wall", "rock wall", "stone masonry", "natural stone wall"] + (["dry stone wall"] if dry.v[i] else []),
                    names, lambda i: [size_word(ky.v[i], 4, 14, g.py), "irregular" if kind.v[i] == 0 else "", g.py.choice(["rough", "old", "rustic", "medieval", ""])],
                    lambda i: ["without mortar" if dry.v[i] else f"with {jnames[i]} mortar"])
    return g.material(color, h, rough, 0.0, facts)
