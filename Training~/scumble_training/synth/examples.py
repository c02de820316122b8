"""New pieces of photographed materials: what a photograph shows of asphalt, soil or rock, without end and without that photograph's landmarks.

Patches of an exemplar are blended over a periodic lattice of triangles. A mean of patches would be grey; so an exemplar's values are turned
into normal deviates first (colours along their principal axes), blended so that their variance stays, and turned back (Heitz & Neyret 2018,
High-performance by-example noise using a histogram-preserving blending operator, eq. 2 to 4), with weights sharpened as by Deliot & Heitz 2019.
"""
from __future__ import annotations

import math

import torch

from .noise import cdf

QUANTILES, SHARP, CHUNK = 512, 3.0, 16      # CHUNK: exemplars that are sorted at once


class Examples:
    """Exemplars on a device: images uint8 [k, 6, s, s], periodic."""

    def __init__(self, images, device):
        self.device = torch.device(device)
        parts = zip(*(self.normal(part.to(device)) for part in images.split(CHUNK)))
        self.mean, self.axes, self.deviates, self.quantiles = (torch.cat(part) for part in parts)

    @staticmethod
    def normal(images):
        """-> (mean colours, axes [k, 3, 3]: colour = axes @ values, values as normal deviates, quantiles of the values)"""
        device = images.device
        x = images.float() / 255
        x = x + (torch.rand(x.shape, generator=torch.Generator(device).manual_seed(1), device=device) - 0.5) / 255    # equal values would be ordered by their places
        flat = x[:, :3].flatten(2)
        mean = flat.mean(2, keepdim=True)
        flat = flat - mean
        axes = torch.linalg.eigh(flat @ flat.transpose(1, 2) / flat.shape[2])[1]
        values = torch.cat([axes.transpose(1, 2) @ flat, x[:, 3:].flatten(2)], 1)
        order, n = values.argsort(2), values.shape[2]
        normal = torch.erfinv((torch.arange(n, device=device) + 0.5) / n * 2 - 1) * math.sqrt(2)
        deviates = torch.zeros_like(values).scatter_(2, order, normal.expand_as(values)).view(x.shape).half()
        at = torch.linspace(0, n - 1, QUANTILES, device=device).round().long()
        return mean, axes, deviates, values.gather(2, order[:, :, at])

    def __len__(self):
        return len(self.deviates)

    def blend(self, g, which, cells, rows=None, channels=6, stretch=1):
        """which: exemplar of each of g's n samples (a list); cells, rows: how many patches lie across and below one another (rows even);
        stretch: an exemplar's pixel is that many wide -> [n, channels, g.size, g.size] in 0..1."""
        n, size, rows = g.n, g.size, rows or 2 * round(cells / math.sqrt(3))
        index = torch.tensor(which, device=self.device).view(n, 1, 1)
        u, v = (g.x[0, 0] * cells).expand(size, size), (g.y[0, 0] * rows).expand(size, size)
        u = u - v / 2                                                                              # rows of triangles, each moved by half a cell
        a, b = u.floor(), v.floor()
        fa, fb = u - a, v - b
        upper = (fa + fb > 1).float()
        corners = ((a + upper, b + upper, torch.where(upper > 0, fa + fb - 1, 1 - fa - fb)),
                   (a + 1, b, torch.where(upper > 0, 1 - fb, fa)), (a, b + 1, torch.where(upper > 0, 1 - fa, fb)))
        s = self.deviates.shape[-1]
        moves = torch.randint(0, s, (n, 2, rows, cells), generator=g.rng, device=self.device)
        row, column = torch.arange(size, device=self.device).view(1, size, 1), torch.arange(size, device=self.device).view(1, 1, size)
        total, power = 0.0, 0.0
        for ca, cb, weight in corners:
            turns = torch.div(cb, rows, rounding_mode="floor")                                     # a row above the last is the first, moved by half of its cells
            i, j = (cb - turns * rows).long(), torch.remainder(ca + turns * rows / 2, cells).long()
            move = moves[:, :, i, j]                                                               # [n, 2, size, size]
            down, right = (cb * size / rows).round().long(), ((ca + cb / 2) * size / cells).round().long()      # where the patch lies: it goes on across the border
            y, x = (row - down + move[:, 0]) % s, (torch.div(column - right, stretch, rounding_mode="floor") + move[:, 1]) % s
            patch = self.deviates[index, :channels, y, x].permute(0, 3, 1, 2).float()
            weight = weight.clamp_min(0).pow(SHARP)
            total, power = total + weight * patch, power + weight * weight
        return self.back(which, total / power.sqrt())

    def back(self, which, deviates):
        """Normal deviates [n, 3 or more, h, w] to the exemplars' own values."""
        index = torch.tensor(which, device=self.device)
        at = cdf(deviates).clamp(0, 1) * (QUANTILES - 1)
        low = at.floor().long().clamp(max=QUANTILES - 2)
        table = self.quantiles[index, :deviates.shape[1]]
        pick = lambda k: table.gather(2, k.flatten(2)).view_as(deviates)
        values = torch.lerp(pick(low), pick(low + 1), at - low)
        color = self.axes[index] @ values[:, :3].flatten(2) + self.mean[index]
        return torch.cat([color.view_as(values[:, :3]), values[:, 3:]], 1).clamp(0, 1)
