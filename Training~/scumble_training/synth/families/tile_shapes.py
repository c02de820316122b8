"""Tiles of other shapes: penny rounds, herringbone, crackled glaze."""
from __future__ import annotations

import torch

from ..cells import voronoi
from ..noise import cover, fbm, mix, shade, smooth
from ..registry import Gen, Material, family, size_word
from ._shapes_built import HEX, diagonal, hexagons, long_herringbone
from .tiles import GLAZE, glaze, tile_words, wall_of_tiles


@family("penny_tiles", prompt="penny round tiles", kind="tile")
def penny_tiles(g: Gen) -> Material:
    """Small round tiles in close rows, in one colour or with scattered accents."""
    pairs = [g.py.choice(HEX[2:] + ((18, 20), (22, 26), (26, 30))) for _ in range(g.n)]
    kx, ky = g.param([p[0] for p in pairs]), g.param([p[1] for p in pairs])
    c = hexagons(g, kx, ky)
    radius = (c.dx.square() + c.dy.square() + 1e-9).sqrt()
    c.edge = 0.5 / kx - radius
    names, base = g.colors(GLAZE)
    an, accent = g.colors(GLAZE)
    mixed = g.param([float(g.py.random() < 0.4 and a != b) for a, b in zip(names, an)])
    face = mix(base, accent, (c.rand() < g.uniform(0.1, 0.4)).float() * mixed)
    finish = g.choice([60, 30, 5, 5])
    col, bump, ra = glaze(g, c, face, finish, g.uniform(0.05, 0.20))
    color, h, rough, gn, old, gloss = wall_of_tiles(g, c, col, bump, ra, 1 / kx, finish, joint=g.uniform(0.05, 0.12) / kx)
    h = h + 0.02 * smooth(c.edge * kx, 0.02, 0.35)
    facts = g.facts(["penny tiles", "penny round tiles", "round tiles", "penny round mosaic", "circular tiles"], names, lambda i: tile_words(g, i, old, gloss, finish, kx.v[i], 9, 26) + ["round"],
                    lambda i: [f"with {gn[i]} grout", f"with {an[i]} accents" if mixed.v[i] else ""], second=[a if m else None for a, m in zip(an, mixed.v)])
    return g.material(color, h, rough, 0.0, facts)


@family("herringbone_tiles", prompt="herringbone tiles", kind="tile")
def herringbone_tiles(g: Gen) -> Material:
    """Oblong tiles laid in herringbone, upright or turned by 45 degrees."""
    ratio = g.param([g.py.choice((2, 3, 4)) for _ in range(g.n)])
    k = g.param([2 * q * g.py.choice((1, 2, 2, 3)) for q in ratio.v])
    u, v, scale = diagonal(g, g.bernoulli(0.5))
    c = long_herringbone(g, k, ratio, u, v)
    for key in ("edge", "dx", "dy", "w", "h"):
        setattr(c, key, getattr(c, key) / scale)
    finish = g.choice([55, 20, 5, 20])
    names, base = g.colors(GLAZE)
    col, bump, ra = glaze(g, c, base, finish, g.uniform(0.02, 0.18))
    color, h, rough, gn, old, gloss = wall_of_tiles(g, c, col, bump, ra, 1 / (k * scale), finish)
    facts = g.facts(["herringbone tiles", "herringbone tile floor", "herringbone tile wall", "tiles laid in herringbone"], names,
                    lambda i: tile_words(g, i, old, gloss, finish, k.v[i], 4, 24), lambda i: [f"with {gn[i]} grout", "in a herringbone pattern"])
    return g.material(color, h, rough, 0.0, facts)


@family("crackle_glaze", prompt="crackle glaze ceramic", kind="tile", skip=("cracks",))
def crackle_glaze(g: Gen) -> Material:
    """A glazed ceramic body whose glaze is crazed by a net of fine stained cracks."""
    names, base = g.colors("white e2e0d6, cream ded0b0, turquoise 5cb4a8, blue 3c6a9a, green 6a9a7c, teal 3c8480, light blue a4c4cc, grey 9a9c9a, brown 7c553a")
    k = g.count(5, 18)
    w = fbm(g, 2.2, lo=3, c=2) * 0.06 / k
    a = voronoi(g, k, jitter=0.95, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    b = voronoi(g, (k * 2.6).round(), jitter=0.95, u=g.x + w[:, 1:], v=g.y + w[:, :1])
    wide = g.uniform(0.45, 1.0) * g.px
    line = torch.maximum(smooth(a.edge, wide * 2.0, wide * 0.6), 0.7 * smooth(b.edge, wide * 1.5, wide * 0.4) * cover(fbm(g, 1.5, lo=2), 0.6, 0.3))
    pool, mid = fbm(g, 1.9, lo=3, hi=16), fbm(g, 1.1, lo=8)
    col = shade(base, 0.06 * pool + 0.02 * mid + a.randn() * 0.02)
    spots = cover(fbm(g, 0.8, lo=20), 0.03, 0.02) * g.bernoulli(0.5)
    col = shade(col, -0.6 * spots)
    stain = g.rgb("5a4630")
    col = mix(col, mix(shade(base, -0.6), stain, 0.6), line * g.uniform(0.5, 0.9))
    h = 0.5 + 0.012 * pool - 0.003 * line + a.tilt(0.02)
    rough = g.uniform(0.06, 0.2) + 0.25 * line + 0.02 * mid + 0.1 * spots
    return g.material(col, h, rough, 0.0, g.facts(["crackle glaze", "crackled ceramic", "glazed ceramic", "crackle glaze pottery", "crazed porcelain", "glazed pottery"], names,
                      lambda i: ["glossy", "glazed", size_word(k.v[i], 5, 18, g.py)], lambda i: [g.py.choice(["with fine cracks", "with a net of fine cracks", "with crazing"])]))
