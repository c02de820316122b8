"""Made and natural light materials: wicker, cork, cardboard, paper, plastic, rubber, stained glass, sponge."""
from __future__ import annotations

import torch

from ..cells import Cells, courses, grid, voronoi
from ..noise import band, blur, cdf, cover, fbm, grain, hue, mix, saturate, shade, smooth, step
from ..registry import Gen, Material, family, select, size_word
from ..skins import skin
from ._shapes_built import HEX, diagonal, full, hexagons

TAU = 6.283185


@family("wicker", prompt="woven wicker basket", kind="wood")
def wicker(g: Gen) -> Material:
    """Strips or round canes woven over and under: plain weave, twill, or strands around upright stakes."""
    kind = g.choice([38, 27, 35])
    period = g.param([(2, 4, 2)[int(a)] for a in kind.v])
    kx = g.param([{0: g.py.choice((6, 8, 12, 16, 20)), 1: g.py.choice((8, 12, 20)), 2: g.py.choice((4, 6, 8, 12))}[int(a)] for a in kind.v])
    ky = g.param([x * (g.py.choice((2, 3)) if a == 2 else 1) for x, a in zip(kx.v, kind.v)])
    stakes = (kind == 2).float()
    w = fbm(g, 1.6, lo=3, c=2) * 0.0022
    x, y = (g.x + w[:, :1]) * kx, (g.y + w[:, 1:]) * ky
    i, j = x.floor(), y.floor()
    fx, fy = x - i - 0.5, y - j - 0.5
    omega, phi = TAU / period, (period / 2 - 1) / 2
    zh, zv = torch.cos(omega * (x - 0.5 + j - phi)), -torch.cos(omega * (y - 0.5 + i - phi))
    wide_h, wide_v = 0.97, mix(0.95 * torch.ones_like(kx), 0.42 * torch.ones_like(kx), stakes)
    ph = (1 - (fy * 2 / wide_h).square()).clamp_min(0)
    pv = (1 - (fx * 2 / wide_v).square()).clamp_min(0)
    round_ = torch.maximum(stakes, g.bernoulli(0.4))
    profile = lambda p: mix(smooth(p, 0, 0.55) * (0.86 + 0.14 * p), p.sqrt(), round_)
    hh = profile(ph) * (0.56 + 0.40 * zh)
    hv = profile(pv) * (0.56 + 0.40 * zv) * (1 - stakes) + stakes * profile(pv) * 0.62
    hor = (hh > hv)
    top = torch.maximum(hh, hv)
    idh = (torch.remainder(j, ky) * 128).long()
    idv = (torch.remainder(i, kx) * 128 + 64).long()
    strand = Cells(g, full(g, torch.where(hor, idh, idv)), top, torch.where(hor, fx, fy), torch.where(hor, fy, fx))
    cell = Cells(g, full(g, (torch.remainder(j, ky) * 128 + torch.remainder(i, kx)).long()), top, fx, fy)
    names, base = g.colors("tan c09a62, brown 8a6038, light brown b28a54, golden brown b88a42, dark brown 55391f, beige d2b888, honey brown a8742e, grey 8f877a, white e0d8c8, black 33302c")
    fib_h = torch.cat([band(g, g.size * 0.2, 0.4, stretch=8.0), fbm(g, 0.9, lo=8, stretch=10.0)], 1)
    fib_v = torch.cat([band(g, g.size * 0.2, 0.4, stretch=0.125), fbm(g, 0.9, lo=8, stretch=0.1)], 1)
    fib = torch.where(hor, fib_h, fib_v)
    r = strand.randn(2)
    col = hue(shade(base, r[:, :1] * 0.13 + cell.randn() * 0.05), r[:, 1:] * 0.03)
    col = shade(col, fib[:, :1] * 0.06 + fib[:, 1:] * 0.09 + fbm(g, 1.4, lo=1.5) * 0.025 + 0.12)
    col = shade(col, 0.22 * (smooth(top, 0.15, 0.8) - 0.75))
    hole = 1 - smooth(top, 0.02, 0.16)
    color = mix(col, shade(mix(base, g.rgb("4a3824"), 0.4), -0.8), hole)
    h = 0.28 + 0.42 * top + fib[:, :1] * 0.006 * (1 - hole) + fib[:, 1:] * 0.008
    rough = g.uniform(0.42, 0.72) + fib[:, 1:] * 0.03 + hole * 0.2
    nouns = lambda i: [["woven wicker", "wicker", "woven basket", "basket weave", "woven rattan"], ["woven rattan", "twill woven basket", "wicker", "woven bamboo"],
                       ["wicker basket", "wicker", "woven basket", "rattan"]][int(kind.v[i])]
    facts = g.facts(nouns, names, lambda i: [size_word(kx.v[i], 4, 20, g.py), "woven" if g.py.random() < 0.3 else ""], lambda i: [])
    return g.material(color, h, rough, 0.0, facts)


@family("cork", prompt="cork board", kind="wood")
def cork(g: Gen) -> Material:
    """Pressed granules of several browns with dark gaps and specks."""
    names, base = g.colors("tan c79a66, light brown b88856, brown 9a6c40, beige d2ae7e, dark brown 6b4a2e")
    k = g.integers(14, 34)
    w = fbm(g, 1.7, lo=6, c=2) * 0.006
    a = voronoi(g, k, jitter=0.95, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    b = voronoi(g, (k * 2.3).floor(), jitter=0.95, u=g.x - w[:, :1], v=g.y + w[:, 1:])
    r, q = a.randn(2), b.rand(2)
    fine, mid = grain(g), fbm(g, 1.0, lo=12)
    gap = (1 - smooth(a.edge * k, 0.01, 0.10)) * smooth(fbm(g, 1.2, lo=6), -0.6, 0.8)
    col = hue(shade(base, r[:, :1] * 0.13 + (q[:, :1] - 0.5) * 0.16 + mid * 0.06 + fine * 0.05), r[:, 1:] * 0.03)
    dark = (q[:, 1:] < 0.09).float() * smooth(b.edge * k * 2.3, 0.02, 0.12)
    col = shade(col, -0.65 * dark - 0.15 * gap - 0.6 * smooth(band(g, g.size * 0.14, 0.4), 1.6, 2.4) + 0.2 * (q[:, 1:] > 0.92).float())
    h = 0.52 + r[:, :1] * 0.008 + (q[:, :1] - 0.5) * 0.016 + mid * 0.006 + fine * 0.004 - gap * 0.05 - dark * 0.02
    facts = g.facts(["cork", "cork board", "corkboard", "cork surface"], names, lambda i: ["grainy", "speckled", size_word(k.v[i], 14, 34, g.py).replace("small", "fine").replace("large", "coarse").replace("big", "coarse")], lambda i: [])
    return g.material(col, h, 0.86 + mid * 0.02, 0.0, facts)


def crumple(g, folds):
    """Faceted creases of crushed paper: sd about 1, sharp folds."""
    h = 0.0
    for f, sign in ((1.6, 1), (2.4, -1), (3.4, 1), (5.0, -1), (7.5, 1), (11.0, -1)):
        n = band(g, f, 0.22)
        h = h + sign * (n.square() + 0.0015 * f).sqrt() * (2.2 / f)
    return (h - h.mean((2, 3), keepdim=True)) * folds


@family("paper", prompt="crumpled paper", kind="paper")
def paper(g: Gen) -> Material:
    """Smooth, handmade or crumpled paper; parchment when old."""
    kind = g.choice([30, 40, 30])                                     # plain, crumpled, parchment
    names, base = g.colors("white eeece6, cream eee2c4, beige dccba6, tan cbb083, yellow e6d28a, light grey cfcfcc, light blue b4c8d6, pink e4b8b8")
    fibre = fbm(g, 0.9, lo=10) * 0.7 + band(g, g.size * 0.12, 0.4, stretch=5.0, angle=0.6) * 0.35 + band(g, g.size * 0.12, 0.4, stretch=5.0, angle=2.2) * 0.35
    fold = crumple(g, 1.0) * (kind == 1).float()
    crease = (blur(fold, 0.006) - fold).clamp(-0.5, 0.5)
    age = (kind == 2).float()
    low = fbm(g, 1.5, lo=3)
    hair = smooth(band(g, g.size * 0.10, 0.3, stretch=12.0, angle=g.uniform(0, 3)), 2.2, 3.0)
    col = shade(base, fibre * 0.022 + low * 0.02 + grain(g) * 0.012 - hair * 0.3 * g.bernoulli(0.4) + crease * -0.2)
    face, relief, _ = skin(g, "paper")
    blot = low + 0.5 * fbm(g, 1.3, lo=6) + 0.25 * face
    stain = smooth(blot, -1.8, 2.8) * age
    ring = torch.exp(-((blot - 1.15) / 0.12).square()) * age                          # a dried stain is darkest at its border
    col = mix(col, col * g.rgb("c4a67c"), stain * 0.7 + ring * 0.25)
    foxing = smooth(band(g, 26.0, 0.5) + 0.4 * fbm(g, 1.2, lo=8) + 0.5 * low, 2.0, 3.4) * age
    col = mix(col, col * g.rgb("9c7448"), foxing * 0.7)
    col = shade(col, face * (0.03 + 0.03 * age))
    h = 0.5 + fibre * 0.003 + relief * 0.005 + fold * 0.10 + low * 0.004 * age
    adj = lambda i: [[g.py.choice(["smooth", "plain", "handmade"])], ["crumpled", "wrinkled"], ["old", "aged", "stained"]][int(kind.v[i])]
    nouns = lambda i: [["paper", "sheet of paper"], ["crumpled paper", "paper", "wrinkled paper"], ["parchment", "old paper", "parchment paper"]][int(kind.v[i])]
    facts = g.facts(nouns, names, adj, lambda i: [["", "with fine fibers"], ["with creases", "with folds"], ["with stains"]][int(kind.v[i])])
    return g.material(col, h, 0.84 + fibre * 0.015, 0.0, facts)


@family("cardboard", prompt="cardboard", kind="paper")
def cardboard(g: Gen) -> Material:
    """Brown board: plain with faint flutes, or bare corrugated."""
    names, base = g.colors("brown b08a5c, light brown bf9a6c, tan c8a678, brown 9c7748, grey a09c94, white dedad0", p_any=0.35)
    open_ = g.bernoulli(0.35)
    n = g.integers(10, 26)
    up = g.bernoulli(0.5)
    wob = fbm(g, 2.0, lo=1, hi=6) * 0.0015
    axis = torch.where(up > 0.5, g.x, g.y) + wob
    flute = torch.cos(axis * n * TAU)
    fibre = fbm(g, 0.9, lo=8, stretch=3.0, angle=1.5708 * (1 - up))
    fleck = smooth(band(g, g.size * 0.13, 0.35, stretch=4.0, angle=g.uniform(0, 3)), 1.9, 2.8)
    pale = smooth(band(g, g.size * 0.13, 0.35, stretch=4.0, angle=g.uniform(0, 3)), 2.0, 2.9)
    low = fbm(g, 1.6, lo=1)
    crease = smooth(crumple(g, 1.0), 0.8, 1.6) * 0.4 * g.bernoulli(0.4)
    col = shade(base, fibre * 0.045 + low * 0.045 + grain(g) * 0.03 - fleck * 0.35 + pale * 0.22 + flute * 0.02 - 0.06 * crease)
    h = 0.5 + flute * mix(0.004, 0.085, open_) + fibre * 0.004 - crease * 0.012
    facts = g.facts(lambda i: ["corrugated cardboard", "cardboard", "ridged cardboard"] if open_.v[i] else ["cardboard", "cardboard sheet", "kraft paper", "cardboard box"], names,
                    lambda i: ["ridged" if open_.v[i] else "plain", "recycled" if g.py.random() < 0.2 else ""], lambda i: ["with ridges" if open_.v[i] else g.py.choice(["", "with fibers"])])
    return g.material(col, h, 0.86 + fibre * 0.015, 0.0, facts)


BRIGHT = "red c03028, blue 2a5cb0, yellow e2c030, green 2f9448, black 242426, white e8e8e4, grey 87888a, orange dd7626, dark grey 48494b, light blue 7cb0d8, pink dc7ca0, beige d4c6a8, purple 6c3c94"


@family("plastic", prompt="glossy plastic", kind="plastic")
def plastic(g: Gen) -> Material:
    """Moulded plastic: glossy, finely grained, leather-grained, ribbed, or dotted."""
    kind = g.choice([26, 24, 18, 16, 16])
    names, base = g.colors(BRIGHT)
    low, mid, fine = fbm(g, 2.0, lo=1, hi=8), fbm(g, 1.3, lo=5), grain(g)
    k = g.integers(20, 44)
    c = voronoi(g, k, jitter=0.9, soft=0.08)
    leather = smooth(c.edge * k, 0.0, 0.30)
    n = g.integers(8, 24)
    up = g.bernoulli(0.5)
    wave = torch.cos(torch.where(up > 0.5, g.x, g.y) * n * TAU)
    rib = smooth(wave, -0.35, 0.35)
    kx = g.param([g.py.choice((6, 8, 10, 12, 16)) for _ in range(g.n)])
    a, b = (g.x + g.y) * kx / 2, (g.x - g.y) * kx / 2
    dot = ((a - a.floor() - 0.5).square() + (b - b.floor() - 0.5).square()).sqrt()
    stud = smooth(dot, 0.36, 0.28)
    sand = band(g, g.size * g.uniform(0.14, 0.24), 0.35)
    relief = select(kind, [low * 0.008, sand * 0.012 + low * 0.004, leather * 0.05 + sand * 0.003, rib * 0.10, stud * 0.10])
    sx = band(g, g.size * 0.2, 0.4, stretch=40.0, angle=g.uniform(0, 3)) + 0.6 * fbm(g, 1.4, lo=2)
    scratch = smooth(sx, 2.4, 3.1) * g.bernoulli(0.5)
    shape = select(kind, [torch.zeros_like(low), sand * 0.25, leather - 0.7, rib - 0.7, stud * 0.5])
    col = shade(base, low * 0.022 + mid * 0.02 + shape * 0.02 + scratch * 0.14 + fine * 0.008)
    gloss = g.param([g.py.uniform(*((0.06, 0.22), (0.42, 0.65), (0.38, 0.58), (0.15, 0.5), (0.15, 0.5))[int(q)]) for q in kind.v])
    rough = gloss + 0.05 * cdf(mid) + scratch * 0.25 + 0.05 * cdf(fbm(g, 1.4, lo=2)) - shape * 0.04
    shine = lambda i: ["glossy", "shiny"] if gloss.v[i] < 0.26 else ["matte"]
    adj = lambda i: shine(i) + [["smooth"], ["grainy", "textured"], ["leather grained", "textured"], ["ribbed"], ["dotted"]][int(kind.v[i])]
    ext = lambda i: [["", "with fine grain", "with a leather grain", "with ribs", "with raised dots"][int(kind.v[i])]]
    facts = g.facts(lambda i: ["plastic", "plastic surface", "molded plastic", "hard plastic"], names, adj, ext)
    return g.material(col, 0.5 + relief - scratch * 0.006, rough, 0.0, facts)


@family("rubber", prompt="studded rubber floor", kind="plastic", grain=1.8)
def rubber(g: Gen) -> Material:
    """Rubber mats: coin studs, hexagon studs, ribs, pyramids, crumb."""
    kind = g.choice([34, 18, 18, 14, 16])
    names, base = g.colors("black 252526, dark grey 3d3e40, black 2c2c2d, grey 6a6b6c, blue 2c4a78, red 8e2f2a, green 35603f, brown 5b4434")
    kx = g.param([g.py.choice((4, 6, 8, 10)) for _ in range(g.n)])
    u, v, s = diagonal(g, g.bernoulli(0.5))
    cell = lambda t: t * kx - (t * kx).floor() - 0.5
    dx, dy = cell(u), cell(v)
    rr = (dx * dx + dy * dy).sqrt()
    coin = smooth(rr, 0.36, 0.31) * (1 - 0.35 * smooth(rr, 0.22, 0.17) * g.bernoulli(0.4))
    pairs = [g.py.choice(HEX) for _ in range(g.n)]
    hx = g.param([p[0] for p in pairs])
    hexa = smooth(hexagons(g, hx, g.param([p[1] for p in pairs])).edge * hx, 0.08, 0.15)
    rib = smooth(torch.cos(torch.where(g.bernoulli(0.5) > 0.5, g.x, g.y) * g.integers(8, 22) * TAU), -0.3, 0.3)
    pyr = 1 - 2 * torch.maximum(dx.abs(), dy.abs())
    k = g.integers(30, 54)
    crumbs = voronoi(g, k, jitter=0.95)
    crumb = smooth(crumbs.edge * k, 0, 0.25) * (0.6 + 0.4 * crumbs.rand())
    relief = select(kind, [coin, hexa, rib, pyr.clamp(0.05, 0.85), crumb])
    deep = g.uniform(0.10, 0.2) * select(kind, [torch.ones_like(kx), torch.ones_like(kx), torch.ones_like(kx), 1.6 * torch.ones_like(kx), 0.5 * torch.ones_like(kx)])
    mid, fine, low = fbm(g, 1.1, lo=8), grain(g), fbm(g, 1.6, lo=1)
    fleck = (crumbs.rand() < 0.16).float() * smooth(crumbs.edge * k, 0, 0.15) * (kind == 4).float() * g.bernoulli(0.5)
    dust = cover(-relief + low * 0.8 + mid * 0.2, 0.4, 0.7) * g.uniform(0, 0.6)
    col = shade(base, mid * 0.05 + fine * 0.035 + low * 0.04 + (relief - 0.6) * 0.06 + (crumbs.randn() * 0.12) * (kind == 4).float())
    col = mix(col, g.rgb("b4b0a8"), fleck * 0.8)
    col = mix(col, shade(g.rgb("8d857a"), mid * 0.1), dust * 0.35)
    rough = g.uniform(0.5, 0.8) + 0.04 * mid + 0.12 * dust - 0.06 * relief
    ext = lambda i: [["with round studs", "with hexagonal studs", "with ribs", "with pyramid studs", "with flecks"][int(kind.v[i])]] if kind.v[i] < 4 else ["with granules"]
    nouns = lambda i: [["studded rubber", "rubber floor", "rubber mat", "rubber"], ["hexagon rubber mat", "rubber mat", "rubber"], ["ribbed rubber", "rubber mat", "rubber"],
                       ["rubber with pyramid studs", "rubber grip", "rubber mat"], ["crumb rubber", "rubber granules", "rubber flooring", "rubber"]][int(kind.v[i])]
    facts = g.facts(nouns, names, lambda i: ["matte", ["studded", "hexagonal", "ribbed", "bumpy", "granular"][int(kind.v[i])]], ext)
    return g.material(col, 0.42 + relief * deep + mid * 0.004 + fine * 0.004, rough, 0.0, facts)


@family("stained_glass", prompt="stained glass", kind="none")
def stained_glass(g: Gen) -> Material:
    """Pieces of coloured glass in dark lead came: free shapes, diamonds, or rectangles."""
    kind = g.choice([62, 29, 9])
    k = g.integers(4, 9)
    w = fbm(g, 2.2, lo=1, hi=8, c=2) * 0.03
    a = voronoi(g, k, jitter=0.9, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    u, v, s = diagonal(g, torch.ones_like(k))
    b = grid(g, k, k, u=u, v=v)
    d = courses(g, (k * 0.6).ceil(), k.div(2).ceil() * 2, shift=0.5, period=2, jitter=0.35)
    pick = lambda key, q=1.0: select(kind, [getattr(a, key), getattr(b, key) / q, getattr(d, key)])
    c = Cells(g, pick("id").long(), pick("edge", 1.414), pick("dx", 1.414), pick("dy", 1.414))
    pool = "red b81f2a, blue 1f4fb4, green 1f8a4c, yellow e8b92c, purple 6c2c98, teal 17868c, orange dc7420, light blue 6cb4dc, pink d86a96"
    names, base = g.colors(pool)
    others = [g.colors(pool, p_any=0.15) for _ in range(3)]
    many = g.bernoulli(0.62)
    r = c.rand(2)
    col = base.expand(-1, -1, 1, 1) + 0 * r[:, :1]
    for (n, o), lo in zip(others, (0.46, 0.68, 0.86)):
        col = torch.where((r[:, :1] > lo) & (many > 0.5), o, col)
    col = hue(shade(col, c.randn() * 0.16), c.randn() * 0.06)
    f = c.local(torch.cat([fbm(g, 1.8, lo=1.5, stretch=2.5), fbm(g, 1.3, lo=6), band(g, g.size * 0.08, 0.3)], 1))
    streak, ripple, bubble = f[:, :1], f[:, 1:2], smooth(f[:, 2:], 2.0, 2.8)
    col = shade(col, streak * 0.14 + ripple * 0.04 + bubble * 0.3 - 0.08 * (1 - smooth(c.edge, 0.004, 0.03)))
    wide = g.uniform(0.005, 0.010)
    lead = 1 - step(g, c.edge - wide, wide=2.0)
    round_ = (1 - (c.edge / wide).clamp(0, 1).square()).clamp_min(0).sqrt()
    lcol = shade(g.rgb("4a4b4d"), fbm(g, 1.2, lo=8) * 0.15 + grain(g) * 0.08 - 0.3)
    h = 0.45 + streak * 0.008 + ripple * 0.005 + bubble * 0.006 + c.tilt(0.12)
    h = mix(h, 0.50 + 0.10 * round_ + 0.004 * grain(g), lead)
    rough = mix(g.uniform(0.04, 0.14) + 0.02 * cdf(ripple), 0.48 + 0.08 * cdf(fbm(g, 1.2, lo=6)), lead)
    second = [o if m and o != n else None for n, o, m in zip(names, others[0][0], many.v)]
    names.natural = [bool(m) and x for m, x in zip(many.v, names.natural)]
    adj = lambda i: ["colorful" if many.v[i] else "", size_word(k.v[i], 4, 9, g.py), "glossy"]
    ext = lambda i: [g.py.choice(["with lead lines", "with dark lead came", "with black outlines"]), ["", "with diamond panes", "with rectangular panes"][int(kind.v[i])]]
    facts = g.facts(["stained glass", "stained glass window", "leaded glass", "church window glass"], names, adj, ext, second=second)
    return g.material(color=mix(col, lcol, lead), height=h, roughness=rough, metallic=lead, facts=facts)


@family("sponge", prompt="yellow sponge", kind="soft")
def sponge(g: Gen) -> Material:
    """Sponge and foam: round holes of several sizes between soft bridges."""
    names, base = g.colors("yellow e2c552, yellow d8b84a, beige d6bf8c, orange d8954c, light blue 8cbcd8, pink e29aac, green 8cb85c, tan c2a068, dark grey 56575a, white e2dfd4")
    fine_foam = g.bernoulli(0.3)
    k = g.param([g.py.randrange(22, 34) if q else g.py.randrange(8, 16) for q in fine_foam.v])
    w = fbm(g, 1.8, lo=3, c=2) * 0.10 / k
    hole = torch.zeros(g.n, 1, g.size, g.size, device=g.device)
    for scale, share, size in ((1.0, 0.75, 0.44), (1.9, 0.7, 0.42), (3.4, 0.75, 0.42)):
        kk = (k * scale).floor()
        c = voronoi(g, kk, jitter=0.8, u=g.x + w[:, :1], v=g.y + w[:, 1:])
        r = c.rand(2)
        rad = size * (0.35 + 0.65 * r[:, :1]) * (r[:, 1:] < share).float()
        d = (c.dx.square() + (c.dy * (0.8 + 0.5 * r[:, :1])).square() + 1e-9).sqrt() * kk
        depth = smooth(rad - d, 0.0, 0.16) * smooth(c.edge * kk, 0.0, 0.08) * (1.0 if scale == 1.0 else 0.85 if scale < 2 else 0.6)
        hole = torch.maximum(hole, depth)
    mid, fine, low = fbm(g, 1.1, lo=8), grain(g), fbm(g, 1.6, lo=1)
    col = shade(base, mid * 0.06 + fine * 0.05 + low * 0.05 + 0.06)
    col = mix(col, shade(saturate(base, 1.1), -0.3), hole * 0.7)
    h = 0.70 + mid * 0.012 + fine * 0.008 + low * 0.012 - hole * mix(0.42, 0.2, fine_foam)
    facts = g.facts(lambda i: ["foam", "sponge", "foam rubber", "fine sponge"] if fine_foam.v[i] else ["sponge", "porous sponge", "sponge foam", "sea sponge"], names,
                    lambda i: ["porous", "soft", "fine" if fine_foam.v[i] else "coarse"], lambda i: [g.py.choice(["with small holes", "with pores"]) if fine_foam.v[i] else g.py.choice(["with holes", "full of holes", "with large pores"])])
    return g.material(col, h, 0.92 + 0.02 * mid, 0.0, facts)
