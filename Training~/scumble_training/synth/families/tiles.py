"""Ceramic and stone tiling: square, subway, checkered, patterned (encaustic), hexagons, mosaic."""
from __future__ import annotations

import torch

from ..cells import Cells, courses, grid, voronoi
from ..noise import cdf, cover, fbm, grain, hue, mix, sample, saturate, shade, smooth, step
from ..registry import Gen, Material, family, select, size_word
from ..skins import skin
from ..surface import crack_lines, sandy, soil, tones
from ._shapes_built import HEX, diagonal, hexagons, turned

GLAZE = """white ecebe6, white e6e6e2, cream eadfc8, beige d5c3a2, light grey c5c7c6, grey 8f9292, black 26272a, light blue a5c4d2, blue 34608e, green 4d8468,
teal 2f7a78, terracotta b5623f, terracotta c2714a, brown 75503a, dark grey 4c4f52, pink dca9a2, navy 22304e, mint b2d6c2"""
GROUT = """white d6d3cc, white dad7d0, light grey bdbab4, light grey b2afa8, light grey c4c1bb, grey 918e89, grey 85827c, grey 9b9892, dark grey 5b5955, dark grey 66635f, black 343332,
beige c0b198"""
GLAZED, MATTE, SPECKLED, MARBLED = range(4)


def glaze(g, c: Cells, base, finish, vary):
    """(color, bump, roughness offset) of tile faces: glazed, matte, speckled or veined, each tile seen through its own window."""
    r = c.randn(3)
    light, warm = tones(c, vary, 0.06)
    col = hue(shade(base, light), warm * 0.2)
    fields = torch.cat([fbm(g, 1.7, lo=1.5), fbm(g, 1.1, lo=5), fbm(g, 2.0, lo=1.2, hi=20), fbm(g, 0.9, lo=g.size * 0.07, hi=g.size * 0.3)], 1)
    f = c.local(fields)
    cloud, rough, vein, dots = (f[:, k:k + 1] for k in range(4))
    col = shade(col, cloud * 0.025 + rough * 0.012)
    earthy = shade(col, rough * 0.06 + grain(g) * 0.02 + cloud * 0.02)
    specks = shade(col, -0.7 * smooth(dots, 1.3, 2.4) + 0.25 * smooth(-dots, 1.5, 2.4))
    dark = (col.mean(1, keepdim=True) < 0.45).float()
    line = torch.exp(-vein.abs() / (0.02 + 0.06 * cdf(rough))) * cdf(cloud + 0.4)
    stone = c.local(skin(g, "marble")[0]) if MARBLED in finish.v else 0 * cloud
    marbled = mix(shade(col, cloud * 0.05 + stone * 0.12), shade(saturate(col, 0.6), 0.6 * dark - 0.5 * (1 - dark)), (line * 0.5 * cdf(0.6 * rough - stone * (1 - 2 * dark))).clamp(0, 1))
    bump = cloud * 0.004 + (rough * 0.008 + grain(g) * 0.006) * (finish == MATTE).float()
    return select(finish, [col, earthy, specks, marbled]), bump, rough * 0.03 + r[:, 2:] * 0.03


def wall_of_tiles(g, c, col, bump, rough_add, size, finish, joint=None, round_=None, old=None):
    """Faces, grout, wear: (color, height, roughness, grout names, old)."""
    joint = size * g.uniform(0.025, 0.075) if joint is None else joint
    old = g.uniform(0, 1) if old is None else old
    pillow = g.uniform(0.02, 0.14) * size
    e = c.edge - joint * 0.5 + fbm(g, 1.8, lo=12) * 0.0004 * old
    chip = cover(-e / (size * 0.10) + fbm(g, 1.9, lo=12, hi=80) * 1.0, 0.018, 0.01) * smooth(old, 0.62, 0.9)
    face = step(g, e) * (1 - chip)
    gn, gb = g.palette(GROUT)
    gcol, gh, gr = sandy(g, gb, 0.09)
    gcol = shade(gcol, fbm(g, 1.4, lo=4) * 0.05 * (0.4 + old) - 0.02 - 0.22 * old)
    spots = fbm(g, 1.2, lo=8)
    grime = smooth(fbm(g, 1.4, lo=4) + 0.6 * spots, 0.3, 2.4) * old
    rim = smooth(e, 0, pillow.clamp_min(g.px * 2))
    line = c.local(crack_lines(g, 4, 0.0015, wobble=0.04, keep=0.8)) * (c.rand() < 0.3).float() * smooth(old, 0.72, 0.85)      # a crack ends with its tile
    col = soil(g, shade(col, -0.22 * grime - 0.5 * line), e, size * 0.10, 0.3 * old, spots)
    matte = (finish == MATTE).float()
    gloss = g.uniform(0.07, 0.24) * (1 - matte) + g.uniform(0.5, 0.72) * matte
    h = 0.60 + c.randn() * 0.010 + c.tilt(0.16) + bump - 0.07 * (1 - rim) ** 2 - line * 0.05
    deep = mix(0.49 + gh * 0.008, 0.52 + fbm(g, 1.2, lo=10) * 0.012, chip * (e > 0).float())
    gcol = mix(gcol, shade(g.rgb("b0a08c"), 0.08 * gh), chip * (e > 0).float())
    color = mix(gcol, col, face)
    h = mix(deep, h, face)
    rough = mix(gr, gloss + rough_add + 0.35 * grime * (1 - matte) + 0.3 * line, face)
    return color, h, rough, gn, old, gloss


def tile_words(g, i, old, gloss, finish, count, lo, hi):
    a = [size_word(count, lo, hi, g.py)]
    a += [g.py.choice(["old", "worn", "cracked"])] if old.v[i] > 0.78 else [g.py.choice(["clean", "new"])] if old.v[i] < 0.25 else []
    a += {GLAZED: ["glazed", "glossy"], MATTE: ["matte"], SPECKLED: ["speckled"], MARBLED: ["marbled"]}[int(finish.v[i])]
    return a


@family("tiles", prompt="ceramic tiles", kind="tile")
def tiles(g: Gen) -> Material:
    """Square ceramic tiles, straight or diagonal, sometimes with scattered accent tiles."""
    finish = g.choice([46, 24, 14, 16])
    k = g.count(2, 14)
    diag = g.param([float(x > 2 and g.py.random() < 0.2) for x in k.v])
    u, v, scale = diagonal(g, diag)
    c = grid(g, k, k, u=u, v=v, corner=g.uniform(0, 0.08) / k)
    for key in ("edge", "dx", "dy", "w", "h"):
        setattr(c, key, getattr(c, key) / scale)
    names, base = g.colors(GLAZE)
    an, accent = g.colors(GLAZE)
    mixed = g.param([float(g.py.random() < 0.18 and a != b) for a, b in zip(names, an)])
    face = mix(base, accent, (c.rand() < 0.22).float() * mixed)
    col, bump, ra = glaze(g, c, face, finish, g.uniform(0.05, 0.16))
    color, h, rough, gn, old, gloss = wall_of_tiles(g, c, col, bump, ra, 1 / (k * scale), finish)
    nouns = lambda i: ["tiles", "ceramic tiles", "square tiles", "tile floor", "bathroom tiles", "tiled wall"]
    adj = lambda i: tile_words(g, i, old, gloss, finish, k.v[i], 2, 14) + (["diagonal"] if diag.v[i] else ["square"] if g.py.random() < 0.3 else [])
    facts = g.facts(nouns, names, adj, lambda i: [f"with {gn[i]} grout", f"with {an[i]} accents" if mixed.v[i] else ""])
    return g.material(color, h, rough, 0.0, facts)


@family("subway_tiles", prompt="subway tiles", kind="tile")
def subway_tiles(g: Gen) -> Material:
    """Long glazed tiles with bevelled or pillowed edges, in running or stacked bond."""
    finish = g.choice([74, 12, 8, 6])
    cols = g.count(2, 8)
    rows = g.param([2 * max(2, round(x * g.py.uniform(2.0, 3.2) / 2)) for x in cols.v])
    stack = g.bernoulli(0.18)
    upright = g.param([float(g.py.random() < 0.18) for _ in range(g.n)])
    c = courses(g, cols, rows, shift=0.5 * (1 - stack), period=2, corner=0.06 / rows)
    names, base = g.colors(GLAZE)
    col, bump, ra = glaze(g, c, base, finish, g.uniform(0.02, 0.16))
    bevelled = g.bernoulli(0.35)
    color, h, rough, gn, old, gloss = wall_of_tiles(g, c, col, bump, ra, 1 / rows, finish)
    h = h - bevelled * 0.07 * (1 - smooth(c.edge * rows, 0.05, 0.26).sqrt()) * step(g, c.edge - 0.02 / rows)
    color, h, rough = turned(g, upright, color, h, rough)
    nouns = ["subway tiles", "metro tiles", "subway tile wall", "rectangular tiles", "kitchen tiles"]
    adj = lambda i: tile_words(g, i, old, gloss, finish, rows.v[i], 4, 20) + (["beveled"] if bevelled.v[i] else []) + (["vertical"] if upright.v[i] else [])
    facts = g.facts(nouns, names, adj, lambda i: [f"with {gn[i]} grout", "in a stacked pattern" if stack.v[i] else "in running bond"])
    return g.material(color, h, rough, 0.0, facts)


@family("checker_tiles", prompt="checkered tile floor", kind="tile")
def checker_tiles(g: Gen) -> Material:
    """Chessboard floor of two colours, straight or diagonal."""
    finish = g.choice([40, 20, 10, 30])
    k = g.count(2, 14, 2)
    diag = g.param([float(x > 2 and g.py.random() < 0.35) for x in k.v])
    u, v, scale = diagonal(g, diag)
    c = grid(g, k, k, u=u, v=v)
    for key in ("edge", "dx", "dy", "w", "h"):
        setattr(c, key, getattr(c, key) / scale)
    names, base = g.colors("black 242427, black 2b2a2c, red 9c342c, green 3d6a50, blue 34527e, brown 6d4a36, grey 6d6f70, dark grey 47494b, navy 232e4a")
    wn, white = g.palette("white eae8e2, white e4e2dc, cream e9dec6, beige d8c8a8, light grey cfcfcc, white efede8")
    odd = torch.remainder((u * k).floor() + (v * k).floor(), 2)
    same = g.param([float(a in ("white", "cream", "ivory", "beige", "light grey") or a.startswith(("pale", "light", "pastel"))) for a in names])
    white = mix(white, shade(g.rgb("2a2a2c"), 0.0), same)
    wn = ["black" if s else w for w, s in zip(wn, same.v)]
    col, bump, ra = glaze(g, c, mix(base, white, odd), finish, g.uniform(0.02, 0.10))
    color, h, rough, gn, old, gloss = wall_of_tiles(g, c, col, bump, ra, 1 / (k * scale), finish, joint=g.uniform(0.01, 0.05) / k)
    nouns = ["checkered tiles", "checkered floor", "checkerboard tiles", "checkered tile floor", "chessboard floor"]
    adj = lambda i: tile_words(g, i, old, gloss, finish, k.v[i], 2, 14) + (["diagonal"] if diag.v[i] else [])
    names.natural = [False] * g.n
    facts = g.facts(nouns, names, adj, lambda i: [f"with {gn[i]} grout"] if g.py.random() < 0.4 else [], second=wn)
    return g.material(color, h, rough, 0.0, facts)


@family("patterned_tiles", prompt="patterned tiles", kind="tile")
def patterned_tiles(g: Gen) -> Material:
    """Encaustic tiles: one symmetric ornament of two or three colours repeated on every tile."""
    k = g.count(2, 7)
    c = grid(g, k, k)
    x, y = c.dx * k * 2, c.dy * k * 2                       # -1..1 inside a tile
    a, b = torch.maximum(x.abs(), y.abs()), torch.minimum(x.abs(), y.abs())
    r, th = (x * x + y * y + 1e-6).sqrt(), torch.atan2(y, x)
    petals = g.param([g.py.choice((4, 8, 8)) for _ in range(g.n)])
    rose = r - g.uniform(0.42, 0.62) * (1 + g.uniform(0.25, 0.6) * torch.cos(petals * th + 3.1416 * g.bernoulli(0.5)))
    corner = ((1 - x.abs()).square() + (1 - y.abs()).square()).sqrt()
    arcs = torch.minimum((corner - g.uniform(0.55, 0.8)).abs() - 0.06, corner - g.uniform(0.2, 0.4))
    star = (a + 0.42 * b) - g.uniform(0.5, 0.8)
    diamond = (a + b) - g.uniform(0.7, 1.0)
    core = r - g.uniform(0.12, 0.25)
    shape = select(g.choice([45, 30, 25]), [rose, star, diamond])
    w = g.px * k * 2
    ink = lambda d: smooth(-d, -w, w)
    names, base = g.colors("white e8e4da, cream e6d8bc, blue 3a5e8c, light blue a8bfca, terracotta b5654a, green 5b7f68, black 2c2c2f, grey 9b9c99, ochre c49a4e, teal 2f7476")
    n2, second = g.palette("blue 27467e, black 29292c, teal 1f6a6c, dark red 7c2a2a, green 2f5c44, navy 1e2a4c, brown 5f4032")
    n3, third = g.palette("white f0ece2, yellow d9a93c, orange cf7a36, light blue 9fc0d4, pink d99a92, cream efe2c4")
    clear = g.param([float(sum(abs(p - q) for p, q in zip(u, v)) < 0.75) for u, v in zip(_rgb(names), _rgb(n2))])
    second = mix(second, third, clear)
    n2 = [q if s else p for p, q, s in zip(n2, n3, clear.v)]
    paint = mix(base, second, ink(arcs))
    paint = mix(paint, second, ink(shape))
    paint = mix(paint, third, ink(shape + g.uniform(0.10, 0.2)))
    paint = mix(paint, base, ink(shape + 0.30) * g.bernoulli(0.5))
    paint = mix(paint, second, ink(core))
    paint = mix(paint, second, ink(-(a - 0.9)) * g.bernoulli(0.4))
    finish = g.choice([55, 45])
    old = g.uniform(0, 1)
    col, bump, ra = glaze(g, c, paint, finish, 0.06)
    fade = cover(fbm(g, 1.2, lo=3), 0.4, 0.8) * old
    col = mix(col, saturate(shade(col, 0.12), 0.75), fade * 0.7)
    color, h, rough, gn, old, gloss = wall_of_tiles(g, c, col, bump, ra, 1 / k, finish, joint=g.uniform(0.01, 0.03) / k, old=old)
    nouns = ["patterned tiles", "encaustic tiles", "ornamental tiles", "decorative tiles", "moroccan tiles"]
    adj = lambda i: tile_words(g, i, old, gloss, finish, k.v[i], 2, 7)
    names.natural = [False] * g.n
    return g.material(color, h, rough, 0.0, g.facts(nouns, names, adj, lambda i: ["with a floral pattern" if petals.v[i] == 8 and g.py.random() < 0.3 else "with a geometric pattern"], second=n2))


def _rgb(names):
    from ..palette import COLORS, rgb
    return [rgb(n) if n in COLORS or n.partition(" ")[2] in COLORS else (0.5, 0.5, 0.5) for n in names]


@family("hexagons", prompt="hexagon tiles", kind="tile")
def hexagon_tiles(g: Gen) -> Material:
    """Honeycomb of six-sided tiles in one colour, with accents, or in mixed tones."""
    pairs = [g.py.choice(HEX) for _ in range(g.n)]
    kx, ky = g.param([p[0] for p in pairs]), g.param([p[1] for p in pairs])
    c = hexagons(g, kx, ky)
    finish = g.choice([50, 26, 10, 14])
    names, base = g.colors(GLAZE)
    an, accent = g.colors(GLAZE)
    kind = g.param([g.py.choices((0, 1, 2), (60, 25, 15))[0] if a != b else 0 for a, b in zip(names, an)])
    face = mix(base, accent, (c.rand() < g.uniform(0.12, 0.35)).float() * (kind == 1).float())
    face = mix(face, accent, (c.rand() < 0.42).float() * (kind == 2).float())
    col, bump, ra = glaze(g, c, face, finish, g.uniform(0.02, 0.16))
    color, h, rough, gn, old, gloss = wall_of_tiles(g, c, col, bump, ra, 1 / kx, finish)
    color, h, rough = turned(g, g.bernoulli(0.5), color, h, rough)
    nouns = ["hexagon tiles", "hexagonal tiles", "honeycomb tiles", "hex tiles", "hexagon tile floor"]
    adj = lambda i: tile_words(g, i, old, gloss, finish, kx.v[i], 5, 14)
    facts = g.facts(nouns, names, adj, lambda i: [f"with {gn[i]} grout", f"with {an[i]} accents" if kind.v[i] == 1 else ""],
                    second=[n if m == 2 else None for n, m in zip(an, kind.v)])
    return g.material(color, h, rough, 0.0, facts)


@family("mosaic", prompt="mosaic tiles", kind="tile")
def mosaic(g: Gen) -> Material:
    """Small stones or glass cubes: a neat grid, or irregular pieces; one tone, a mixture, or flowing bands of colour."""
    neat = g.bernoulli(0.55)
    k = g.count(8, 40)
    w = fbm(g, 1.9, lo=2, c=2) * 0.006
    a = grid(g, k, k, jitter=0.06, row_jitter=0.06, corner=0.10 / k, u=g.x + w[:, :1] * 0.3, v=g.y + w[:, 1:] * 0.3)
    b = voronoi(g, k, jitter=0.5, soft=0.05, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    pick = lambda key: torch.where(neat > 0.5, getattr(a, key), getattr(b, key))
    c = Cells(g, pick("id"), pick("edge"), pick("dx"), pick("dy"))
    names, base = g.colors("blue 2f6a9a, teal 2b8a8a, turquoise 4ab4b0, white e2dfd6, green 4c8a60, terracotta b8664a, beige cdb892, gold b8903e, brown 7a583e, red a2403a, black 2a2b2d, navy 24345c")
    n2, second = g.colors("white e6e2d8, light blue 9cc4d8, gold c29a44, teal 2a7a80, navy 22325a, green 6a9a70, cream e2d2ae, brown 6d4c38, orange cc7a3e, black 2b2b2d")
    n3, third = g.colors("white ebe8de, blue 3c74a8, gold c8a250, turquoise 62beb8, red a8483e, beige d2c09c", p_any=0.2)
    mode = g.param([g.py.choices((0, 1, 2), (40, 30, 30))[0] if x != y else 0 for x, y in zip(names, n2)])
    r = c.rand(2)
    f1 = fbm(g, 2.2, lo=1, hi=4)
    flow = torch.sin(f1 * 2.2 + (g.x * g.integers(0, 1) + g.y) * 6.2832 * g.integers(1, 2))
    flow = sample(flow, g.x - c.dx, g.y - c.dy)
    share = select(mode, [torch.zeros_like(r[:, :1]), (r[:, :1] > 0.6).float(), (flow + (r[:, :1] - 0.5) * 0.5 > 0.25).float()])
    face = mix(base, second, share)
    face = mix(face, third, (r[:, 1:] > 0.9).float() * (mode == 1).float())
    finish = g.choice([60, 25, 0, 15])
    col, bump, ra = glaze(g, c, face, finish, g.uniform(0.08, 0.26))
    col = hue(col, c.randn() * 0.05)
    color, h, rough, gn, old, gloss = wall_of_tiles(g, c, col, bump, ra, 1 / k, finish, joint=g.uniform(0.08, 0.2) / k)
    h = h + step(g, c.edge - 0.1 / k) * c.tilt(0.9)
    nouns = lambda i: ["mosaic tiles", "mosaic", "glass mosaic" if finish.v[i] == GLAZED else "stone mosaic", "mosaic wall", "mosaic floor"]
    adj = lambda i: [w for w in tile_words(g, i, old, gloss, finish, k.v[i], 8, 40)] + ["" if neat.v[i] else "irregular"]
    facts = g.facts(nouns, names, adj, lambda i: [f"with {gn[i]} grout", "in wavy bands" if mode.v[i] == 2 else ""],
                    second=[n if m else None for n, m in zip(n2, mode.v)])
    return g.material(color, h, rough, 0.0, facts)
