"""Periodic noise fields, colour arithmetic and small image operations, all batched.

White noise is shaped in the frequency domain, so every field tiles. Fields have mean 0 and standard deviation 1;
cdf() makes them uniform in 0..1, cover(x, a) makes a mask of area a. Frequencies are in cycles per tile.
Every numeric argument may be a [n,1,1,1] tensor. Distances and radii are fractions of the tile.
"""
from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor


# ---- fields
def shaped(g, amplitude: Tensor, c=1) -> Tensor:
    """White noise times an amplitude over (g.fy, g.fx); normalised."""
    s = torch.fft.rfft2(g.randn(g.n, c, g.size, g.size)) * amplitude
    s[..., 0, 0] = 0
    x = torch.fft.irfft2(s, s=(g.size, g.size))
    return x / (x.square().mean((2, 3), keepdim=True).sqrt() + 1e-8)


def radius(g, stretch=1.0, angle=0.0):
    """Frequency magnitude; stretch > 1 makes features that much longer along the direction `angle` (radians, 0 = along x)."""
    if not torch.is_tensor(angle) and angle == 0.0:
        a, b = g.fx * stretch, g.fy
    else:
        angle = angle if torch.is_tensor(angle) else torch.tensor(float(angle), device=g.device)
        ca, sa = torch.cos(angle), torch.sin(angle)
        a, b = (g.fx * ca + g.fy * sa) * stretch, g.fy * ca - g.fx * sa
    return (a * a + b * b).sqrt()


def fbm(g, slope=1.3, lo=1.0, hi=None, stretch=1.0, angle=0.0, c=1) -> Tensor:
    """Fractal noise: amplitude ~ f^-slope between lo and hi. slope 1 rough, 1.5 cloud-like, 2+ smooth."""
    f = radius(g, stretch, angle).clamp_min(1e-3)
    a = f.pow(-slope) * torch.sigmoid((f / lo - 0.85).clamp(-8, 8) * 14)
    if hi is not None:
        a = a * torch.exp(-(f / hi).clamp(max=6).pow(4))
    return shaped(g, a, c)


def band(g, f0, width=0.35, stretch=1.0, angle=0.0, c=1) -> Tensor:
    """Noise around frequency f0 (cycles per tile): blobs or spots of size ~ 1/(2 f0)."""
    f = radius(g, stretch, angle).clamp_min(1e-3)
    return shaped(g, torch.exp(-0.5 * ((f / f0).log() / width).square()), c)


def grain(g, c=1, f0=None) -> Tensor:
    """Fine grain down to two pixels."""
    return band(g, f0 or g.size * 0.3, 0.5, c=c)


def cdf(x: Tensor) -> Tensor:
    """Normal deviate -> uniform 0..1."""
    return 0.5 + 0.5 * torch.erf(x * (1 / math.sqrt(2)))


def cover(x: Tensor, area, soft=0.08) -> Tensor:
    """Mask 0..1 whose area is `area`; soft is the width of the edge in quantiles."""
    return smooth(cdf(x), 1 - area - soft / 2, 1 - area + soft / 2)


def ridges(x: Tensor, width=0.15) -> Tensor:
    """Thin lines along the zero crossings of a field: 1 on the line."""
    return (1 - x.abs() / width).clamp(0, 1)


# ---- shaping
def smooth(x, lo, hi) -> Tensor:
    """Smoothstep from lo to hi."""
    t = ((x - lo) / (hi - lo)).clamp(0, 1)
    return t * t * (3 - 2 * t)


def step(g, x, at=0.0, wide=1.5) -> Tensor:
    """Anti-aliased step of a distance field (tile units), about `wide` pixels."""
    w = g.px * wide / 2
    return smooth(x, at - w, at + w)


def mix(a, b, t) -> Tensor:
    return a + (b - a) * t


def smin(a, b, k) -> Tensor:
    """Smooth minimum with radius k."""
    h = (k - (a - b).abs()).clamp_min(0) / k
    return torch.minimum(a, b) - h * h * k * 0.25


# ---- image operations
def blur(x: Tensor, r) -> Tensor:
    """Periodic Gaussian blur; r = standard deviation in tile units."""
    s = x.shape[-1]
    fx = torch.fft.rfftfreq(s, 1 / s, device=x.device).view(1, 1, 1, -1)
    fy = torch.fft.fftfreq(s, 1 / s, device=x.device).view(1, 1, -1, 1)
    return torch.fft.irfft2(torch.fft.rfft2(x) * torch.exp(-2 * math.pi ** 2 * (fx * fx + fy * fy) * r * r), s=(s, s))


def sample(field: Tensor, u: Tensor, v: Tensor) -> Tensor:
    """Field at tile coordinates u, v (any real numbers, wrapping), bilinear."""
    s = field.shape[-1]
    n = max(field.shape[0], u.shape[0], v.shape[0])
    u, v = torch.broadcast_tensors(u, v)
    u, v = (u - u.floor()).expand(n, 1, *u.shape[2:]), (v - v.floor()).expand(n, 1, *v.shape[2:])
    p = F.pad(field.expand(n, -1, -1, -1), (1, 1, 1, 1), mode="circular")
    grid = torch.cat([u, v], 1).permute(0, 2, 3, 1) * (2 * s / (s + 2)) + (2 / (s + 2) - 1)
    return F.grid_sample(p, grid, mode="bilinear", padding_mode="border", align_corners=False)


def warp(g, field: Tensor, du, dv) -> Tensor:
    """Field displaced by (du, dv), in tile units."""
    return sample(field, g.x + du, g.y + dv)


def slope(h: Tensor):
    """Periodic central differences of a height, per tile length: (d/dx, d/dy)."""
    k = h.shape[-1] / 2
    return (torch.roll(h, -1, 3) - torch.roll(h, 1, 3)) * k, (torch.roll(h, -1, 2) - torch.roll(h, 1, 2)) * k


def cavity(h: Tensor, r=0.02) -> Tensor:
    """How much lower a point lies than its surroundings (positive in crevices), about -1..1."""
    d = blur(h, r) - h
    return d / (2.5 * d.square().mean((2, 3), keepdim=True).sqrt() + 1e-3)


# ---- colour arithmetic (sRGB-encoded)
def luma(c: Tensor) -> Tensor:
    return c[:, 0:1] * 0.299 + c[:, 1:2] * 0.587 + c[:, 2:3] * 0.114


def shade(c: Tensor, v) -> Tensor:
    """Brighter or darker by v stops of the encoded value (about -0.6..0.5); highlights roll off."""
    d = c * torch.exp2(torch.as_tensor(v, device=c.device)) if not torch.is_tensor(v) else c * torch.exp2(v)
    over = (d - 0.8).clamp_min(0)
    return d - over + 0.2 * (1 - torch.exp(-over * 5))


def saturate(c: Tensor, k) -> Tensor:
    """k = 0 grey, 1 unchanged."""
    y = luma(c)
    return y + (c - y) * k


def hue(c: Tensor, a) -> Tensor:
    """Rotate the hue by a radians (a tensor), luma kept."""
    y = luma(c)
    i = c[:, 0:1] * 0.596 - c[:, 1:2] * 0.274 - c[:, 2:3] * 0.322
    q = c[:, 0:1] * 0.211 - c[:, 1:2] * 0.523 + c[:, 2:3] * 0.312
    a = a if torch.is_tensor(a) else torch.full_like(y, a)
    ca, sa = torch.cos(a), torch.sin(a)
    i, q = i * ca - q * sa, i * sa + q * ca
    return torch.cat([y + 0.956 * i + 0.621 * q, y - 0.272 * i - 0.647 * q, y - 1.106 * i + 1.703 * q], 1)
