"""Brick walls in several bonds (running, third, stack, English, Flemish) and brick paving (herringbone, basket weave)."""
from __future__ import annotations

from ..cells import Cells, basket, courses, herringbone
from ..noise import cover, fbm, hue, mix, shade, smooth, step
from ..registry import Gen, Material, family, select, size_word
from ..surface import sandy, stone_skin

BRICK = """red 9a4632, red 8c3b2b, red brown 7e4030, brown 74503c, dark red 6b2c24, orange b5653c, terracotta b4603f, tan b8936a,
yellow c2a060, white d8d4ca, grey 85807a, dark brown 4e3830, black 3a3636"""
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
    w = fbm(g, 1.6, lo=3, c=2) * (0.001 + 0.001 * wear) + fbm(g, 1.1, lo=14, c=2) * (0.0004 + 0.0007 * wear)
    c, bond, rows = layout(g, g.x + w[:, :1] + g.uniform(0, 1), g.y + w[:, 1:] + g.uniform(0, 1), g.uniform(0.003, 0.012), wear)
    return wear, c, bond, rows


@family("brick", prompt="brick wall", kind="stone")
def brick(g: Gen) -> Material:
    wear, c, bond, rows = brick_base(g)
    size = 1.0 / rows
    joint = size * g.uniform(0.07, 0.15)
    skin, tone = stone_skin(g)
    e = c.edge - joint * 0.5 + skin * 0.001 * (0.3 + wear)
    e = e - cover(fbm(g, 1.2, lo=8), 0.12 * wear, 0.3) * joint * 0.6
    face = step(g, e)

    names, base = g.colors(BRICK)
    r = c.randn(3)
    col = hue(shade(base, r[:, :1] * g.uniform(0.05, 0.22)), r[:, 1:2] * 0.05)
    burnt = (c.rand() < g.uniform(-0.12, 0.2)).float()
    col = mix(col, shade(col, -0.75), burnt * 0.8)
    cloud = c.local(fbm(g, 1.3, lo=4))
    col = shade(col, tone * 0.06 + cloud * 0.08)
    col = shade(col, cover(fbm(g, 0.6, lo=40), 0.05, 0.05) * -0.35 * g.bernoulli(0.5))
    pale = cover(fbm(g, 1.3, lo=2) + 0.6 * cloud, 0.30 * wear, 0.5)
    col = mix(col, shade(col, 0.35), pale * 0.45)

    mnames, mbase = g.palette(MORTAR)
    mcol, mh, mr = sandy(g, mbase, 0.13)
    mcol = shade(mcol, fbm(g, 1.5, lo=2) * 0.04 - 0.15 * wear)

    deep = g.uniform(0.18, 0.42)
    dome = smooth(e, -0.001, size * 0.10) * 0.75 + smooth(e, 0, size * 0.30) * 0.25
    h = 0.78 + c.randn() * 0.03 + c.tilt(0.5) + skin * (0.012 + 0.016 * wear) + cloud * 0.018 - 0.10 * pale * wear
    h = mix(0.75 - deep + mh * 0.02, h - 0.09 * (1 - dome), face)
    color = mix(mcol, col, face)
    gloss = g.param([g.py.uniform(0.15, 0.35) if g.py.random() < 0.12 else 0.0 for _ in range(g.n)])
    matte = 0.80 + 0.03 * tone + c.randn() * 0.03
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
