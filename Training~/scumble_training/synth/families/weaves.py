"""Woven cloth: plain, canvas, burlap, twill, denim, herringbone; tartan, gingham and striped cloth; camouflage."""
from __future__ import annotations

import torch

from ..cells import K, lookup
from ..noise import fbm, mix, sample, shade, smooth
from ..palette import parse
from ..registry import Gen, Material, family, select

PLAIN, CANVAS, BURLAP, TWILL, DENIM, HERRING = range(6)
#        period, length on top, group, zigzag
FORMS = {PLAIN: (2, 1, 1, 0), CANVAS: (2, 1, 2, 0), BURLAP: (2, 1, 1, 0), TWILL: (4, 2, 1, 0), DENIM: (3, 2, 1, 0), HERRING: (4, 2, 1, 1)}


def weave(g, forms, n, loose=0.0, wobble=1.0):
    """Threads of a weave: forms = list of (period, top, group, zigzag) per sample, n = threads per tile (Param).
    Returns dict: over (1 = warp thread on top), h (0..1 thread relief), i, j (thread numbers), fuzz, t (tone of the thread)."""
    period, top, group, zig = (g.param([f[k] for f in forms]) for k in range(4))
    w = fbm(g, 1.6, lo=2, c=2) * 0.0025 * wobble + fbm(g, 1.8, lo=16, c=2) * 0.0008 * wobble
    x, y = (g.x + w[:, :1]) * n, (g.y + w[:, 1:]) * n
    i, j = x.floor(), y.floor()
    a, b = x - i - 0.5, y - j - 0.5
    i, j = torch.remainder(i, n), torch.remainder(j, n)

    def warp_on_top(i, j):
        p, q = (i / group).floor(), (j / group).floor()
        p = torch.where((zig > 0) & (torch.remainder(p, 16) >= 8), -p - 1, p)
        return (torch.remainder(p + q, period) < top).float()
    over = warp_on_top(i, j)
    ends = lambda di, dj, t: (1 - (warp_on_top(i + di, j + dj) - over).abs() * smooth(t, 0.05, 0.62) * 0.95)
    along_warp = ends(0, 1, b) * ends(0, -1, -b)
    along_weft = ends(1, 0, a) * ends(-1, 0, -a)
    table = g.rand(g.n, 4, K * K)
    tw = lookup(table, (i + 0 * j).long().clamp(0, K * K - 1))
    tf = lookup(table, (j + 0 * i + 4000).long().clamp(0, K * K - 1))
    half = 0.5 * (1 - loose)
    round_ = lambda c, r: (1 - (c / (half * (0.85 + 0.3 * r * (loose > 0).float() + 0.15 * (loose == 0).float()))).square()).clamp_min(0).sqrt()
    loose = loose if torch.is_tensor(loose) else torch.full((1, 1, 1, 1), float(loose), device=g.device)
    pw, pf = round_(a, tw[:, :1]), round_(b, tf[:, :1])
    hw, hf = pw * along_warp, pf * along_weft
    under_w, under_f = pw * 0.35, pf * 0.35
    h = torch.where(over > 0, torch.maximum(hw, under_f), torch.maximum(hf, under_w))
    is_warp = torch.where(over > 0, (hw >= under_f).float(), (hf < under_w).float())
    ply = torch.sin(6.28318 * torch.where(is_warp > 0, 2.2 * b + 0.9 * a, 2.2 * a + 0.9 * b))
    fine = fbm(g, 0.35, lo=30, stretch=9.0)
    fine_w = fbm(g, 0.35, lo=30, stretch=9.0, angle=1.5708)
    fuzz = torch.where(is_warp > 0, fine_w, fine)
    tone = torch.where(is_warp > 0, tw[:, 1:2], tf[:, 1:2]) - 0.5
    return dict(over=is_warp, h=h, i=i, j=j, fuzz=fuzz, tone=tone, ply=ply)


def finish(g, color, t, relief, facts, rough=0.86, depth=0.30):
    """Common cloth finish: fibre tone, dark gaps, soft undulation."""
    cloud, mid = fbm(g, 1.6, lo=2), fbm(g, 1.2, lo=6)
    c = shade(color, 0.055 * t["fuzz"] + 0.15 * t["tone"] + 0.085 * t["ply"] * smooth(t["h"], 0.2, 0.9) + 0.01 * cloud + 0.02 * mid - 1.25 * depth * (1 - smooth(t["h"], 0.0, 0.75)))
    h = 0.46 + relief * (t["h"] - 0.6) + 0.02 * cloud + relief * 0.12 * t["fuzz"] * 0.3 + relief * 0.3 * t["tone"]
    return g.material(c, h, rough + 0.03 * t["fuzz"] - 0.04 * t["h"], 0.0, facts)


CLOTH = """beige c8b896, white e2dfd6, grey 8e8d8a, navy 28345a, brown 6e5642, black 2c2b2d, red 9a2f2e, green 4e6a4c, cream e4d9bc, olive 6e6c42,
blue 3e5f8f, dark grey 4c4c4f, tan b89a70"""
NOUNS = {PLAIN: ["woven fabric", "fabric", "linen fabric", "cloth", "plain weave fabric", "cotton fabric"], CANVAS: ["canvas", "canvas fabric", "basket weave fabric", "woven fabric", "coarse cloth"],
         BURLAP: ["burlap", "burlap fabric", "sackcloth", "hessian", "burlap sack"], TWILL: ["twill fabric", "fabric", "woven fabric", "twill cloth"],
         DENIM: ["denim", "denim fabric", "jeans", "jeans fabric"], HERRING: ["herringbone fabric", "tweed fabric", "woven wool", "herringbone cloth"]}


@family("fabric", prompt="woven fabric", kind="fabric", oversample=2, grain=0.4)
def fabric(g: Gen) -> Material:
    names, base = g.colors(CLOTH)
    kind = g.choice([24, 18, 16, 16, 18, 12])
    for i in range(g.n):                                 # the usual colours of burlap and denim
        if names.natural[i] and kind.v[i] in (BURLAP, DENIM):
            names[i], rgb = g.py.choice(parse("tan b0905e, beige bda478, brown 8c6c44") if kind.v[i] == BURLAP else
                                        parse("blue 35507e, dark blue 24365c, navy 222f50, light blue 6f8db4, blue 44638f"))
            base[i, :, 0, 0] = torch.tensor(rgb, device=g.device)
    n = g.param([g.py.choice({PLAIN: (28, 36, 48, 64, 84), CANVAS: (32, 40, 48, 64), BURLAP: (20, 24, 28, 36), TWILL: (32, 40, 48, 64, 80), DENIM: (42, 48, 60, 72, 84),
                              HERRING: (32, 48, 64, 96)}[int(k)]) for k in kind.v])
    burlap = (kind == BURLAP).float()
    t = weave(g, [FORMS[int(k)] for k in kind.v], n, loose=0.22 * burlap, wobble=1 + 1.8 * burlap)
    second = select(kind, [shade(base, 0.08), shade(base, 0.04), shade(base, -0.12), shade(base, -0.2), mix(base, g.rgb("d8d6cc"), 0.72), mix(shade(base, 0.5), g.rgb("e8e4da"), 0.5)])
    fade = smooth(fbm(g, 1.5, lo=2), 0.0, 2.2) * (kind == DENIM).float() * 0.5
    color = mix(second, mix(base, second, fade * 0.6), t["over"])
    gap = (1 - smooth(t["h"], 0.02, 0.2)) * burlap
    color = mix(color, shade(base, -0.6), gap)
    return finish(g, color, t, (0.30 * 30 / n).clamp(0.10, 0.3) * (1 + 0.5 * burlap), g.facts(lambda i: NOUNS[int(kind.v[i])], names,
                  lambda i: ["coarse" if n.v[i] < 34 else "fine" if n.v[i] > 62 else "", g.py.choice(["soft", "matte", "woven"])],
                  lambda i: [g.py.choice(["with visible threads", "with a woven texture"]) if n.v[i] < 40 else ""]))


TARTAN = "red a2262a, green 2f5a3c, blue 2c4a7c, navy 232c4c, grey 7c7c7c, black 28282a, brown 6a4a34, yellow c8a030, white dcdad2, dark green 20402c"


@family("plaid", prompt="plaid fabric", kind="fabric", oversample=2, grain=0.5)
def plaid(g: Gen) -> Material:
    names, base = g.colors(TARTAN)
    kind = g.choice([45, 22, 33])                       # tartan, gingham check, stripes
    others = parse("black 232325, white e2e0d8, navy 232c4c, yellow d0a838, green 2f5a3c, red a2262a, grey 8a8a88, cream e4dac0")
    size, rows, second = 96, [], []
    dist = lambda a, b: sum(abs(p - q) for p, q in zip(a, b))
    for i in range(g.n):
        b = tuple(float(v) for v in base_rgb(names, base, i, g))
        far = [o for o in others if dist(o[1], b) > 0.6]
        o1, o2 = g.py.sample(far, 2)
        if kind.v[i] == 1:
            o1 = g.py.choice([o for o in far if o[0] in ("white", "cream", "black", "navy")] or far)
        reps = g.py.choice((1, 2)) if kind.v[i] == 0 else g.py.choice((2, 3, 4, 6, 8))
        m = size // reps
        row = [b] * m
        if kind.v[i] == 1:
            row = [b] * (m // 2) + [o1[1]] * (m - m // 2)
        elif kind.v[i] == 2:
            k = int(m * g.py.uniform(0.25, 0.5))
            row = [o1[1]] * k + [b] * (m - k)
            if g.py.random() < 0.4 and m > 20:
                row[k + (m - k) // 2 - 1:k + (m - k) // 2 + 1] = [o2[1]] * 2
        else:                                            # mirrored sett: broad ground, broad second, thin lines
            half = m // 2
            wide = int(half * g.py.uniform(0.3, 0.5))
            for q in range(half - wide, half):
                row[q] = o1[1]
            for at, thick in ((g.py.uniform(0.12, 0.3), 2), (g.py.uniform(0.7, 0.9), 1), (0.02, 1)):
                for q in range(int(half * at), int(half * at) + thick):
                    row[q] = o2[1]
            row = row[:half] + row[:half][::-1] + [b] * (m - 2 * half)
        row, turn0 = row * reps, g.py.randrange(size)
        row = row + [b] * (size - len(row))
        rows.append(row[turn0:] + row[:turn0])
        second.append(o1[0])
    table = torch.tensor(rows, dtype=torch.float32).to(g.device).permute(0, 2, 1)      # [n,3,96]
    threads = g.param([g.py.choice((48, 64, 72, 80)) for _ in range(g.n)])
    t = weave(g, [FORMS[TWILL]] * g.n, threads, wobble=0.7)
    pickc = lambda at: table.gather(2, (at * (size / threads) + 0.01).long().clamp(0, size - 1).expand(g.n, 1, g.size, g.size).reshape(g.n, 1, -1).expand(-1, 3, -1)).view(g.n, 3, g.size, g.size)
    warp_c = pickc(t["i"])
    weft_c = pickc(t["j"])
    stripes = (kind == 2).float()
    turn = g.bernoulli(0.4)
    line = mix(warp_c, weft_c, turn)
    color = mix(mix(weft_c, warp_c, t["over"]), line, stripes)
    words = lambda i: (["plaid fabric", "tartan", "tartan fabric", "plaid cloth", "plaid"], ["gingham fabric", "checkered fabric", "gingham", "checked cloth"],
                       ["striped fabric", "striped cloth", "fabric with stripes"])[int(kind.v[i])]
    return finish(g, color, t, 0.14, g.facts(words, names, lambda i: ["soft", "woven"],
                  lambda i: [f"with {'vertical' if turn.v[i] == 0 else 'horizontal'} stripes" if kind.v[i] == 2 else ""], second=second))


def base_rgb(names, base, i, g):
    """The sample's colour as python numbers, without reading the device: from the name's own table."""
    from ..palette import rgb
    table = dict(parse(TARTAN))
    return table[names[i]] if names.natural[i] and names[i] in table else rgb(names[i])


CAMO = "green 5a6a3a, olive 6a6a3e, tan b89c6c, sand c4ac7c, grey 84888a, brown 74603e, dark green 3e5032, blue 4a6080, white d4d6d6"


@family("camouflage", prompt="camouflage fabric", kind="fabric", oversample=2)
def camouflage(g: Gen) -> Material:
    names, base = g.colors(CAMO)
    digital = g.bernoulli(0.35)
    lo = g.uniform(2.0, 4.0)
    n = g.integers(40, 56, 8)
    u, v = mix(g.x, ((g.x * n * 0.75).floor() + 0.5) / (n * 0.75), digital), mix(g.y, ((g.y * n * 0.75).floor() + 0.5) / (n * 0.75), digital)
    at = lambda: sample(fbm(g, 1.9, lo=lo, hi=26.0, stretch=g.uniform(1.0, 1.8)), u, v)
    e = 0.05 * (1 - digital) + 0.004
    edge = lambda f, a: smooth(f, a - e, a + e)
    woody = g.param([float(names.natural[i] and names[i] in ("green", "olive", "dark green", "brown")) for i in range(g.n)])
    c2 = mix(shade(base, -0.75), g.rgb("4c3c28"), 0.75 * woody)
    c3 = mix(shade(base, 0.55), mix(base, g.rgb("a89c6c"), 0.75), woody)
    c4 = mix(shade(base, -1.5), g.rgb("22231f"), 0.6)
    color = mix(base, c3, edge(at(), 0.65))
    color = mix(color, c2, edge(at(), 0.45))
    color = mix(color, c4, edge(at(), 0.95))
    t = weave(g, [FORMS[TWILL]] * g.n, g.param([48.0 if k < 48 else 56.0 for k in n.v]), wobble=0.6)
    return finish(g, color, t, 0.12, g.facts(lambda i: (["digital camouflage", "digital camo"] if digital.v[i] else []) + ["camouflage", "camouflage fabric", "camo", "military camouflage", "camo fabric"],
                  names, lambda i: ["military"],
                  lambda i: ["with pixelated spots"] if digital.v[i] else []))
