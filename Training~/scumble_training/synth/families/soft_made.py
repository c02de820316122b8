"""Made soft goods: carpet, and quilted or buttoned padding."""
from __future__ import annotations

import torch

from ..noise import cover, fbm, grain, mix, sample, shade, smooth
from ..registry import Gen, Material, family, select, size_word
from ._shapes_made import nearest
from .hides import leather_skin

PILE = """beige c4b294, grey 8a8886, red 8c2a2a, blue 35507e, brown 6c513c, green 4a6a4a, dark grey 4c4b4d, cream ddd0b4, burgundy 5e2030, navy 27324e, tan b09470"""


@family("carpet", prompt="carpet", kind="fabric", oversample=2)
def carpet(g: Gen) -> Material:
    names, base = g.colors(PILE)
    kind = g.choice([40, 30, 30])                       # cut pile, loops, shag
    k = g.param([g.py.choice(((56, 64, 72), (28, 32, 40), (22, 26, 30))[int(t)]) for t in kind.v])
    w = fbm(g, 1.4, lo=3, c=2) * 0.004
    c = nearest(g, k, k, jitter=g.param([(0.9, 0.35, 0.9)[int(t)] for t in kind.v]), stagger=(kind == 1).float(), u=g.x + w[:, :1], v=g.y + w[:, 1:])
    px, py = c.dx * k, c.dy * k
    d = (px * px + py * py).sqrt()
    r = c.randn(2)
    ball = (1 - (d / 0.62).square()).clamp_min(0).sqrt()
    yarn = torch.sin(6.28318 * (1.7 * px + 2.1 * py + 0.2 * r[:, :1]))
    fibre = fbm(g, 0.4, lo=40)
    lean = r[:, :1] * 0.9
    worm = sample(fbm(g, 0.5, lo=26, hi=g.size * 0.3, stretch=7.0, angle=1.5708), g.x + lean * c.dy + 0.01 * r[:, 1:], g.y + r[:, 1:] * 0.3 + r[:, :1] * c.dx)
    tuft = select(kind, [0.55 * ball + 0.22 * fibre + 0.12 * r[:, :1], ball + 0.08 * yarn + 0.08 * r[:, :1], 0.55 * ball + 0.30 * worm + 0.14 * r[:, :1]])
    trod = fbm(g, 1.7, lo=1.5)
    swept = cover(trod, 0.4, 0.15) * g.bernoulli(0.5)   # pile brushed the other way
    flecked = g.bernoulli(0.3)
    fleck = (c.rand() < 0.3).float() * flecked
    col = shade(base, 0.10 * r[:, 1:] + 0.32 * (tuft - 0.55) + 0.15 * fibre + 0.05 * trod - 0.13 * swept)
    col = mix(col, shade(col, 0.7), fleck * 0.7)
    h = 0.42 + select(kind, [0.15 + 0 * k, 0.26 + 0 * k, 0.30 + 0 * k]) * tuft + 0.015 * trod
    words = (["carpet", "carpet floor", "cut pile carpet", "rug"], ["loop carpet", "carpet", "loop pile carpet", "woven rug"], ["shag carpet", "shaggy rug", "carpet", "fluffy rug"])
    return g.material(col, h, 0.93 + 0.02 * fibre, 0.0, g.facts(lambda i: words[int(kind.v[i])], names,
                      lambda i: [g.py.choice(["soft", "thick"]) if kind.v[i] == 2 else "soft", "flecked" if flecked.v[i] else ""]))


PAD = """brown 5e3a26, black 28272a, white dedad2, red 8a2328, beige c8ae8a, grey 86858a, navy 27304c, cream e2d4b8, pink d89aa8, burgundy 5c1f2e,
blue 3a5a8a, green 3e5e48"""


@family("quilted", prompt="quilted fabric", kind="fabric")
def quilted(g: Gen) -> Material:
    names, base = g.colors(PAD)
    kind = g.choice([45, 35, 20])                       # stitched diamonds, buttoned diamonds, stitched squares
    leather = g.bernoulli(0.5)
    k = g.param([g.py.choice((3, 4, 4, 5, 6)) if t else g.py.choice((4, 5, 6, 7)) for t in kind.v])
    ky = g.param([a if t == 2 else max(2, round(a * g.py.choice((0.75, 1.0)))) for a, t in zip(k.v, kind.v)])
    w = fbm(g, 1.6, lo=3, c=2) * 0.0022
    x, y = (g.x + w[:, :1]) * k, (g.y + w[:, 1:]) * ky
    square = (kind == 2).float()
    p, q = mix(x + y, x, square), mix(x - y, y, square)
    a, b = (p - p.round()), (q - q.round())             # seams at whole numbers
    la, lb = a.abs(), b.abs()
    pad = ((2 * la - (2 * la).square() * 0.5) * 2).clamp(0, 1) * ((2 * lb - (2 * lb).square() * 0.5) * 2).clamp(0, 1)
    puff = pad.clamp_min(1e-4).pow(0.42)
    size = 0.75 / k
    seam = torch.minimum(la, lb) * mix(size, 1 / k, square)
    buttoned = (kind == 1).float()
    # buttons where the seams cross
    bd = (a * a + b * b).sqrt() * size
    rb = (size * 0.13).clamp(0.008, 0.022)
    button = smooth(bd, rb, rb - 0.004) * buttoned
    dimple = torch.exp(-(bd / (size * 0.28)).square()) * buttoned
    along = torch.where(la < lb, q, p) * 9.0
    dash = smooth((along - along.floor() - 0.5).abs(), 0.36, 0.28)
    stitch = dash * smooth(seam, 0.0042, 0.0022) * (1 - buttoned)
    groove = smooth(seam, 0.010, 0.001)
    # folds fanning out from the buttons and along the seams
    wr = fbm(g, 1.2, lo=8, stretch=3.0, angle=0.785) + fbm(g, 1.2, lo=8, stretch=3.0, angle=-0.785)
    pull = wr * smooth(pad, 0.8, 0.05) * 0.5
    peb, _ = leather_skin(g, g.param([60.0] * g.n))
    n = 56
    cloth = torch.sin(g.x * 6.28318 * n) * torch.sin(g.y * 6.28318 * n)
    fine = mix(cloth * 0.5 + 0.5 * grain(g), (peb - 0.7) * 1.6, leather)
    cloud, mid = fbm(g, 1.6, lo=2), fbm(g, 1.1, lo=8)
    col = shade(base, 0.02 * cloud + 0.035 * mid + 0.05 * fine + 0.02 * pull - 0.12 * groove * (1 - stitch) - 0.12 * dimple * (1 - button))
    thread = g.bernoulli(0.45)
    col = mix(col, mix(shade(base, 0.25), mix(shade(base, 0.9), g.rgb("e8dcc4"), 0.6), thread), stitch * 0.85)
    bt = smooth(bd, rb * 0.95, rb * 0.6)
    metal_button = [float(t == 1 and g.py.random() < 0.25) for t in kind.v]
    brass = g.param(metal_button)
    col = mix(col, mix(shade(base, 0.02 + 0.15 * bt), shade(g.rgb("d2aa5c"), 0.15 * bt), brass), button)
    h = 0.20 + 0.52 * puff * (4 / k).clamp(0.7, 1.1) + 0.008 * fine + 0.02 * pull - 0.05 * groove + 0.035 * stitch - 0.10 * dimple
    h = mix(h, 0.28 + 0.16 * (1 - (bd / rb).square()).clamp_min(0).sqrt(), button)
    rough = mix(0.84 + 0.03 * fine, g.uniform(0.34, 0.5) + 0.06 * (1 - peb) + 0.1 * groove, leather)
    rough = mix(rough, 0.28, button * brass)

    def nouns(i):
        what = "leather" if leather.v[i] else "fabric"
        if kind.v[i] == 1:
            return [f"tufted {what}", f"buttoned {what} upholstery", "chesterfield upholstery", f"padded {what} with buttons", f"tufted {what} padding"]
        return [f"quilted {what}", f"padded {what}", f"quilted {what} padding", "quilting"]
    return g.material(col, h, rough, button * brass, g.facts(nouns, names, lambda i: ["padded", "soft" if not leather.v[i] else "", size_word(k.v[i], 3, 7, g.py)],
                      lambda i: ["with brass buttons" if brass.v[i] else "with buttons"] if kind.v[i] == 1 else
                      ["with diamond stitching" if kind.v[i] == 0 else "with square stitching", "with contrast stitching" if thread.v[i] else ""]))
