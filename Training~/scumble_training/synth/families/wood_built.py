"""Sawn wood: floor boards and boarded walls, parquet (herringbone, chevron, basket weave)."""
from __future__ import annotations

import torch

from ..cells import Cells, basket, courses
from ..noise import band, cdf, cover, fbm, grain, hue, mix, saturate, shade, smooth, step
from ..registry import Gen, Material, family, select, size_word
from ..surface import soil, tones
from ._species import Species
from ._shapes_built import chevron, diagonal, full, long_herringbone, turned, wood_figure

FLOORING = ("oak", "oak", "oak", "walnut", "walnut", "maple", "cherry", "teak", "ash", "mahogany", "ebony", "birch")


def timber(g, base, f, painted, contrast, pores=0.6):
    """(color, relief): a wood-coloured surface from its figure. painted 0..1 hides the figure; relief is about mean 0, sd 1."""
    dark = hue(shade(saturate(base, 1.08), -0.75), -0.04)
    shown = 1 - 0.75 * painted
    c = shade(base, f["cloud"] * 0.05 + 0.06)
    c = mix(c, dark, (smooth(f["ring"], 0.1, 1.0) * 0.5 * contrast * shown).clamp(0, 1))
    c = mix(c, dark, (smooth(-f["photo"], -0.4, 2.4) * 0.75 * contrast.clamp(0.3, 0.9) * shown).clamp(0, 1))
    c = shade(c, f["photo"] * 0.07 * shown + f["fibre"] * 0.04 * shown - smooth(f["pores"], 0.7, 2.2) * 0.35 * pores * shown)
    c = mix(c, shade(dark, -0.3), f["eye"] * 0.28 * (1 - 0.8 * painted))
    c = mix(c, shade(dark, -0.9 + 0.3 * f["ring"]), f["knot"] * 0.65 * (1 - 0.85 * painted))
    relief = f["fibre"] * 0.3 + f["relief"] * 0.5 - smooth(f["pores"], 0.6, 2.0) * 0.6 + f["ring"] * 0.5 - 0.25 + f["knot"] * 0.8
    return c, relief


@family("planks", prompt="wood planks", kind="wood")
def planks(g: Gen) -> Material:
    """Boards side by side: floor, wall, fence, deck; new and varnished, plain, painted, or weathered."""
    kind = g.choice([34, 26, 20, 20])                     # plain, weathered, varnished floor, painted
    old, floor, painted = ((kind == k).float() for k in (1, 2, 3))
    rows = g.count(2, 12)
    ends = g.param([float(g.py.random() < (1.0 if k == 2 else 0.62)) for k in kind.v])
    cols = g.param([g.py.choice((1, 1, 2) if r < 6 else (1, 2, 2, 3)) if e and r > 3 else 1 for e, r in zip(ends.v, rows.v)])
    upright = g.param([float(g.py.random() < (0.35 if e else 0.65)) for e in ends.v])
    wob = fbm(g, 1.8, lo=1, hi=24, stretch=3.0) * 0.0012 * old
    c = courses(g, cols, rows, shift=0.0, period=1, jitter=0.4, random_shift=1.0, row_jitter=0.22 * g.bernoulli(0.5) * (1 - floor),
                u=g.x, v=g.y + wob)
    wood = Species(g)
    names, base, nat = wood.names, wood.base, wood.own
    f = wood_figure(g, c, c.dx, c.dy, g.uniform(0.016, 0.034), c.w, knots=g.uniform(0, 0.6) * g.bernoulli(0.5), spread=0.16, arch=0.55)

    frayed = f["fibre"] * 0.0008 * (0.3 + old)
    side = c.h - c.dy.abs()
    e = torch.where(ends > 0.5, torch.minimum(side, (c.w - c.dx.abs()) * 1.8), side) + frayed
    gap = g.uniform(0.0022, 0.006) * (1 - 0.6 * floor) * (1 + 0.5 * old)
    face = step(g, e - gap, wide=2.0)

    r = c.randn(3)
    tone, warm = tones(c, g.uniform(0.06, 0.20) * (1 - 0.6 * painted), 0.12)
    board = hue(shade(base, tone), warm * 0.2 * (1 - painted))
    grey = saturate(shade(board, 0.05), 0.45)
    board = mix(board, grey, old * nat * cdf(r[:, 2:] + 0.5 * f["cloud"]) * 0.8)
    col, relief = timber(g, board, f, painted, g.uniform(0.6, 1.3) * wood.rings, wood.pores)
    split = cover(c.local(band(g, 16.0, 0.6, stretch=32.0)) - 0.25 * f["photo"], 0.025 * old, 0.02) * (1 - f["eye"])
    col = shade(col, -0.9 * split - 0.16 * old * smooth(f["fibre"], 0.3, 1.6))
    worn = cover(-e / 0.02 + 0.8 * f["fibre"] + fbm(g, 1.3, lo=3) * 1.2, 0.06, 0.02) * painted * g.bernoulli(0.5)
    bare, _ = timber(g, g.rgb("8c7358"), f, 0.0, 0.6 + 0 * wood.rings)
    col = mix(col, bare, worn)
    bevel = smooth(e - gap, 0, 0.009)
    col = soil(g, shade(col, fbm(g, 1.3, lo=4) * 0.02), e - gap, 0.016, (0.15 + 0.5 * old) * (1 - 0.5 * floor), -f["photo"], "4a4036")

    nail = g.param([float(k != 2 and g.py.random() < 0.45) for k in kind.v])
    along = torch.where(ends > 0.5, c.dx.abs() - c.w + 0.03, (c.dx.abs() - 0.25).abs())
    nd = (along.square() + (c.dy.abs() - c.h * 0.55).square()).sqrt()
    head = (1 - step(g, nd, 0.004)) * nail
    ring = (1 - smooth(nd, 0.003, 0.011)) * nail
    col = shade(col, -0.35 * ring)
    col = mix(col, shade(g.rgb("55504c"), c.randn() * 0.15 + grain(g) * 0.1), head * (1 - 0.7 * painted))

    h = 0.62 + c.randn() * 0.018 * (1 + old) + c.dy * (c.rand() - 0.5) * 0.5 * (1 - 0.6 * floor) + relief * (0.010 + 0.024 * old) * (1 - 0.5 * floor - 0.3 * painted)
    h = h - split * 0.10 - (1 - bevel) * 0.05 - head * 0.02
    h = mix(torch.full_like(h, 0.32), h, face)
    color = mix(shade(mix(base, g.rgb("5a4c3e"), 0.5), -0.5 + 0.1 * f["fibre"]), col, face)
    gloss = g.param([{2: g.py.uniform(0.14, 0.38), 3: g.py.uniform(0.35, 0.6)}.get(int(k), g.py.uniform(0.6, 0.75)) for k in kind.v])
    rough = gloss + (0.12 * (1 - gloss)) * f["ring"] - 0.03 * relief + c.randn() * 0.03 + 0.15 * old + 0.25 * worn * (1 - gloss)
    rough = mix(torch.full_like(rough, 0.92), rough, face)
    color, h, rough = turned(g, upright, color, h, rough)

    def nouns(i):
        if kind.v[i] == 2:
            return ["wood floor", "wooden floor", "floorboards", "wood planks", "hardwood floor"] + wood.nouns(i, "{} floor", "{} floorboards", "{} flooring")
        own = wood.nouns(i, "{} planks", "{} boards", "{} wood planks") if kind.v[i] != 3 else []
        if upright.v[i] and not ends.v[i]:
            return ["wood planks", "wooden planks", "wooden wall", "wooden boards", "wood fence", "wood paneling"] + own
        return ["wood planks", "wooden planks", "wooden boards", "planks", "wood"] + own + (["barn wood", "old barn boards"] if kind.v[i] == 1 else [])

    def adjectives(i):
        a = [["", "old", "", ""][int(kind.v[i])], size_word(rows.v[i], 2, 12, g.py).replace("small", "narrow").replace("fine", "narrow").replace("big", "wide").replace("large", "wide")]
        a += [["rustic"], ["weathered", "worn"], ["varnished", "polished"] if gloss.v[i] < 0.27 else ["smooth"], ["painted"]][int(kind.v[i])]
        return a + (["vertical"] if upright.v[i] else ["horizontal"] if g.py.random() < 0.3 else [])

    def extras(i):
        return [["", "with cracks along the grain", "", "with painted boards"][int(kind.v[i])], "with nails" if nail.v[i] else ""]
    return g.material(color, h, rough, 0.0, g.facts(nouns, names, adjectives, extras))


@family("parquet", prompt="parquet floor", kind="wood")
def parquet(g: Gen) -> Material:
    """Small oiled or varnished blocks in herringbone, chevron or basket weave."""
    kind = g.choice([50, 20, 30])
    ratio = g.param([g.py.choice((3, 4, 4, 5)) for _ in range(g.n)])
    k = g.param([2 * q * (g.py.choice((1, 2)) if q > 3 else g.py.choice((1, 2, 3))) for q in ratio.v])
    diag = g.param([float(a == 0 and g.py.random() < 0.6) for a in kind.v])
    u, v, scale = diagonal(g, diag)
    a = long_herringbone(g, k, ratio, u, v)
    cols, lean = g.integers(1, 4), g.uniform(0.7, 1.2)
    b = chevron(g, cols, g.param([c * g.py.choice((5, 6, 7, 8)) for c in cols.v]), lean)
    squares, strips = g.integers(2, 8, 2), g.integers(3, 5)
    d = basket(g, squares, strips)
    pick = lambda key: select(kind, [full(g, getattr(c, key)) for c in (a, b, d)])
    c = Cells(g, *(pick(key) for key in ("id", "edge", "dx", "dy", "w", "h")))
    for key in ("edge", "dx", "dy", "w", "h"):
        setattr(c, key, getattr(c, key) / scale)
    up = pick("turned") > 0.5
    l, t, half = torch.where(up, c.dy, c.dx), torch.where(up, c.dx, c.dy), torch.maximum(c.w, c.h)

    wood = Species(g, FLOORING)
    names, base = wood.names, wood.base
    f = wood_figure(g, c, l, t, g.uniform(0.012, 0.022), half, knots=0.01, spread=0.14, arch=0.35, wobble=0.6)
    r = c.randn(3)
    facing = (up.float() - 0.5) * g.uniform(-0.22, 0.22)
    light, warm = tones(c, g.uniform(0.06, 0.20), 0.12)
    block = hue(shade(base, light + facing * 0.6), warm * 0.2)
    col, relief = timber(g, block, f, 0.0, g.uniform(0.6, 1.2) * wood.rings, wood.pores)
    e = c.edge - g.uniform(0.0004, 0.002)
    face = step(g, e, wide=1.8)
    bevel = smooth(e, 0, 0.006)
    col = shade(col, fbm(g, 1.2, lo=3) * 0.03)
    color = mix(shade(mix(base, g.rgb("5a4c3e"), 0.4), -0.6), col, face)
    h = 0.56 + c.randn() * 0.008 + c.tilt(0.12) + relief * 0.006 - 0.03 * (1 - bevel)
    h = mix(torch.full_like(h, 0.44), h, face)
    gloss = g.uniform(0.12, 0.6)
    scuffs = cover(fbm(g, 1.3, lo=2), 0.35, 0.6)
    rough = mix(torch.full_like(h, 0.85), gloss + 0.06 * f["ring"] + r[:, 2:] * 0.03 + 0.1 * scuffs - 0.02 * relief, face)

    def nouns(i):
        return [["herringbone parquet", "parquet", "herringbone wood floor", "parquet floor", "herringbone floor"],
                ["chevron parquet", "parquet", "chevron wood floor", "parquet floor"],
                ["basket weave parquet", "parquet", "parquet floor", "wood parquet"]][int(kind.v[i])] + wood.nouns(i, "{} parquet", "{} parquet floor")

    def adjectives(i):
        s = k.v[i] * (1.4 if diag.v[i] else 1) if kind.v[i] == 0 else cols.v[i] * 7 if kind.v[i] == 1 else squares.v[i] * strips.v[i]
        return [size_word(s, 7, 30, g.py), "diagonal" if diag.v[i] else "", *(["polished", "glossy"] if gloss.v[i] < 0.25 else ["matte"] if gloss.v[i] > 0.45 else [])]

    def extras(i):
        return [["in a herringbone pattern", "in a chevron pattern", "in a basket weave pattern"][int(kind.v[i])]]
    return g.material(color, h, rough, 0.0, g.facts(nouns, names, adjectives, extras))
