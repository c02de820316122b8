"""Shapes for cells.scatter: shape(x, y, r) is a signed distance, > 0 inside, in units of the element's size; r are its random numbers."""
from __future__ import annotations

import math

import torch

from .noise import smooth
from .registry import select


def polygon(x, y, r):
    """A convex stone with seven irregular sides; distance > 0 inside."""
    d = None
    for i in range(7):
        a = i * (2 * math.pi / 7) + (r[:, i % 4:i % 4 + 1] - 0.5) * 0.8
        k = 0.34 + 0.20 * torch.frac(r[:, (i + 1) % 4:(i + 1) % 4 + 1] * (i + 1.37))
        e = k - (x * torch.cos(a) + y * torch.sin(a) * 1.25)
        d = e if d is None else torch.minimum(d, e)
    return d


def pebble(x, y, r):
    """A smooth oval, a little irregular."""
    b = 0.62 + 0.38 * r[:, :1]
    q = ((x * x) + (y / b).square() + 1e-9).sqrt()
    a = torch.atan2(y, x)
    return (0.50 + 0.03 * torch.sin(a * 2 + r[:, 1:2] * 6.3) + 0.02 * torch.sin(a * 3 + r[:, 2:3] * 6.3) - q) * b


def leaf(kind):
    def shape(x, y, r):
        y = y - (r[:, :1] - 0.5) * 0.35 * x * x
        t = ((x + 0.5)).clamp(0, 1)
        oval = (0.25 + 0.1 * r[:, 1:2]) * torch.sin(math.pi * t.pow(0.8)).clamp_min(0) - y.abs()
        stem = torch.minimum(0.014 - y.abs(), torch.minimum(x + 0.62, -0.12 - x))        # reaches into the blade, which may be short there
        a = torch.atan2(y, x)
        q = (x * x + y * y + 1e-9).sqrt()
        lobes = 0.34 + 0.085 * torch.cos(5 * a) + 0.035 * torch.cos(15 * a + 0.3) - 0.14 * smooth(a.abs(), 2.4, 3.1) - q
        return torch.maximum(select(kind, [torch.where(x.abs() < 0.5, oval, torch.full_like(oval, -0.2)), lobes]), stem)
    return shape


def ivy_leaf(x, y, r):
    """A leaf with five lobes, its tip along +x."""
    a, q = torch.atan2(y, x), (x * x + y * y + 1e-9).sqrt()
    lobes = 0.30 + 0.10 * torch.cos(5 * a) + 0.10 * torch.cos(a) - 0.10 * smooth(a.abs(), 2.5, 3.14) + 0.03 * torch.sin(3 * a + 6.3 * r[:, :1])
    return (lobes - q) * 0.8
