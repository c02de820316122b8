"""Cut blocks: sandstone and limestone ashlar, castle walls, concrete block walls."""
from __future__ import annotations

from ..cells import courses
from ..noise import band, cdf, cover, fbm, hue, mix, shade, smooth, step
from ..registry import Gen, Material, family, select, size_word
from ..surface import sandy, soil, specks, substance, tones

BLOCK = """sandstone yellow c3a268, tan b89468, beige c9b48c, reddish brown 9c6348, light grey b4afa4, grey 8f8c85, cream d8caa8, brown 8f7453, orange brown b07a4c, pink c09c88"""
MORTAR = "grey a8a49c, light grey c0bcb2, beige c4b494, white d6d2c8, dark grey 6e6b66"
SMOOTH, TOOLED, ROCKY, BEDDED = range(4)


@family("ashlar", prompt="sandstone blocks", kind="stone")
def ashlar(g: Gen) -> Material:
    """Squared blocks with thin even joints: smooth, tooled with chisel strokes, rock-faced, or showing their bedding."""
    kind = g.choice([30, 25, 25, 20])
    rows = g.integers(4, 12, 2)
    cols = g.param([max(1, round(r * g.py.uniform(0.4, 0.75))) for r in rows.v])
    even = g.bernoulli(0.5)                                # all of one length, or mixed lengths
    size = 1.0 / rows
    w = fbm(g, 2.0, lo=3, c=2) * 0.0008
    c = courses(g, cols, rows, shift=0.5, jitter=0.75 * (1 - even), row_jitter=0.35 * (1 - even) * g.bernoulli(0.6), random_shift=0.0,
                u=g.x + w[:, :1] + g.uniform(0, 1), v=g.y + w[:, 1:] + g.uniform(0, 1), corner=0.03 * size)
    joint = size * g.uniform(0.02, 0.07)
    worn = g.uniform(0, 1)
    tone, skin, tint = substance(g, c, "rock")
    chips = cover(fbm(g, 1.6, lo=8) + 0.3 * skin, 0.05 + 0.10 * worn, 0.25) * (joint * 0.5 + size * 0.03) * smooth(c.edge, size * 0.25, 0)
    e = c.edge - joint * 0.5 - chips + skin * 0.0006 * (0.3 + worn)
    face = step(g, e)
    names, base = g.colors(BLOCK)
    plain = type(names)("sand" if x == "sandstone yellow" else x for x in names)
    plain.natural = names.natural
    r = c.randn(3)
    light, warm = tones(c, g.uniform(0.05, 0.16))
    field = c.local(fbm(g, 1.5, lo=3, c=1))
    strokes = c.local(fbm(g, 0.8, lo=14, hi=g.size * 0.2, stretch=9.0, angle=g.uniform(0.5, 2.4)))
    bed = c.local(fbm(g, 1.4, lo=6, stretch=9.0))
    layer = bed * 1.5 - (bed * 1.5).floor()
    relief = select(kind, [0.3 * skin, 0.6 * strokes + 0.25 * skin, 1.1 * field + 0.5 * skin, 0.5 * smooth(layer, 0.0, 0.8) + 0.3 * skin])
    block = hue(mix(shade(base, light), g.palette(BLOCK)[1], 0.16 * c.rand() * g.bernoulli(0.5)), warm)
    col = shade(block, tone * g.uniform(0.08, 0.17) + field * 0.04 + strokes * 0.04 * (kind == TOOLED).float()) + tint * 0.012
    col = shade(col, (0.07 * bed.clamp(-2, 2) + 0.06 * (layer - 0.5)) * (0.2 + 0.8 * (kind == BEDDED).float()))
    col = shade(col, -0.12 * specks(g, 0.06))
    iron = cover(0.8 * field + 0.5 * tone, 0.25, 0.6) * (c.rand() < 0.3).float() * g.bernoulli(0.4)
    col = mix(col, mix(col, g.rgb("96693f"), 0.4), iron)
    soot = cover(fbm(g, 1.2, lo=4, stretch=2.5, angle=1.5708) - 0.4 * field + 0.5 * tone, 0.35 * worn, 0.7) * (worn > 0.55).float()
    col = mix(col, shade(g.rgb("5c5850"), 0.1 * tone), soot * 0.45)
    mnames, mbase = g.palette(MORTAR)
    mcol, mh, mr = sandy(g, mbase, 0.12)
    mcol = shade(mcol, -0.15 - 0.25 * worn * cdf(mh + fbm(g, 1.3, lo=4)))
    col = soil(g, col, e, size * 0.14, 0.15 + 0.45 * worn, tone)
    edge = smooth(e, 0, size * select(kind, [0.02 + 0 * size, 0.02 + 0 * size, 0.25 + 0 * size, 0.03 + 0 * size]))
    bulge = (kind == ROCKY).float()
    h = 0.66 + c.randn() * 0.012 + c.tilt(0.12) + relief * (0.014 + 0.035 * bulge) - (0.05 + 0.20 * bulge) * (1 - edge)
    h = mix(0.60 - 0.14 * bulge + mh * 0.012, h, face)
    rough = mix(mr, 0.82 + 0.03 * tone + r[:, 2:] * 0.02, face)

    def nouns(i):
        own = {"sandstone yellow": "sandstone", "tan": "sandstone", "beige": "limestone", "cream": "limestone", "reddish brown": "red sandstone", "orange brown": "sandstone",
               "light grey": "limestone", "pink": "sandstone", "grey": "granite", "brown": "sandstone"}.get(names[i]) if names.natural[i] else None
        made = [f"{own} blocks", f"{own} block wall", f"{own} ashlar", f"{own} wall"] if own else []
        return made + ["stone blocks", "ashlar masonry", "stone block wall", "cut stone wall", "castle wall" if worn.v[i] > 0.5 else "dressed stone wall", "ashlar"]

    def adjectives(i):
        return [size_word(rows.v[i], 3, 12, g.py), ["smooth", "tooled", "rock faced", "layered"][int(kind.v[i])], g.py.choice(["old", "weathered", "medieval"]) if worn.v[i] > 0.6 else
                g.py.choice(["clean", "new"]) if worn.v[i] < 0.2 else "", "rectangular" if even.v[i] else "irregular"]
    return g.material(mix(mcol, col, face), h, rough, 0.0, g.facts(nouns, plain, adjectives, lambda i: [
        f"with {mnames[i]} mortar", g.py.choice(["with thin joints", "with tight joints", ""]), ["", "with chisel marks", "with rough faces", "with visible bedding"][int(kind.v[i])]]))


@family("concrete_blocks", prompt="concrete block wall", kind="stone")
def concrete_blocks(g: Gen) -> Material:
    """Cinder blocks in running or stack bond: open pores, raked or flush joints, sometimes painted."""
    cols = g.count(1, 5)
    rows = g.param([2 * c for c in cols.v])
    stack = g.bernoulli(0.25)
    size = 1.0 / rows
    c = courses(g, cols, rows, shift=0.5 * (1 - stack), u=g.x + g.uniform(0, 1), v=g.y + g.uniform(0, 1), corner=0.02 * size)
    joint = size * g.uniform(0.04, 0.08)
    e = c.edge - joint * 0.5 + fbm(g, 1.3, lo=14) * 0.0006
    face = step(g, e)
    painted = g.bernoulli(0.35)
    names, base = g.colors("grey 96948f, light grey b0aea8, grey 85837f, dark grey 6e6d6a, beige b5aa96", p_any=0.15)
    pnames, pbase = g.colors("white dcdad2, cream ddd2b4, light blue a4bccb, green 7d9a80, yellow d8c078, grey a6a7a5, red 9a463c, pink d0a49a")
    words = type(names)(p if k else n for n, p, k in zip(names, pnames, painted.v))
    words.natural = [nat and not k for nat, k in zip(names.natural, painted.v)]
    tone, skin, tint = substance(g, c, "asphalt")
    lumps = fbm(g, 1.1, lo=12)
    open_ = cover(0.6 * band(g, g.size * g.uniform(0.05, 0.10), 0.5) + 0.4 * lumps - 0.6 * tone, g.uniform(0.08, 0.22), 0.15)
    light, warm = tones(c, g.uniform(0.04, 0.12), 0.12)
    face_col = hue(shade(base, light + 0.03 * lumps + tone * g.uniform(0.09, 0.17) - 0.12 * open_), warm) + tint * 0.006
    face_col = soil(g, face_col, e, size * 0.12, g.uniform(0.1, 0.5), tone)
    coat = shade(pbase, 0.02 * lumps + 0.03 * tone - 0.05 * open_)
    coat = soil(g, coat, e.abs(), size * 0.10, g.uniform(0.1, 0.6), tone)
    bare = cover(fbm(g, 1.4, lo=4) + 0.3 * lumps + 0.3 * tone - 0.5 * smooth(e, 0, size * 0.1), g.uniform(0, 0.10), 0.03)
    mcol, mh, mr = sandy(g, g.palette("grey a4a19a, light grey b8b4ac, grey 8c8983")[1], 0.12)
    coated = painted * (1 - bare)
    color = mix(mix(mcol, face_col, face), coat, coated)
    streak = cover(fbm(g, 1.2, lo=4, stretch=5.0, angle=1.5708) + 0.4 * tone, 0.22, 0.7) * g.bernoulli(0.3)
    color = mix(color, mix(color, g.rgb("6a655c"), 0.4), streak)
    raked = g.bernoulli(0.5)
    h = mix(0.62 - 0.10 * raked + mh * 0.012, 0.66 + c.randn() * 0.006 + 0.008 * lumps + 0.008 * skin - 0.05 * open_ * (1 - 0.5 * coated), face)
    rough = mix(mix(mr, 0.9 + 0.02 * tone, face), g.uniform(0.45, 0.8) + 0.03 * lumps, coated)
    return g.material(color, h, rough, 0.0, g.facts(
        lambda i: ["concrete block wall", "cinder block wall", "concrete blocks", "cinder blocks", "breeze block wall", "cmu wall"], words,
        lambda i: [size_word(cols.v[i], 1, 5, g.py), "painted" if painted.v[i] else g.py.choice(["bare", "unpainted"]), "porous"],
        lambda i: ["in stack bond" if stack.v[i] else "in running bond", "with grey joints" if not painted.v[i] else ""]))
