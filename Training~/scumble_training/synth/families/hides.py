"""Skins: leather, reptile and fish scales, fur and animal coats."""
from __future__ import annotations

import torch

from ..cells import Cells, _id, voronoi
from ..noise import band, blur, cdf, cover, fbm, grain, hue, mix, ridges, sample, shade, smooth
from ..registry import Gen, Material, family, select, size_word
from ..skins import skin
from ._shapes_made import nearest

HIDE = """brown 6a4228, dark brown 40291b, black 262423, tan b07c48, tan 9c6a3c, brown 7c4c2c, red 7e2622, beige c4a47c, burgundy 552028, grey 77726c,
white ddd6c8, cognac brown 94562a"""


def leather_skin(g, k):
    """(height 0..1, tone) of grained leather with about k pebbles per tile: of unequal sizes, some grown together, the valleys between them shallow here and deep there."""
    w = fbm(g, 1.8, lo=4, hi=24, c=2) * 0.008 + fbm(g, 1.6, lo=20, c=2) * (0.04 / k)
    c = voronoi(g, k, jitter=0.95, soft=0.10, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    e = c.edge * k
    joined = c.rand()
    peb = smooth(e, -0.03, 0.10 + 0.14 * joined) * 0.75 + smooth(e, 0.05, 0.5) * 0.25
    return mix(peb, torch.ones_like(peb), 0.15 * cdf(fbm(g, 1.4, lo=6))) * (0.88 + 0.12 * joined), c.randn()


@family("leather", prompt="leather", kind="fabric", grain=0.45)
def leather(g: Gen) -> Material:
    names, base = g.colors(HIDE)
    kind = g.choice([45, 25, 30])                       # pebbled, smooth, wrinkled and worn
    k = g.param([g.py.choice(((26, 32, 38, 44, 52), (72, 84, 96), (44, 52, 64))[int(t)]) for t in kind.v])
    peb, tone = leather_skin(g, k)
    cloud, mid, f = fbm(g, 1.6, lo=3), fbm(g, 1.4, lo=6), grain(g)
    face, relief, _ = skin(g, "soft")
    # creases: a broken net of wrinkles, and a few long folds
    w = fbm(g, 2.0, lo=3, hi=20, c=2) * 0.016
    net = voronoi(g, g.integers(7, 13), jitter=0.95, u=g.x + w[:, :1], v=g.y + w[:, 1:], aspect=g.uniform(0.7, 1.5))
    some = cover(fbm(g, 1.8, lo=2), 0.6, 0.6)
    fine = torch.exp(-(net.edge / (0.0035 * some + 0.0008)).clamp(max=9)) * smooth(some, 0.05, 0.6)
    a = fbm(g, 2.2, lo=2, hi=20, stretch=2.2, angle=g.uniform(0, 3.1))
    fold = ridges(a, 0.05) * cover(fbm(g, 1.7, lo=2), 0.5, 0.5)
    crease = torch.maximum(fold, fine)
    amount = select(kind, [g.uniform(0, 0.25), g.uniform(0.1, 0.5), g.uniform(0.7, 1.0)])
    crease = crease * amount
    wear = select(kind, [g.uniform(0, 0.4), g.uniform(0, 0.3), g.uniform(0.5, 1.0)])
    rubbed = cover(0.7 * cloud + 0.5 * mid, 0.35 * wear + 0.02, 0.9) * wear
    c = shade(base, 0.015 * cloud + 0.02 * mid + 0.02 * f + 0.03 * tone + 0.03 * face - 0.34 * (1 - peb) - 0.30 * crease)
    c = mix(c, shade(mix(base, g.rgb("b08a60"), 0.25), 0.35), rubbed * (0.25 + 0.75 * peb) * 0.6)
    marks = fbm(g, 0.8, lo=14, stretch=5, angle=g.uniform(0, 3))
    c = shade(c, 0.12 * smooth(marks, 1.2, 2.4) * wear)
    relief = select(kind, [0.30 + 0 * k, 0.11 + 0 * k, 0.13 + 0 * k]) * (50 / k).clamp(0.6, 1.2)
    h = 0.5 + relief * (peb - 0.7) - 0.30 * blur(crease, 0.004) + 0.03 * relief + 0.02 * mid * (0.3 + amount) + 0.12 * amount * smooth(net.edge, 0.0, 0.05) * some + 0.006 * f
    gloss = g.uniform(0.30, 0.52)
    rough = gloss + 0.22 * (1 - peb) + 0.15 * rubbed + 0.03 * f + 0.03 * mid
    return g.material(c, h, rough, 0.0, g.facts(
        lambda i: ["leather", "leather hide", "genuine leather"] +
        ([], [], ["old leather", "distressed leather"])[int(kind.v[i])], names,
        lambda i: [("pebbled", "smooth", "worn")[int(kind.v[i])], ("grained", "fine", "wrinkled")[int(kind.v[i])], "glossy" if gloss.v[i] < 0.4 else "",
                   "old" if kind.v[i] == 2 else ""],
        lambda i: ["with creases" if kind.v[i] == 2 else "", "with a pebbled grain" if kind.v[i] == 0 else ""]))


SKIN = """green 526a42, dark green 34482f, brown 6e5434, olive 6c6a34, grey 76807c, tan b0925c, teal 446f6e, black 2a2c2e, silver b4bcc0,
red 8a2a24, blue 34588a, gold c09a3c, emerald 2c6e52"""
FISH, SNAKE, DRAGON, CROC = range(4)


def overlapped(g, cols, rows, pointed, u, v):
    """Rows of overlapping scales, tips down: Cells plus lx (-0.5..0.5 across), ly (0 at the root, 2 at the tip), rim (cells)."""
    x, y = u * cols, v * rows
    j = y.floor()
    fy = y - j

    def cand(row, py):
        s = 0.5 * torch.remainder(row, 2)
        i = (x + s).floor()
        lx = x + s - i - 0.5
        round_ = 1 - ((lx / 0.515).square() + (py - 1).clamp_min(0).square()).clamp_min(1e-9).sqrt()
        point = 1 - lx.abs() / 0.515 - (py - 1).clamp_min(0) * (0.8 + 0.2 * (1 - lx.abs() * 2))
        return i, lx, mix(round_, point, pointed)
    i0, l0, d0 = cand(j - 1, fy + 1)
    i1, l1, d1 = cand(j, fy)
    top = d0 > 0
    pick = lambda a, b: torch.where(top, a, b)
    row, lx, ly, d = pick(j - 1, j), pick(l0, l1), pick(fy + 1, fy), pick(d0, d1)
    id = _id(pick(i0, i1), row, cols, rows)
    c = Cells(g, id.expand(g.n, -1, -1, -1), d / cols, lx / cols, (ly - 1) / rows)
    shadow = torch.where(top, torch.zeros_like(d0), smooth(-d0, 0.22, 0.0))     # under the scale above
    return c, lx, ly, d, shadow


@family("scales", prompt="reptile scales", kind="plant", skip=("moss", "leaves"))
def scales(g: Gen) -> Material:
    names, base = g.colors(SKIN)
    kind = g.choice([27, 28, 27, 18])
    cols = g.param([g.py.choice(((8, 10, 12, 16), (10, 12, 16, 20), (5, 6, 8, 10), (6, 8, 10))[int(t)]) for t in kind.v])
    rows = g.param([2 * round(c * g.py.uniform(*((1.0, 1.25), (0.55, 0.75), (0.75, 1.0), (0.8, 1.2))[int(t)]) ) for c, t in zip(cols.v, kind.v)])
    w = fbm(g, 2.0, lo=2, c=2) * 0.006 + fbm(g, 2.4, lo=8, c=2) * 0.0010
    u, v = g.x + w[:, :1], g.y + w[:, 1:]
    pointed = select(kind, [0 * cols, 0.75 + 0 * cols, 0.45 + 0 * cols, 0 * cols])
    c, lx, ly, d, shadow = overlapped(g, cols, rows, pointed, u, v)
    p = voronoi(g, cols, rows * 0.5 * 2, jitter=0.45, stagger=1.0, soft=0.09, u=u, v=v)
    croc = (kind == CROC).float()
    # overlapping scales: lifted tips, domed across, keel on snake and dragon
    keel = smooth(lx.abs(), 0.10, 0.0) * ((kind == SNAKE).float() * 0.7 + (kind == DRAGON).float()) * smooth(ly, 0.2, 1.0)
    t = smooth(d, 0.0, 0.16)
    groove = torch.sin(ly * 26 + 3 * lx * lx * 8) * (kind == FISH).float() * 0.5 + torch.sin(lx * 70) * (kind == DRAGON).float() * 0.35
    hs = 0.22 + 0.22 * ly + 0.16 * (1 - (2 * lx).square()) + 0.10 * keel + 0.02 * groove
    hs = mix(0.30 + 0 * hs, hs, t) - 0.16 * shadow
    e = p.edge * (cols * rows).sqrt()
    tc = smooth(e, 0.0, 0.15)
    hc = 0.25 + 0.45 * tc + 0.12 * smooth(e, 0.2, 0.5)
    pick = lambda a, b: mix(a, b, croc)
    idr = torch.where(croc > 0, p.randn(), c.randn())
    centre_u, centre_v = torch.where(croc > 0, g.x - p.dx, g.x - c.dx), torch.where(croc > 0, g.y - p.dy, g.y - c.dy)
    # markings follow whole scales
    spot = sample(fbm(g, 1.5, lo=2, hi=9.0), centre_u, centre_v)
    zig = torch.sin(6.28318 * (centre_v * g.integers(2, 4) + 0.12 * torch.sin(6.28318 * centre_u * g.integers(2, 4))))
    marked = g.choice([50, 30, 20])
    mark = select(marked, [0 * spot, smooth(spot, 0.45, 0.75), smooth(zig + 0.4 * spot, 0.35, 0.7)])
    dark = g.bernoulli(0.7)
    second = mix(mix(shade(base, 0.5), g.rgb("d8c898"), 0.4), shade(base, -1.3), dark)
    f, mid, cloud = grain(g), fbm(g, 1.1, lo=8), fbm(g, 1.7, lo=1)
    horn = torch.cat([*skin(g, "cliff", (3, 4))[:2], fbm(g, 1.0, lo=10, stretch=5.0, angle=1.5708)], 1)
    cut = torch.where(croc > 0, p.local(horn), c.local(horn))                                  # the horn of each scale
    rings = torch.sin(6.28318 * pick(d * 9 + 0.15 * cut[:, :1], e * 11 + 0.25 * cut[:, :1])) * 0.5
    col = mix(hue(shade(base, idr * 0.10 + 0.02 * cloud), idr * 0.04), second, mark * (0.78 + 0.06 * cut[:, 1:2]))
    col = shade(col, 0.11 * cut[:, :1] + 0.06 * cut[:, 1:2] + 0.06 * cut[:, 2:] + 0.05 * rings)
    rim = pick(smooth(d, 0.16, 0.03), 1 - tc)
    light = g.bernoulli(0.5)
    col = shade(col, pick(0.14 * (ly - 1) + 0.10 * keel + 0.05 * groove, 0.05 * (tc - 0.5)) + 0.02 * f + 0.03 * mid)
    col = shade(col, rim * pick(mix(-0.30, 0.30, light), -0.35 + 0 * light))
    h = pick(hs, hc) * 0.85 + 0.08 + idr * 0.012 + 0.012 * cut[:, :1] + 0.008 * rings + 0.01 * cloud
    gloss = g.uniform(0.22, 0.5)
    rough = gloss + 0.2 * rim + 0.04 * mid + 0.2 * pick(shadow, 1 - tc)
    metal = g.param([1.0 if (k == FISH and g.py.random() < 0.3) or nm in ("gold", "silver") else 0.0 for k, nm in zip(kind.v, names)])
    words = {FISH: ["fish scales", "mermaid scales", "scales"], SNAKE: ["snake skin", "snake scales", "reptile scales", "snakeskin"],
             DRAGON: ["dragon scales", "dragon skin", "scales"], CROC: ["crocodile skin", "alligator skin", "lizard skin", "reptile skin"]}
    return g.material(col, h, rough, metal, g.facts(lambda i: words[int(kind.v[i])], names, lambda i: [size_word(cols.v[i], 5, 18, g.py),
                      "glossy" if gloss.v[i] < 0.32 else "", "shiny" if metal.v[i] else "", ("", "spotted", "banded")[int(marked.v[i])]],
                      lambda i: ["with overlapping scales" if kind.v[i] != CROC else "", "with dark markings" if marked.v[i] and dark.v[i] else "with pale markings" if marked.v[i] else ""]))


COAT = """brown 6e4c30, dark brown 40291c, white e6e0d4, black 2a2624, grey 84807a, tan b48c58, orange a9683a, cream dccaa6, reddish brown 7e4426,
light brown 9a7448, beige c8ac80"""


@family("fur", prompt="fur", kind="fabric", skip=("moss", "leaves"), oversample=2)
def fur(g: Gen) -> Material:
    names, base = g.colors(COAT)
    long = g.uniform(0, 1)                              # short coat .. long hair
    coat = g.choice([64, 9, 9, 9, 9])                   # plain, leopard, tiger, zebra, cow
    for i in range(g.n):
        if coat.v[i] and names.natural[i]:
            name, rgb = {1: ("tan", (0.74, 0.56, 0.33)), 2: ("orange", (0.70, 0.45, 0.22)), 3: ("white", (0.90, 0.88, 0.84)), 4: ("white", (0.90, 0.88, 0.84))}[int(coat.v[i])]
            names[i] = name
            base[i, :, 0, 0] = torch.tensor(rgb, device=g.device)
    flow = fbm(g, 2.2, lo=1.0, hi=5.0) * (0.015 + 0.025 * long)
    strands, lift, tips = 0.0, None, None
    for layer in range(3):                              # tufts: each bends its hairs its own way
        k = (13 - 6 * long).round() + layer * 2
        c = nearest(g, k, (k * 0.7).round(), jitter=0.9, u=g.x + flow + 0.37 * layer, v=g.y + 0.21 * layer)
        r = c.randn(2)
        lean = r[:, :1] * 0.16 - c.dx * k * 0.22
        hair = sample(fbm(g, 0.25, lo=50, hi=g.size * 0.42, stretch=24.0, angle=1.5708), g.x + flow + lean * c.dy + 0.013 * r[:, 1:], g.y + 0.3 * r[:, 1:])
        fall = (c.dy * k * 0.7).clamp(-1, 1)
        level = 0.5 * hair + 0.7 * fall + 0.3 * r[:, 1:] - 0.5 * (c.dx * k).abs()
        if lift is None:
            lift, strands, tips = level, hair, fall
        else:
            over = smooth(level - lift, -0.5, 0.5)
            lift, strands, tips = mix(lift, level, over), mix(strands, hair, over), mix(tips, fall, over)
    lift = (lift - lift.mean((2, 3), keepdim=True)) / (lift.square().mean((2, 3), keepdim=True).sqrt() + 1e-5)
    # markings, broken up by the hairs
    u, v = g.x + flow + 0.008 * strands * 0.4, g.y + 0.010 * strands
    s = sample(band(g, g.uniform(6, 9), 0.25), u, v)
    inner = sample(blur(fbm(g, 1.3, lo=7), 0.004), u, v)
    leopard = smooth(s, 0.55, 0.75) * (1 - smooth(s, 1.15, 1.4) * 0.8) * smooth(inner, -0.9, -0.6)
    st = sample(band(g, 5.0, 0.28, stretch=0.28), u, v)
    tiger = smooth(st, 0.55, 0.85)
    zebra = smooth(st, -0.1, 0.12)
    cow = smooth(sample(fbm(g, 1.9, lo=1.6, hi=9.0), u, v), 0.25, 0.4)
    mark = select(coat, [0 * s, leopard, tiger, zebra, cow])
    cloud = fbm(g, 1.7, lo=1)
    body = hue(shade(base, 0.04 * cloud), -0.012 * cloud)
    body = mix(body, shade(body, 0.22), (coat == 1).float() * smooth(s, 1.2, 1.5))
    col = mix(body, shade(mix(g.rgb("231b17"), base, 0.10), 0.0), mark * 0.93)
    col = shade(col, 0.20 * strands.clamp(-2, 2) + 0.06 * lift.clamp(-2.2, 1.8) + 0.09 * tips - 0.03)
    h = 0.5 + 0.075 * lift.clamp(-2.5, 2.5) + 0.045 * strands
    words = {0: ["fur", "animal fur", "soft fur", "fur coat", "fluffy fur"], 1: ["leopard fur", "leopard print fur", "leopard skin"], 2: ["tiger fur", "tiger skin", "tiger stripes"],
             3: ["zebra fur", "zebra skin", "zebra stripes"], 4: ["cow fur", "cow hide", "cowhide"]}
    return g.material(col, h, 0.82 - 0.05 * lift + 0.03 * strands, 0.0, g.facts(lambda i: words[int(coat.v[i])], names,
                      lambda i: ["long" if long.v[i] > 0.65 else "short" if long.v[i] < 0.3 else "", g.py.choice(["soft", "fluffy"])],
                      lambda i: [("", "with black spots", "with black stripes", "with black stripes", "with black patches")[int(coat.v[i])]],
                      second=["black" if k else "" for k in coat.v]))
