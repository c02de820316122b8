"""Primitives of the built-material families: wood figure, long herringbone, chevron, hexagons, roof courses, diagonal layouts."""
from __future__ import annotations

import math

import torch
from torch import Tensor

from ..cells import Cells, _id, _t, rectangle
from ..noise import band, fbm, sample, smooth
from ..skins import skin

TAU = 2 * math.pi


def full(g, t: Tensor, c=1) -> Tensor:
    """Broadcast to [n, c, s, s]."""
    return t.expand(g.n, c, g.size, g.size)


def turned(g, flag: Tensor, *maps):
    """Each map transposed (x and y swapped) where the per-sample flag is 1."""
    out = []
    for t in maps:
        t = t.expand(g.n, t.shape[1], g.size, g.size)
        out.append(torch.where(flag > 0.5, t.transpose(2, 3), t))
    return out


def diagonal(g, flag: Tensor, x=None, y=None):
    """(u, v, scale): coordinates turned by 45 degrees where flag is 1 (still periodic); distances measured in (u, v) are `scale` times too long."""
    x, y = g.x if x is None else x, g.y if y is None else y
    d = flag > 0.5
    return torch.where(d, x + y, x), torch.where(d, x - y, y), 1 + flag * (math.sqrt(2) - 1)


def wood_figure(g, c: Cells, l: Tensor, t: Tensor, spacing, half, knots=0.0, spread=0.2, arch=0.5, wobble=1.0):
    """Figure of sawn wood per element. l, t: coordinates along and across the grain (tile units); spacing: distance of the year rings;
    half: half length of the element; knots: probability of a knot per element.
    Returns dict: ring (0..1 dark latewood), fibre, pores, cloud (sd 1), knot (0..1), eye (0..1 around the knot), and photo and relief (sd 1):
    the tone and the height of photographed grain, bent along the year rings."""
    r = c.rand(10)
    at = lambda k: r[:, k:k + 1]
    wide = fbm(g, 1.7, lo=1, hi=40, stretch=5.0, c=3)
    w = sample(wide, l + at(0), t + at(1))
    tt = t - (at(2) - 0.5) * 2 * spread + w[:, :1] * 0.010 * wobble
    ll = at(3) * 0.10 + (at(4) - 0.5) * arch * torch.sin(l * TAU) / TAU * 2 + w[:, 1:2] * 0.012 * wobble
    radius = (tt * tt + ll * ll + 2e-5).sqrt()
    has = (at(5) < knots).float()
    kl = l - (at(6) - 0.5) * 1.5 * half
    kl = kl - torch.round(kl)
    kt = t - (at(7) - 0.5) * 0.05
    size = 0.010 + 0.014 * at(8)
    kd = ((kl * 0.6).square() + (kt + w[:, 2:] * 0.002).square() + 1e-9).sqrt()
    eye = has * torch.exp(-0.5 * (kd / (size * 2.2)).square())
    radius = radius + eye * size * 2.6
    p = (radius / spacing + at(9) * 7) * TAU
    ring = 0.5 + 0.5 * torch.sin(p + 0.75 * torch.sin(p))
    ring = ring * (0.62 + 0.38 * torch.sin(p * 0.381 + at(1) * 6))
    fine = sample(torch.cat([fbm(g, 0.7, lo=8, stretch=16.0), band(g, g.size * 0.22, 0.4, stretch=10.0)], 1), l + at(6), t + at(2))
    knot = has * (1 - smooth(kd, size * 0.55, size * 0.95))
    bent = tt + 0.5 * ((tt * tt + (0.4 * ll).square() + 1e-5).sqrt() - tt.abs()) + eye * size * 1.2 * torch.sign(kt)      # follows the rings half way: lines must not pile up in their heart
    grown = sample(torch.cat(skin(g, "wood")[:2], 1), l + at(5), bent + at(9) * 7)
    return dict(photo=grown[:, :1], relief=grown[:, 1:], ring=ring, fibre=fine[:, :1], pores=fine[:, 1:], cloud=w[:, 2:], knot=knot, eye=eye)


def long_herringbone(g, k, ratio, u, v, corner=0.0) -> Cells:
    """Herringbone of ratio:1 blocks on a k by k grid of block widths; k a multiple of 2 * ratio. cells.turned: 1 = upright."""
    x, y = torch.broadcast_tensors(u * k, v * k)
    i, j = x.floor(), y.floor()
    m = torch.remainder(i - j, 2 * ratio)
    up = (m >= ratio).float()
    i0 = i - m * (1 - up)
    j0 = j - (2 * ratio - 1 - m) * up
    edge, dx, dy, w, h = rectangle(i0 / k, (i0 + 1 + (ratio - 1) * (1 - up)) / k, j0 / k, (j0 + 1 + (ratio - 1) * up) / k, x / k, y / k, corner)
    c = Cells(g, full(g, _id(i0, j0, k, k)), *(full(g, a) for a in (edge, dx, dy, w, h)))
    c.turned = full(g, up)
    return c


def chevron(g, columns, rows, lean=1.0, u=None, v=None) -> Cells:
    """Slanted boards meeting in vertical zigzag columns (2 * columns of them); dx runs along the board, dy across it."""
    u, v = g.x if u is None else u, g.y if v is None else v
    cols = columns * 2
    x = u * cols
    i = x.floor()
    f = x - i
    sign = 1 - 2 * torch.remainder(i, 2)
    slope = lean / cols                                    # tile units of rise over one column
    y = (v + sign * (f - 0.5) * slope) * rows
    j = y.floor()
    cos = 1 / (1 + _t(g, lean).square()).sqrt()
    dy = (y - j - 0.5) / rows * cos
    dx = (f - 0.5) / cols / cos + sign * dy * _t(g, lean)
    half_t = 0.5 / rows * cos
    side = (0.5 - (f - 0.5).abs()) / cols
    edge = torch.minimum(half_t - dy.abs(), side)
    c = Cells(g, full(g, _id(i, j, cols, rows)), *(full(g, a) for a in (edge, dx, dy, 0.5 / cols / cos, half_t)))
    c.turned = torch.zeros_like(c.edge)
    return c


HEX = ((5, 6), (7, 8), (9, 10), (10, 12), (12, 14), (14, 16))     # (across, rows) that are nearly regular


def hexagons(g, kx, ky, u=None, v=None) -> Cells:
    """Honeycomb of kx by ky hexagons (ky even). edge as for all cells; cells.color3: 0..2, neighbours differ (only where kx % 3 == 0 it tiles)."""
    u, v = g.x if u is None else u, g.y if v is None else v
    q = math.sqrt(3)
    a, b = torch.broadcast_tensors(u * kx, v * ky * (q / 2))
    ax, ay = a - torch.round(a), b - torch.round(b / q) * q
    bx, by = a - a.floor() - 0.5, b - (b / q).floor() * q - q / 2
    first = ax * ax + ay * ay < bx * bx + by * by
    dx, dy = torch.where(first, ax, bx), torch.where(first, ay, by)
    ix = torch.where(first, torch.round(a), a.floor())
    iy = torch.where(first, 2 * torch.round(b / q), 2 * (b / q).floor() + 1)
    edge = (0.5 - torch.maximum(dx.abs(), dx.abs() * 0.5 + dy.abs() * (q / 2))) / kx
    c = Cells(g, full(g, _id(ix, iy, kx, ky)), full(g, edge), full(g, dx / kx), full(g, dy / kx))
    c.ix, c.iy = full(g, torch.remainder(ix, kx)), full(g, torch.remainder(iy, ky))
    return c


def roof_courses(g, cols, rows, depth, shape, u, v, stagger=0.5, ragged=0.0):
    """Overlapping tiles, higher rows lying on lower ones. shape(x) in 0..1 (x = -1..1 across the tile) is how far the lower end
    reaches, depth its amount in rows; ragged: random length per tile. Returns Cells plus x (-1..1), t (0 at the covered top .. 1
    at the lower end), end (distance to the lower end, tile units) and under (distance below the tile that overlaps this one)."""
    y = v * rows
    r0 = y.floor()
    f = y - r0
    table = g.rand(g.n, 1, 128 * 128)

    def tile(row):
        rr = torch.remainder(row, rows)
        x = u * cols + stagger * torch.remainder(rr, 2)
        i = x.floor()
        id = _id(i, rr, cols, rows)
        id = full(g, id)
        return full(g, (x - i) * 2 - 1), id, ragged * table.gather(2, id.reshape(g.n, 1, -1)).view(g.n, 1, g.size, g.size)
    xa, ia, ja = tile(r0 - 1)
    xb, ib, jb = tile(r0)
    low_a = depth * shape(xa) + ja
    over = f < low_a
    low_b = depth * shape(xb) + jb
    x, id = torch.where(over, xa, xb), torch.where(over, ia, ib)
    down = torch.where(over, low_a - f, 1 + low_b - f)
    under = torch.where(over, f + 1.0, f - low_a)
    edge = torch.minimum((1 - x.abs()) * 0.5 / cols, down / rows)
    c = Cells(g, id, edge, x * 0.5 / cols, full(g, torch.where(over, f + 0.5, f - 0.5) / rows))
    c.x, c.end, c.under = x, full(g, down / rows), full(g, under / rows)
    c.t = (1 - down / (1 + depth)).clamp(0, 1)
    return c
