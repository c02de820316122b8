"""Primitives for made things: metal pools, scratches, rust, split panels, rivets, threads."""
from __future__ import annotations

import torch

from ..cells import Cells, K, _id, lookup
from ..noise import cdf, fbm, grain, hue, mix, saturate, shade, shaped, smooth
from ..skins import skin

METALS = """steel grey a8abac, steel c0c3c4, grey 8f9192, dark grey 66686a, silver c9cbcd, white e4e6e7, gold f0c06a, copper d8886a,
bronze a8803e, brass c8a85a, black 3c3d3f"""
STEEL = "grey b4b7b8, light grey c6c9ca, grey 9fa2a3, silver c8cbcd, dark grey 747678, grey 8c8f90"
RUST = "rust 8c4420, brown 6e3a20, orange a8561f, dark brown 4c2a1c, rust 9a4c22, reddish brown 74331e, rust 82401e"


def metal_noun(name: str) -> list:
    """Names of a metal that has this colour."""
    for key, words in (("gold", ["gold"]), ("copper", ["copper"]), ("bronze", ["bronze"]), ("brass", ["brass"]),
                       ("silver", ["silver", "steel"]), ("white", ["aluminium", "aluminum"]), ("grey", ["steel", "iron"]), ("steel", ["steel"])):
        if key in name:
            return words
    return []


def unnamed(names):
    """Pool names to plain colour words ("steel grey" -> "grey", "brass" -> "gold")."""
    table = {"steel grey": "grey", "steel": "light grey", "brass": "gold"}
    keep = getattr(names, "natural", None)
    out = type(names)(table.get(n, n) for n in names)
    if keep is not None:
        out.natural = keep
    return out


def scratches(g, angle, length=0.12, width=None, count=40.0):
    """Straight scratches with tapered ends, 0..1. angle in radians, length and width (tile units), about `count` per tile."""
    width = g.px * 0.55 if width is None else width
    angle = angle if torch.is_tensor(angle) else torch.tensor(float(angle), device=g.device)
    ca, sa = torch.cos(angle), torch.sin(angle)
    a, b = g.fx * ca + g.fy * sa, g.fy * ca - g.fx * sa
    spots = (g.rand(g.n, 1, g.size, g.size) < count / g.size ** 2).float() * (0.3 + 0.7 * g.rand(g.n, 1, g.size, g.size))
    k = torch.exp(-19.7 * ((a * length * 0.35).square() + (b * width * 0.8).square()))
    x = torch.fft.irfft2(torch.fft.rfft2(spots) * k, s=(g.size, g.size))
    peak = 1.0 / (6.2832 * length * 0.35 * width * 0.8 * g.size ** 2)
    return (x / peak * 1.7 - 0.12).clamp(0, 1)


def scuffs(g, amount, density=60.0):
    """Scratches of several directions and lengths; amount is a [n,1,1,1] factor of their number."""
    a = g.uniform(0, 3.14)
    s = scratches(g, a, 0.22, None, density * 0.3 * amount)
    for turn, length, share in ((0.5, 0.08, 1.0), (1.7, 0.12, 0.6), (2.6, 0.05, 1.2)):
        s = torch.maximum(s, scratches(g, a + turn, length, None, density * share * amount))
    return s


def rust_ramp(g, base, light=1.0):
    """(color, height, roughness) of a rusted skin around the colour base [n,3,1,1]: dark scabs, mid tone, bright powder."""
    base = saturate(base, 0.88)
    big, mid, fine = fbm(g, 1.5, lo=3), fbm(g, 1.15, lo=7), grain(g)
    face, relief, tint = skin(g, "rust", (3, 4, 5))
    t = cdf(0.5 * big + 0.45 * mid + 0.65 * face)
    dark, bright = shade(hue(saturate(base, 0.75), 0.06), -0.8), shade(hue(saturate(base, 0.75), -0.08), 0.32 * light)
    c = mix(dark, base, smooth(t, 0.0, 0.55))
    c = mix(c, bright, smooth(t, 0.55, 1.0) * 0.75)
    pit = smooth(fbm(g, 0.9, lo=20) - 0.4 * face, 1.1, 2.4)
    c = shade(mix(c, dark, pit * 0.6), 0.09 * face + 0.05 * fine) + tint * 0.02 * base
    h = 0.35 * mid + 0.25 * fine + 0.4 * big + 0.7 * relief - 0.9 * pit
    return c, h, 0.86 + 0.05 * fine - 0.06 * smooth(t, 0.5, 0.0)


def split(g, x, y, rect, id, depth, low=0.3, high=0.7, stop=0.15, least=0.06):
    """Split rectangles again and again at random lines. rect = (x0, x1, y0, y1) per pixel, id = number per pixel (long).
    Returns (rect, id, level); a rectangle stops early with chance `stop`, and is never split below `least`."""
    x0, x1, y0, y1 = rect
    alive = torch.ones_like(x0)
    level = torch.zeros_like(x0)
    for _ in range(depth):
        r = lookup(g.rand(g.n, 3, K * K), torch.remainder(id, K * K))
        w, h = x1 - x0, y1 - y0
        across = (r[:, 0:1] * (w + h) < w ** 1.0).float()
        across = torch.where(w > 1.8 * h, torch.ones_like(w), torch.where(h > 1.8 * w, torch.zeros_like(w), across))
        alive = alive * (r[:, 1:2] >= (stop if _ else 0.0)).float() * (torch.where(across > 0, w, h) > 2 * least).float()
        f = low + (high - low) * r[:, 2:3]
        cx, cy = x0 + w * f, y0 + h * f
        right = torch.where(across > 0, x >= cx, y >= cy).float()
        go = alive * across
        x0, x1 = torch.where(go * right > 0, cx, x0), torch.where(go * (1 - right) > 0, cx, x1)
        go = alive * (1 - across)
        y0, y1 = torch.where(go * right > 0, cy, y0), torch.where(go * (1 - right) > 0, cy, y1)
        id = torch.where(alive > 0, torch.remainder(id * 2 + right.long() + 7919, K * K), id)
        level = level + alive
    return (x0, x1, y0, y1), id, level


def rivets(dx, dy, w, h, inset, pitch):
    """Distance (tile units) to the nearest of the rivets set along the inside of rectangles."""
    def spaced(d, half):
        span = 2 * (half - inset)
        p = span / (span / pitch).round().clamp_min(1)
        q = d + half - inset
        return q - (q / p).round() * p
    ax, ay = dx.abs() - (w - inset), dy.abs() - (h - inset)
    a = (ax * ax + spaced(dy, h).square()).sqrt()
    b = (ay * ay + spaced(dx, w).square()).sqrt()
    return torch.minimum(a, b)


def dome(d, r):
    """Half-ball of radius r over a distance field d: 0..1."""
    return (1 - (d / r).square()).clamp_min(0).sqrt()


def drip(g, start, length=0.3):
    """Vertical run-off below a mask: the mask smeared downwards (periodic), 0..1."""
    s = g.size
    n = max(1, int(s * length))
    k = torch.zeros(1, 1, s, s, device=g.device)
    t = torch.arange(n, device=g.device, dtype=torch.float32)
    k[0, 0, :n, 0] = torch.exp(-t / (n * 0.35))
    x = torch.fft.irfft2(torch.fft.rfft2(start) * torch.fft.rfft2(k), s=(s, s))
    streak = shaped(g, torch.exp(-((g.fy / 3).square()) - (g.fx / (s * 0.16)).square()))
    return (x / (n * 0.10) * smooth(streak, -0.6, 1.4)).clamp(0, 1)


def nearest(g, kx, ky=None, jitter=0.9, u=None, v=None, stagger=0.0) -> Cells:
    """Nearest point of a jittered grid (a Voronoi pattern without border distances, several times cheaper).
    edge holds minus the distance to the point, in cells."""
    ky = kx if ky is None else ky
    u, v = g.x if u is None else u, g.y if v is None else v
    px, py = torch.broadcast_tensors(u * kx, v * ky)
    px, py = px.expand(g.n, -1, -1, -1), py.expand(g.n, -1, -1, -1)
    bx, by = px.floor(), py.floor()
    table = g.rand(g.n, 2, K * K) - 0.5
    best = torch.full_like(px, 1e9)
    mx, my, mid = torch.zeros_like(px), torch.zeros_like(px), torch.zeros_like(px).long()
    for j in (-1, 0, 1):
        for i in (-1, 0, 1):
            cx, cy = bx + i, by + j
            id = _id(cx, cy, kx, ky)
            p = lookup(table, id) * jitter + 0.5
            shift = stagger * (torch.remainder(cy, 2) - 0.5) * 0.5
            rx, ry = cx + p[:, :1] + shift - px, cy + p[:, 1:] - py
            d = rx * rx + ry * ry
            near = d < best
            best = torch.where(near, d, best)
            mx, my, mid = torch.where(near, rx, mx), torch.where(near, ry, my), torch.where(near, id, mid)
    return Cells(g, mid, -best.sqrt(), -mx / kx, -my / ky)
