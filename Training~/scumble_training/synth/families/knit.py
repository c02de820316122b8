"""Knitted wool: stocking stitch, ribs, stripes and two-colour patterns."""
from __future__ import annotations

import torch

from ..cells import K, lookup
from ..noise import fbm, mix, shade, smooth
from ..palette import parse
from ..registry import Gen, Material, family, select, size_word

WOOL = """cream e2d6bc, grey 8c8a88, red a22e30, navy 2a3454, white e6e2da, brown 74553c, green 4a6a4a, mustard c09030, beige c8b694, dark grey 4c4a4c,
blue 47689a, burgundy 662030, teal 37706e, pink d498a4"""


@family("knit", prompt="knitted wool", kind="fabric", oversample=2)
def knit(g: Gen) -> Material:
    names, base = g.colors(WOOL)
    cols = g.count(8, 36, 4)
    rows = g.param([4 * round(c * g.py.uniform(1.0, 1.3) / 4) for c in cols.v])
    kind = g.choice([45, 20, 15, 20])                   # plain, ribbed, striped, patterned
    w = fbm(g, 2.0, lo=2, c=2) * 0.003 + fbm(g, 1.7, lo=12, c=2) * 0.0007
    x, y = (g.x + w[:, :1]) * cols, (g.y + w[:, 1:]) * rows
    i = x.floor()
    side = x - i - 0.5
    m = side.abs() * 2
    p = y + 0.95 * m
    j = p.floor()
    q = p - j - 0.5
    id = (torch.remainder(j, rows) * 64 + torch.remainder(i, cols)).long()
    r = lookup(g.rand(g.n, 2, K * K), id)
    across = (1 - (q / 0.56).square()).clamp_min(0).sqrt()
    lens = (1 - ((m - 0.5) / 0.57).square()).clamp_min(0).sqrt()
    leg = across * lens
    ply = torch.sin(6.28318 * (1.6 * m + 1.25 * q))
    fibre = fbm(g, 0.5, lo=30)
    hair = fbm(g, 0.7, lo=24, stretch=3.0, angle=g.uniform(0, 3.1))
    # second colour: stripes of rows, or a mirrored zigzag and dots
    second = parse("white e6e2da, cream e2d6bc, navy 2a3454, red a22e30, grey 8c8a88, black 2a2a2c, mustard c09030, green 3c6048, light blue 9cbcd0")
    pick2 = [g.py.choice([o for o in second if o[0] not in names[i_]]) for i_ in range(g.n)]
    other = torch.tensor([o[1] for o in pick2], dtype=torch.float32).view(-1, 3, 1, 1).to(g.device)
    rr, ii = torch.remainder(j, rows), torch.remainder(i, cols)
    period = g.param([max(2, r_ // g.py.choice((2, 4))) for r_ in rows.v])
    period = torch.where(torch.remainder(rows, period) == 0, period, rows / 2)
    stripe = (torch.remainder(rr, period) < (period * 0.5).floor()).float()
    tri = (torch.remainder(ii, 4) - 2).abs()
    band_ = torch.remainder(rr, rows / 2)
    zig = ((band_ - tri - 1).abs() < 0.6).float()
    dots = ((band_ - 6).abs() < 0.6).float() * (torch.remainder(ii, 2) < 1).float()
    line = ((band_ - 8).abs() < 0.6).float() * (rows > 17).float()
    mask = select(kind, [0 * stripe, 0 * stripe, stripe, torch.maximum(torch.maximum(zig, dots), line)])
    yarn = mix(base, other, mask)
    ribs = (kind == 1).float()
    valley = ribs * (0.5 - 0.5 * torch.sin(1.5708 * x)) * 0.9
    cloud = fbm(g, 1.6, lo=2)
    c = shade(yarn, 0.02 * cloud + 0.13 * ply * leg + 0.06 * fibre + 0.04 * hair + (r[:, :1] - 0.5) * 0.10 - 0.62 * (1 - smooth(leg, 0.05, 0.62)) - 0.20 * valley)
    h = 0.30 + 0.36 * leg * (12 / cols).clamp(0.7, 1.15) + 0.03 * ply * leg + 0.02 * fibre + 0.02 * cloud - 0.22 * valley
    def nouns(i):
        own = {1: ["ribbed knit", "ribbed knitted wool"], 2: ["striped knit", "striped knitted sweater"], 3: ["patterned knit sweater", "nordic knit"]}.get(int(kind.v[i]), [])
        return own + ["knitted wool", "knit fabric", "knitted sweater", "wool knit", "knitted fabric"]
    two = [o[0] if k >= 2 else "" for o, k in zip(pick2, kind.v)]
    return g.material(c, h, 0.92 + 0.03 * fibre, 0.0, g.facts(nouns, names, lambda i: [{"small": "fine", "fine": "fine", "large": "chunky", "big": "chunky"}.get(size_word(cols.v[i], 8, 36, g.py), ""), "soft", "woolly"],
                      lambda i: [f"with {two[i]} stripes" if kind.v[i] == 2 else f"with a {two[i]} pattern" if kind.v[i] == 3 else ""], second=two))
