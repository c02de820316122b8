"""Periodic cell patterns: Voronoi stones, brick courses, herringbone, basket weave, scattered shapes.

Each returns Cells: id (which element), edge (distance to the element's border, tile units, > 0 inside), dx, dy (offset from
the element's centre, tile units), and w, h (half extents, for rectangles). cells.rand(c) gives every element its own random values.
u, v may be warped coordinates (g.x + something periodic); counts may differ per sample ([n,1,1,1] tensors of whole numbers, <= 128).
"""
from __future__ import annotations

import math

import torch
from torch import Tensor

from .noise import sample

K = 128                      # side of the random tables


class Cells:
    def __init__(self, g, id, edge, dx, dy, w=None, h=None):
        self.g, self.id, self.edge, self.dx, self.dy, self.w, self.h = g, id, edge, dx, dy, w, h

    def rand(self, c=1) -> Tensor:
        """Uniform 0..1 per element, [n,c,s,s]; fresh on each call."""
        return lookup(self.g.rand(self.g.n, c, K * K), self.id)

    def randn(self, c=1) -> Tensor:
        """Normal deviates per element (clamped at +-2.2)."""
        return lookup(self.g.randn(self.g.n, c, K * K), self.id).clamp(-2.2, 2.2)

    def tilt(self, amount) -> Tensor:
        """A random plane per element: how much its surface leans (height per tile length = amount)."""
        r = self.rand(2) * 2 - 1
        return (self.dx * r[:, :1] + self.dy * r[:, 1:]) * amount

    def local(self, field: Tensor, scale=1.0) -> Tensor:
        """A periodic field seen through a different random window in each element (so neighbours do not continue)."""
        r = self.rand(2)
        r = (r * field.shape[-1]).floor() / field.shape[-1]                # whole pixels: nothing is blurred
        return sample(field, self.g.x * 1.0 + r[:, :1] if scale == 1.0 else self.dx * scale + r[:, :1],
                      self.g.y * 1.0 + r[:, 1:] if scale == 1.0 else self.dy * scale + r[:, 1:])


def lookup(table: Tensor, id: Tensor) -> Tensor:
    """table [n,c,K*K], id [n,1,s,s] -> [n,c,s,s]."""
    n, c = table.shape[:2]
    s = id.shape[-2:]
    return table.gather(2, id.reshape(id.shape[0], 1, -1).expand(n, c, -1)).view(n, c, *s)


def _id(ix, iy, kx, ky) -> Tensor:
    ix, iy = torch.remainder(ix, kx), torch.remainder(iy, ky)
    return (iy.clamp(0, K - 1) * K + ix.clamp(0, K - 1)).long()


def _t(g, v):
    return v if torch.is_tensor(v) else torch.full((1, 1, 1, 1), float(v), device=g.device)


def voronoi(g, kx, ky=None, jitter=0.85, u=None, v=None, stagger=0.0, soft=0.0, aspect=1.0) -> Cells:
    """Jittered-grid Voronoi: kx by ky elements. jitter 0..0.95. stagger 1 shifts odd rows by half (honeycomb-like; needs even ky).
    soft > 0 (in cells, ~0.05..0.2) rounds the corners of each element. aspect > 1 lets elements grow wider than high."""
    kx = _t(g, kx)
    ky = kx if ky is None else _t(g, ky)
    k = (kx * ky).sqrt()
    sx, sy = k / kx, k / ky * aspect                   # cell offset -> metric
    u, v = g.x if u is None else u, g.y if v is None else v
    px, py = torch.broadcast_tensors(u * kx, v * ky)
    px, py = px.expand(g.n, -1, -1, -1), py.expand(g.n, -1, -1, -1)
    bx, by = px.floor(), py.floor()
    table = g.rand(g.n, 2, K * K) - 0.5

    def point(i, j):
        cx, cy = bx + i, by + j
        id = _id(cx, cy, kx, ky)
        p = lookup(table, id) * jitter + 0.5
        shift = stagger * (torch.remainder(cy, 2) - 0.5) * 0.5
        return id, (cx + p[:, :1] + shift - px) * sx, (cy + p[:, 1:] - py) * sy

    best = torch.full_like(px, 1e9)
    mx, my, mid = torch.zeros_like(px), torch.zeros_like(px), torch.zeros_like(px).long()
    for j in (-1, 0, 1):
        for i in (-1, 0, 1):
            id, rx, ry = point(i, j)
            d = rx * rx + ry * ry
            near = d < best
            best = torch.where(near, d, best)
            mx, my, mid = torch.where(near, rx, mx), torch.where(near, ry, my), torch.where(near, id, mid)
    rounded = torch.is_tensor(soft) or soft > 0
    edge = torch.zeros_like(px) if rounded else torch.full_like(px, 1e9)
    for j in (-2, -1, 0, 1, 2):
        for i in (-2, -1, 0, 1, 2):
            if abs(i) + abs(j) == 4:
                continue
            _, rx, ry = point(i, j)
            ex, ey = rx - mx, ry - my
            ll = (ex * ex + ey * ey).sqrt()
            d = (0.5 * (mx + rx) * ex + 0.5 * (my + ry) * ey) / ll.clamp_min(1e-4)
            d = torch.where(ll > 1e-3, d, torch.full_like(d, 9.0))
            edge = edge + torch.exp(-d / soft) if rounded else torch.minimum(edge, d)
    if rounded:
        edge = -edge.clamp_min(1e-12).log() * soft
    return Cells(g, mid, edge / k, -mx / k, -my / k)


def rectangle(x0, x1, y0, y1, x, y, corner=0.0):
    """Signed distance (> 0 inside) to a rectangle with rounded corners: (edge, dx, dy, half w, half h)."""
    w, h = (x1 - x0) * 0.5, (y1 - y0) * 0.5
    dx, dy = x - (x0 + x1) * 0.5, y - (y0 + y1) * 0.5
    qx, qy = dx.abs() - w + corner, dy.abs() - h + corner
    out = (qx.clamp_min(0).square() + qy.clamp_min(0).square() + 1e-12).sqrt()
    return corner - out - torch.maximum(qx, qy).clamp(max=0), dx, dy, w, h


def courses(g, cols, rows, shift=0.5, period=2, jitter=0.0, u=None, v=None, corner=0.0, double=0.0, header=0.0, row_jitter=0.0, random_shift=0.0) -> Cells:
    """Rows of rectangles. Row r is shifted by (r mod period) * shift elements (rows must be a multiple of period to tile).
    double 1: odd rows have twice as many (English bond). header 1: every second element is half as wide (Flemish; cols even).
    jitter 0..0.45 varies lengths; row_jitter varies the rows' heights; random_shift 1 offsets each row at random."""
    cols, rows = _t(g, cols), _t(g, rows)
    u, v = g.x if u is None else u, g.y if v is None else v
    u, v = torch.broadcast_tensors(u, v)
    u, v = u.expand(g.n, -1, -1, -1), v.expand(g.n, -1, -1, -1)
    trow, tj = g.rand(g.n, 2, K * K), g.rand(g.n, 1, K * K) - 0.5

    def top(r):                                         # upper border of row r
        return r + (lookup(trow, _id(torch.zeros_like(r), r, cols, rows))[:, :1] - 0.5) * row_jitter
    y = v * rows
    r = y.floor()
    r = r - (y < top(r)).float() + (y >= top(r + 1)).float()
    y0, y1 = top(r), top(r + 1)
    rr = torch.remainder(r, rows)
    odd = torch.remainder(rr, 2)
    count = cols * (1 + double * odd)
    off = torch.remainder(rr, period) * shift + random_shift * lookup(trow, _id(torch.zeros_like(r), rr, cols, rows))[:, 1:]
    x = u * count + off

    def left(j):                                        # left border of element j
        base = j + lookup(tj, _id(j, rr, count, rows)) * jitter
        return base + header * 0.17 * (2 * torch.remainder(j, 2) - 1)
    j = x.floor()
    j = j - (x < left(j)).float() + (x >= left(j + 1)).float()
    x0, x1 = left(j), left(j + 1)
    edge, dx, dy, w, h = rectangle(x0 / count, x1 / count, y0 / rows, y1 / rows, x / count, y / rows, corner)
    return Cells(g, _id(j, rr, count, rows), edge, dx, dy, w, h)


def herringbone(g, k, u=None, v=None, corner=0.0) -> Cells:
    """2:1 blocks in herringbone on a k by k grid of half blocks (k a multiple of 4). cells.turned is 1 where a block stands upright."""
    k = _t(g, k)
    u, v = g.x if u is None else u, g.y if v is None else v
    x, y = torch.broadcast_tensors(u * k, v * k)
    i, j = x.floor(), y.floor()
    m = torch.remainder(i - j, 4)
    up = (m >= 2).float()
    i0, j0 = i - (m == 1).float(), j - (m == 2).float()
    edge, dx, dy, w, h = rectangle(i0 / k, (i0 + 2 - up) / k, j0 / k, (j0 + 1 + up) / k, x / k, y / k, corner)
    c = Cells(g, _id(i0, j0, k, k).expand(g.n, -1, -1, -1), edge, dx, dy, w, h)
    c.turned = up
    return c


def basket(g, k, strips=2, u=None, v=None, corner=0.0) -> Cells:
    """k by k squares (k even) of `strips` parallel blocks, turning from square to square."""
    k = _t(g, k)
    u, v = g.x if u is None else u, g.y if v is None else v
    x, y = torch.broadcast_tensors(u * k, v * k)
    i, j = x.floor(), y.floor()
    up = torch.remainder(i + j, 2)
    s = torch.where(up > 0, x - i, y - j).mul(strips).floor()
    a = s / strips
    x0, x1 = i + up * a, torch.where(up > 0, i + a + 1 / strips, i + 1)
    y0, y1 = j + (1 - up) * a, torch.where(up > 0, j + 1, j + a + 1 / strips)
    edge, dx, dy, w, h = rectangle(x0 / k, x1 / k, y0 / k, y1 / k, x / k, y / k, corner)
    c = Cells(g, _id(torch.remainder(i, k) * strips + s, j, k * strips, k).expand(g.n, -1, -1, -1), edge, dx, dy, w, h)
    c.turned = up
    return c


def grid(g, cols, rows, **kw) -> Cells:
    """Plain grid of rectangles."""
    return courses(g, cols, rows, shift=0.0, period=1, **kw)


def _nearest(field, u, v):
    """A field [n,1,s,s] at tile coordinates, without blending: the same for all pixels of an element."""
    s = field.shape[-1]
    i = torch.remainder((v * s - 0.25).floor(), s) * s + torch.remainder((u * s - 0.25).floor(), s)
    return field.reshape(field.shape[0], -1).gather(1, i.long().reshape(i.shape[0], -1)).view(i.shape)


def scatter(g, k, shape, layers=2, spread=0.8, scale=(0.7, 1.2), turn=math.pi, heading=0.0, prob=1.0, u=None, v=None, where=None):
    """Overlapping shapes on jittered grids, k by k elements per layer; the topmost wins.
    shape(x, y, r) -> signed distance > 0 inside, in units of the element's size (1 = one grid cell), where x, y are local
    coordinates turned by heading +- turn and scaled, and r [n,4,s,s] are the element's own random numbers.
    where: a field; only elements whose root (a point `where[1]` along their own x, in units of their size) it exceeds 0.5 at are drawn.
    Shapes may reach 1.0 - spread/2 cells from their centre. Returns dict: d (distance of the top shape in cells, <= 0 outside),
    x, y (local coordinates), r (random numbers), z (0..1 stacking order), id (long)."""
    k = _t(g, k)
    u, v = g.x if u is None else u, g.y if v is None else v
    s0, s1 = scale
    tables = g.rand(g.n, 9, layers * K * K)
    inv = 1.0 / prob if torch.is_tensor(prob) else 1.0 / max(prob, 1e-3)
    out = None
    for layer in range(layers):
        o = g.rand(g.n, 2, 1, 1)
        px, py = u * k + o[:, :1], v * k + o[:, 1:]
        bx, by = px.floor(), py.floor()
        for j in (-1, 0, 1):
            for i in (-1, 0, 1):
                cx, cy = bx + i, by + j
                id = _id(cx, cy, k, k) + layer * K * K
                t = lookup(tables, id)
                x = px - cx - 0.5 - (t[:, 0:1] - 0.5) * spread
                y = py - cy - 0.5 - (t[:, 1:2] - 0.5) * spread
                a = heading + (t[:, 2:3] * 2 - 1) * turn
                q = s0 + (s1 - s0) * t[:, 3:4]
                ca, sa = torch.cos(a), torch.sin(a)
                lx, ly = (x * ca + y * sa) / q, (y * ca - x * sa) / q
                drawn = t[:, 4:5] < prob
                if where is not None:
                    drawn = drawn & (_nearest(where[0], g.x - (x - where[1] * q * ca) / k, g.y - (y - where[1] * q * sa) / k) > 0.5)
                d = torch.where(drawn, shape(lx, ly, t[:, 5:9]) * q, -1.0 + 0 * q)
                z = torch.where(d > 0, (layer + t[:, 4:5] * inv) / layers, -1.0 + 0 * q)
                new = dict(d=d, x=lx, y=ly, z=z, id=id)
                if out is None:
                    out = new
                    continue
                hit = (z > out["z"]) | ((z < 0) & (out["z"] < 0) & (d > out["d"]))
                out = {key: torch.where(hit, new[key], out[key]) for key in out}
    t = lookup(tables, out["id"])
    out["r"], out["a"] = t[:, 5:9], heading + (t[:, 2:3] * 2 - 1) * turn
    out["z"] = out["z"].clamp_min(0)
    return out


def inside(s, k, field) -> Tensor:
    """A periodic field on the elements of scatter(), k to the tile: on each through another window, and turned as the element is."""
    r = s["r"]
    return sample(field, s["x"] / k + r[:, :1] * 7.3, s["y"] / k + r[:, 3:4] * 5.1)
