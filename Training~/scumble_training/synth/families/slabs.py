"""Floors of natural stone slabs (slate, travertine, limestone, sandstone, basalt) and concrete paving; bare cleft slate."""
from __future__ import annotations

from ..cells import courses
from ..noise import band, cdf, cover, fbm, hue, mix, shade, smooth, step
from ..palette import parse
from ..registry import Gen, Material, family, size_word
from ..surface import sandy, soil, specks, substance, tones

STONES = {"slate": "slate 525a60, dark grey 4a4d4e, grey 666b6c, green 56625a, purple 5c525c", "travertine": "beige d0bd9a, cream dccfb2, tan bfa582, light brown b59a74",
          "limestone": "cream d6ccb4, light grey bdb9ae, beige c6b89a", "sandstone": "tan bf9c6e, yellow c8a86c, reddish brown a26e50, beige cbb48e",
          "basalt": "dark grey 4e4f50, grey 646565, black 343536", "quartzite": "light grey b0aea8, grey 8d8c89, pink b89c90", "concrete": "grey 95938e, light grey acaaa4, dark grey 706e6b"}
GROUT = "grey 8e8a82, light grey b8b4aa, dark grey 55524d, beige b8a888, white d4d0c6"


def stone_field(g, c, base, kind):
    """(color, relief) of stone faces; kind is a list of stones, one a sample, each element seen through its own window."""
    is_ = lambda *names: g.param([float(k in names) for k in kind])
    tone, skin, tint = substance(g, c, "rock")
    cloud = c.local(fbm(g, 1.3, lo=3))
    cleft = c.local(fbm(g, 1.9, lo=2, stretch=1.8)) * 2.4
    layer = cleft.floor() + smooth(cleft - cleft.floor(), 0.0, 0.16)
    band_ = c.local(fbm(g, 1.2, lo=4, stretch=8.0))
    slate, travertine, layered, coarse = is_("slate", "quartzite"), is_("travertine"), is_("travertine", "sandstone"), is_("concrete", "basalt")
    hole = cover(c.local(band(g, g.size * 0.09, 0.6, stretch=3.0)) + 0.6 * band_, 0.07, 0.05) * travertine
    col = shade(base, 0.05 * cloud + g.uniform(0.10, 0.18) * tone + slate * 0.03 * (layer - layer.mean((2, 3), keepdim=True)) + layered * 0.06 * band_) + 0.012 * tint
    col = shade(col, coarse * (0.20 * specks(g, 0.07) - 0.25 * specks(g, 0.08)))
    rust = cover(cloud + 0.6 * tone, 0.10, 0.4) * (c.rand() < 0.4).float() * is_("slate", "quartzite", "sandstone") * g.bernoulli(0.5)
    col = mix(col, mix(col, g.rgb("8f6a48"), 0.45), rust)
    col = mix(col, shade(mix(base, g.rgb("8a7658"), 0.5), -0.15), hole * 0.8)
    return col, slate * 0.6 * layer + 0.5 * skin + 0.4 * layered * band_ - 2.0 * hole, tone


def pick_stone(g: Gen, kinds):
    """(stone of each sample, colour names, colours): natural colours of the stone, or any."""
    kind = [g.py.choice(kinds) for _ in range(g.n)]
    names, base = g.colors("grey 8d8c89")
    for i, k in enumerate(kind):
        if names.natural[i]:
            names[i], rgb = g.py.choice(parse(STONES[k]))
            base[i] = g.param([v * (1 + g.py.gauss(0, 0.03)) for v in rgb]).view(3, 1, 1)
    return kind, names, base


@family("stone_slabs", prompt="slate floor tiles", kind="stone")
def stone_slabs(g: Gen) -> Material:
    """Square or oblong slabs in straight, staggered or mixed courses with joints of one width."""
    kind, names, base = pick_stone(g, list(STONES))
    rows = g.count(2, 10, 2)
    lay = g.choice([40, 35, 25])                           # straight squares, staggered oblongs, mixed lengths
    cols = g.param([r if a == 0 else max(1, round(r * 0.6)) for r, a in zip(rows.v, lay.v)])
    size = 1 / rows
    c = courses(g, cols, rows, shift=0.5 * (lay > 0).float(), jitter=0.5 * (lay == 2).float(), u=g.x + g.uniform(0, 1), v=g.y + g.uniform(0, 1), corner=0.012 * size)
    joint, old = size * g.uniform(0.012, 0.06), g.uniform(0, 1)
    e = c.edge - joint * 0.5 - cover(fbm(g, 1.8, lo=9) + 0.2 * fbm(g, 1.0, lo=20), 0.10 * old, 0.3) * (joint * 0.4 + 0.012 * size) * smooth(c.edge, size * 0.15, 0)
    face = step(g, e)
    r = c.randn(3)
    light, warm = tones(c, g.uniform(0.03, 0.16))
    col, relief, tone = stone_field(g, c, hue(shade(base, light), warm), kind)
    gn, gb = g.palette(GROUT)
    gcol, gh, gr = sandy(g, gb, 0.12)
    grime = cover(fbm(g, 1.3, lo=4) - 0.6 * tone, 0.3 * old, 0.7) * old
    col = mix(col, mix(col, g.rgb("5f564a"), 0.35), grime)
    col = soil(g, col, e, size * 0.10, 0.1 + 0.5 * old, tone)
    gcol = shade(gcol, -0.3 * old * cdf(gh))
    bevel = smooth(e, 0, size * 0.02)
    gloss = g.param([g.py.uniform(0.15, 0.35) if g.py.random() < 0.25 else g.py.uniform(0.5, 0.8) for _ in kind])
    dull = smooth(gloss, 0.3, 0.5)
    h = 0.62 + r[:, 1:2] * 0.006 + c.tilt(0.06) + relief * 0.016 * (0.2 + 0.8 * dull) - 0.04 * (1 - bevel)
    h = mix(0.54 + 0.008 * gh, h, face)
    rough = mix(gr, gloss + 0.03 * tone + 0.03 * r[:, 2:] + 0.15 * grime, face)

    def nouns(i):
        k = kind[i]
        if k == "concrete":
            return ["concrete paving slabs", "concrete pavers", "paving slabs", "pavement slabs", "concrete tiles", "sidewalk"]
        own = [f"{k} tiles", f"{k} floor tiles", f"{k} slabs", f"{k} floor", f"{k} paving"] if names.natural[i] else []
        return own + ["stone tiles", "stone floor tiles", "natural stone tiles", "stone slab floor"]
    return g.material(mix(gcol, col, face), h, rough, 0.0, g.facts(nouns, names, lambda i: [size_word(rows.v[i], 2, 10, g.py), "polished" if gloss.v[i] < 0.35 else g.py.choice(["matte", "rough", ""]),
                      ["square", "rectangular", "rectangular"][int(lay.v[i])], g.py.choice(["old", "worn"]) if old.v[i] > 0.75 else ""],
                      lambda i: [f"with {gn[i]} joints", ["in a grid", "in staggered rows", "in rows of mixed lengths"][int(lay.v[i])]]))


@family("slate", prompt="slate rock surface", kind="stone")
def slate(g: Gen) -> Material:
    """One cleft face: thin layers broken off in terraces, fine lines, rust in the seams."""
    kind, names, base = pick_stone(g, ["slate", "slate", "quartzite", "sandstone"])
    c = courses(g, g.param([1] * g.n), g.param([1] * g.n), shift=0.0, period=1)
    col, relief, tone = stone_field(g, c, base, kind)
    angle = g.uniform(0, 3.14)
    cleft = fbm(g, 1.8, lo=1.5, stretch=2.2, angle=angle) * g.uniform(1.6, 3.5)
    t = cleft - cleft.floor()
    terrace = cleft.floor() + smooth(t, 0.0, 0.10)
    rim = smooth(t, 0.0, 0.02) * smooth(t, 0.12, 0.04)
    lines = fbm(g, 0.7, lo=10, stretch=14.0, angle=angle)
    col = shade(col, 0.02 * (terrace - terrace.mean((2, 3), keepdim=True)) + 0.05 * lines + 0.10 * rim)
    seam = cover(fbm(g, 1.2, lo=4), 0.25, 0.4) * smooth(t, 0.2, 0.0)
    col = mix(col, mix(base, g.rgb("8c6238"), 0.55), seam * 0.4)
    col = shade(col, 0.10 * smooth(t, 0.1, 0.9) - 0.05)
    h = 0.5 + 0.055 * (terrace - terrace.mean((2, 3), keepdim=True)) + 0.012 * relief + 0.006 * lines
    facts = g.facts(lambda i: ([f"{kind[i]} rock", kind[i], f"cleft {kind[i]}", f"{kind[i]} surface"] if names.natural[i] else ["cleft rock"]) + ["layered rock face", "split stone", "natural stone surface"], names,
                    lambda i: [g.py.choice(["layered", "cleft"]), g.py.choice(["rough", "natural", ""])], lambda i: [g.py.choice(["in thin layers", "with broken layers", ""])])
    return g.material(col, h, 0.66 + 0.04 * tone + 0.03 * lines, 0.0, facts)
