"""Brick walls in several bonds (running, third, stack, English, Flemish) and brick paving (herringbone, basket weave)."""
from __future__ import annotations

from ..cells import Cells, basket, courses, herringbone
from ..noise import cdf, cover, fbm, hue, mix, saturate, shade, smooth, step
from ..registry import Gen, Material, family, select, size_word
from ..surface import sandy, soil, substance, tones

BRICK = """red 8c4c3b, red 82443a, red 945545, red brown 784638, red brown 6c4136, brown 715545, brown 7d5f4c, dark red 633630, orange a56d4b, terracotta a3634c,
tan a58b6d, yellow b39a6b, white cdc8be, grey 827e79, dark brown 4d3e37, black 3b3837"""
MORTAR = "grey a8a49c, light grey c4c0b6, beige c8b898, dark grey 5f5c58, white dcd9d2, brown 8b765f"
RUNNING, THIRD, STACK, ENGLISH, FLEMISH, HERRINGBONE, BASKET = range(7)
BOND_WORDS = {RUNNING: "in running bond", THIRD: "in third bond", STACK: "in stack bond", ENGLISH: "in english bond",
              FLEMISH: "in flemish bond", HERRINGBONE: "in a herringbone pattern", BASKET: "in a basket weave pattern"}


def merge(g, which, cells: list) -> Cells:
    """Per-sample choice among cell patterns."""
    pick = lambda key: select(which, [getattr(c, key).expand(g.n, 1, g.size, g.size) for c in cells])
    return Cells(g, *(pick(k) for k in ("id", "edge", "dx", "dy", "w", "h")))


def layout(g, u, v, corner, wear):
    """(cells, bond, size): the pattern, its kind, and the height of one brick."""
    bond = g.choice([42, 10, 8, 10, 10, 12, 8])
    across = [g.py.choice((2, 3, 3, 4, 4, 5, 6, 8)) for _ in range(g.n)]
    rows, cols = [], []
    for c, b in zip(across, bond.v):
        cols.append(2 * max(1, round(c * 0.67)) if b == FLEMISH else c)
        long = cols[-1] / 1.34 if b == FLEMISH else c
        m = 3 if b == THIRD else 2
        rows.append(4 * c if b == HERRINGBONE else 4 * c if b == BASKET else m * max(2, round(long * g.py.uniform(2.5, 3.3) / m)))
    rows, cols = g.param(rows), g.param(cols)
    shift = g.param([(0.5, 1 / 3, 0.0, 0.5, 1.0, 0.0, 0.0)[int(b)] for b in bond.v])
    a = courses(g, cols, rows, shift=shift, period=2 + (bond == THIRD).float(), corner=corner, u=u, v=v, jitter=0.05 * wear,
                double=(bond == ENGLISH).float(), header=(bond == FLEMISH).float(), row_jitter=0.06 * wear)
    paved = [herringbone(g, rows, u, v, corner), basket(g, rows / 2, 2, u, v, corner)]
    c = merge(g, (bond - 4).clamp_min(0), [a] + paved)
    return c, bond, rows


def brick_base(g: Gen):
    wear = g.uniform(0, 1)
    w = fbm(g, 2.2, lo=3, c=2) * (0.0004 + 0.0012 * wear)
    c, bond, rows = layout(g, g.x + w[:, :1] + g.uniform(0, 1), g.y + w[:, 1:] + g.uniform(0, 1), g.uniform(0.003, 0.012), wear)
    return wear, c, bond, rows


@family("brick", prompt="brick wall", kind="stone")
def brick(g: Gen) -> Material:
    wear, c, bond, rows = brick_base(g)
    size = 1.0 / rows
    joint = size * g.uniform(0.09, 0.17)
    tone, relief, tint = substance(g, c, "brick")
    blot, lumps = c.local(fbm(g, 1.2, lo=6)), fbm(g, 1.7, lo=9)
    chip = cover(fbm(g, 1.5, lo=10) + 0.25 * relief, 0.04 + 0.16 * wear, 0.25)
    e = c.edge - joint * 0.5 + size.clamp(max=0.08) * (0.006 + 0.016 * wear) * (lumps + 0.5 * relief) - chip * joint * 0.6 * smooth(c.edge, size * 0.3, 0)
    face = step(g, e, wide=2.0)

    names, base = g.colors(BRICK)
    light, warm = tones(c, g.uniform(0.06, 0.2), 0.1)
    col = hue(shade(base, light + tone * g.uniform(0.08, 0.2) + blot * 0.05), warm)
    col = saturate(col + tint * 0.012, 1 - 0.25 * cdf(blot + 0.5 * tone))
    burnt = cover(blot * 0.7 + 0.5 * tone, 0.3, 0.5) * (c.rand() < g.uniform(-0.1, 0.35)).float()        # where the fire touched it
    col = mix(col, saturate(shade(col, -0.75), 0.6), burnt * 0.8)
    pale = cover(fbm(g, 1.3, lo=3) + 0.7 * tone + 0.5 * blot, 0.20 * wear, 0.5)                          # salts, and mortar that was never washed off
    col = mix(col, mix(shade(col, 0.3), g.rgb("b9b0a2"), 0.4), pale * 0.55)
    col = shade(col, -0.4 * cover(fbm(g, 0.8, lo=30) - 0.4 * relief, 0.05, 0.05))

    mnames, mbase = g.palette(MORTAR)
    mcol, mh, mr = sandy(g, mbase, 0.15)
    mcol = soil(g, shade(mcol, -0.12 * wear), -e, joint * 0.5, 0.15 + 0.4 * wear, mh)
    smeared = smooth(e, size * 0.14, 0) * cover(fbm(g, 1.4, lo=6) + 0.5 * relief, 0.15 + 0.25 * wear, 0.4)
    col = mix(soil(g, col, e, size * 0.2, 0.1 + 0.4 * wear, tone), mcol, smeared * 0.45)

    deep = g.uniform(0.18, 0.42)
    dome = smooth(e, -0.001, size * 0.10) * 0.75 + smooth(e, 0, size * 0.30) * 0.25
    h = 0.78 + c.randn() * 0.025 + c.tilt(0.4) + relief * (0.008 + 0.012 * wear) + blot * 0.010 - 0.05 * chip * wear - 0.05 * pale * wear
    h = mix(0.75 - deep + mh * 0.02, h - 0.09 * (1 - dome), face)
    color = mix(mcol, col, face)
    gloss = g.param([g.py.uniform(0.15, 0.35) if g.py.random() < 0.08 else 0.0 for _ in range(g.n)])
    matte = 0.82 + 0.03 * tone + c.randn() * 0.02
    rough = mix(mr, mix(matte, gloss + c.randn() * 0.04 + 0.02 * tone, (gloss > 0).float()), face)

    def nouns(i):
        if bond.v[i] >= HERRINGBONE:
            return ["brick paving", "brick pavement", "brick floor", "bricks", "paving bricks"]
        return ["brick wall", "bricks", "brickwork", "brick", "wall of bricks"]

    def adjectives(i):
        a = [size_word(rows.v[i], 6, 22, g.py)]
        a += [g.py.choice(["old", "weathered", "worn"])] if wear.v[i] > 0.7 else [g.py.choice(["clean", "new"])] if wear.v[i] < 0.2 else []
        return a + (["glazed", "glossy"] if gloss.v[i] > 0 else [])

    def extras(i):
        m = mnames[i]
        return [g.py.choice([f"with {m} mortar", f"with {m} joints", f"with {m} grout"]), BOND_WORDS[int(bond.v[i])]]
    return g.material(color, h, rough, 0.0, g.facts(nouns, names, adjectives, extras))
