"""Cut blocks: sandstone and limestone ashlar, castle walls, concrete block walls."""
from __future__ import annotations

from ..cells import courses
from ..noise import band, cover, fbm, mix, shade, smooth, step
from ..registry import Gen, Material, family, select, size_word
from ..surface import sandy, specks, stone_skin

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
    skin, tone = stone_skin(g)
    chips = cover(fbm(g, 2.0, lo=8), 0.10 * worn, 0.25) * joint * 0.8
    e = c.edge - joint * 0.5 - chips + skin * 0.0004 * worn
    face = step(g, e)
    names, base = g.colors(BLOCK)
    plain = type(names)("sand" if x == "sandstone yellow" else x for x in names)
    plain.natural = names.natural
    r = c.randn(3)
    field = c.local(fbm(g, 1.25, lo=3, c=1))
    strokes = c.local(fbm(g, 0.8, lo=14, hi=g.size * 0.2, stretch=9.0, angle=g.uniform(0.5, 2.4)))
    bed = c.local(fbm(g, 1.4, lo=6, stretch=9.0))
    layer = bed * 1.5 - (bed * 1.5).floor()
    relief = select(kind, [0.25 * skin, 0.7 * strokes + 0.2 * skin, 1.1 * field + 0.5 * skin, 0.5 * smooth(layer, 0.0, 0.8) + 0.3 * skin])
    block = mix(shade(base, r[:, :1] * g.uniform(0.05, 0.18)), g.palette(BLOCK)[1], 0.16 * c.rand() * g.bernoulli(0.6))
    col = shade(block, tone * 0.07 + field * 0.04 + strokes * 0.03 * (kind == TOOLED).float())
    col = shade(col, (0.10 * bed.clamp(-2, 2) + 0.10 * (layer - 0.5)) * (0.35 + 0.65 * (kind == BEDDED).float()))
    col = shade(col, -0.35 * specks(g, 0.05) + 0.25 * specks(g, 0.04))
    iron = cover(fbm(g, 1.3, lo=2) + 0.5 * field, 0.18, 0.4) * g.bernoulli(0.4)
    col = mix(col, mix(col, g.rgb("9a5f34"), 0.45), iron)
    soot = cover(fbm(g, 1.2, lo=3, stretch=2.5, angle=1.5708) - 0.5 * field, 0.4 * worn, 0.6) * (worn > 0.55).float()
    col = mix(col, shade(g.rgb("5c5850"), 0.1 * tone), soot * 0.45)
    mnames, mbase = g.palette(MORTAR)
    mcol, mh, mr = sandy(g, mbase, 0.12)
    edge = smooth(e, 0, size * select(kind, [0.02 + 0 * size, 0.02 + 0 * size, 0.25 + 0 * size, 0.03 + 0 * size]))
    bulge = (kind == ROCKY).float()
    h = 0.66 + c.randn() * 0.012 + c.tilt(0.12) + relief * (0.018 + 0.035 * bulge) - (0.05 + 0.20 * bulge) * (1 - edge)
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
    skin, tone = stone_skin(g)
    open_ = cover(band(g, g.size * g.uniform(0.05, 0.10), 0.5) + 0.4 * fbm(g, 1.0, lo=6), g.uniform(0.10, 0.28), 0.12)
    lumps = fbm(g, 0.8, lo=20)
    face_col = shade(base, c.randn() * 0.06 + 0.09 * lumps + 0.05 * tone - 0.12 * open_)
    face_col = shade(face_col, -0.3 * specks(g, 0.06) + 0.3 * specks(g, 0.05))
    coat = shade(pbase, 0.02 * lumps + 0.03 * tone - 0.05 * open_)
    coat = mix(coat, mix(coat, g.rgb("6e675c"), 0.5), (1 - face) * (0.3 + 0.4 * cover(fbm(g, 1.3, lo=3), 0.5, 0.6)))
    bare = cover(fbm(g, 1.3, lo=3) + 0.4 * lumps, g.uniform(0, 0.14), 0.03)
    mcol, mh, mr = sandy(g, g.palette("grey a4a19a, light grey b8b4ac, grey 8c8983")[1], 0.12)
    coated = painted * (1 - bare)
    color = mix(mix(mcol, face_col, face), coat, coated)
    streak = cover(fbm(g, 1.2, lo=4, stretch=5.0, angle=1.5708), 0.22, 0.5) * g.bernoulli(0.4)
    color = mix(color, mix(color, g.rgb("6a655c"), 0.4), streak)
    raked = g.bernoulli(0.5)
    h = mix(0.62 - 0.10 * raked + mh * 0.012, 0.66 + c.randn() * 0.006 + 0.012 * lumps + 0.008 * skin - 0.05 * open_ * (1 - 0.5 * coated), face)
    rough = mix(mix(mr, 0.9 + 0.02 * tone, face), g.uniform(0.45, 0.8) + 0.03 * lumps, coated)
    return g.material(color, h, rough, 0.0, g.facts(
        lambda i: ["concrete block wall", "cinder block wall", "concrete blocks", "cinder blocks", "breeze block wall", "cmu wall"], words,
        lambda i: [size_word(cols.v[i], 1, 5, g.py), "painted" if painted.v[i] else g.py.choice(["bare", "unpainted"]), "porous"],
        lambda i: ["in stack bond" if stack.v[i] else "in running bond", "with grey joints" if not painted.v[i] else ""]))
