"""What the overlays share: how they name themselves, where crevices and low ground are, and how a layer thins out at its border.

A layer has three scales of border. Placement (coarse: height, joints, noise without a single landmark) gives `over`, a signed quantile;
the base's own relief and grain break it up (`relief`); and near the border the layer dissolves into single grains (`sown`) over a
film that the base shows through."""
from __future__ import annotations

import torch

from ..cells import voronoi
from ..noise import cavity, cdf, fbm, luma, slope, smooth
from ..registry import Material

UPRIGHT = ("bark", "stone_wall", "rock", "strata", "roof", "thatch", "corrugated_metal", "planks", "scales", "plaster",
           "painted_wall", "ashlar", "concrete_blocks", "brick", "wicker", "bamboo", "ivy", "chainmail", "straw", "crocodile", "crystal")   # no water stands on these
SOLID = "stone ground wood metal tile plastic"


def say(m: Material, i: int, adj=(), tail=(), on=()):
    """One entry of interchangeable words: adjectives in front ("mossy"), phrases behind ("with moss"), or what the material lies
    under ("moss growing on", which the material's name follows)."""
    m.facts[i].layers.append([("adj", w) for w in adj] + [("tail", w) for w in tail] + [("on", w) for w in on])


def ranked(x):
    """Mean 0, standard deviation 1."""
    x = x - x.mean((2, 3), keepdim=True)
    return x / (x.square().mean((2, 3), keepdim=True).sqrt() + 1e-4)


def low(m: Material, r=0.02):
    """How much a point belongs to crevices and low ground, sd 1; faint where the base is flat."""
    flat = m.height - m.height.mean((2, 3), keepdim=True)
    depth = flat.square().mean((2, 3), keepdim=True).sqrt()
    return (cavity(m.height, r) * 1.5 - flat / (depth + 0.02)) * smooth(depth, 0.005, 0.05)


def relief(m: Material, r=0.007):
    """The base's own fine structure, sd 1: what stands out and what is paler than a ring of about r around it."""
    maps = torch.cat([m.height, luma(m.color)], 1)
    far = max(1, round(r * 1.4 * maps.shape[-1]))
    near = max(1, round(far * 0.7))
    ring = sum(torch.roll(maps, (far * i, far * j), (2, 3)) for i, j in ((0, 1), (0, -1), (1, 0), (-1, 0)))
    ring = ring + sum(torch.roll(maps, (near * i, near * j), (2, 3)) for i in (-1, 1) for j in (-1, 1))
    d = ranked(maps - ring / 8).clamp(-3, 3)
    return ranked(d[:, :1] + 0.5 * d[:, 1:])


def lightly(g, lo, hi):
    """A Param lo..hi; little is more usual than much."""
    return g.param([lo + (hi - lo) * g.py.random() ** 1.7 for _ in range(g.n)])


def over(g, field, amount):
    """Signed quantile of a placement field: > 0 on the share `amount` of the area."""
    return cdf(ranked(field)) - (1 - amount)


def spread(g, slope=1.25, lo=3.0, **kw):
    """Where a layer lies, apart from the base: several patches a tile, none a landmark when the tile repeats."""
    return fbm(g, slope, lo=lo, **kw).clamp(-1.8, 1.8)


def grains(g, coarse=0.045, slope=0.7):
    """Grains of all sizes from single pixels to clusters of about 1 / (2 coarse) pixels."""
    return fbm(g, slope, lo=g.size * coarse)


def shift(x, k=1):
    """The same field elsewhere: as good as another one where it is only fine grain."""
    s = x.shape[-1]
    return torch.roll(x, (s * (2 * k + 1) // 7, s * (3 * k + 1) // 11), (2, 3))


def sown(grains, share, soft=0.25):
    """Single grains covering about `share` (a tensor 0..1): none at 0, closed at 1."""
    u = cdf(grains)
    return smooth(u, 1 - share * (1 + soft), 1 - share * (1 + soft) + soft)


def seams(g, k, wobble=0.02, rough=0.003):
    """Distance (tile units) to the lines of a wandering network of k by k cells, and a field that is high where its lines are strong."""
    w, fine = fbm(g, 2.4, lo=2, c=2) * wobble, fbm(g, 1.8, lo=14, c=2) * rough
    c = voronoi(g, k, jitter=0.95, u=g.x + w[:, :1] + fine[:, :1], v=g.y + w[:, 1:] + fine[:, 1:])
    (ax, ay), (bx, by) = slope(w[:, :1]), slope(w[:, 1:])
    stretch = (((1 + ax).square() + ay.square() + bx.square() + (1 + by).square()) * 0.5).sqrt()          # of the wandering, or lines would swell
    return c.edge / stretch.clamp(0.15, 4), fbm(g, 1.7, lo=3)


def falls(g, source, length):
    """What runs down from a source (a mask), fading over `length`: 1 below a source that is as high as the run is long."""
    s = g.size
    fall = torch.exp(-torch.arange(s, device=g.device, dtype=torch.float32).view(1, 1, s, 1) / (s * length))
    fall = fall / fall.sum(2, keepdim=True)
    return torch.fft.irfft(torch.fft.rfft(source, dim=2) * torch.fft.rfft(fall, dim=2), n=s, dim=2)
