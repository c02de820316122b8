"""Photographed materials for training: new pieces of those without a lattice (`synth/examples.py`), the others moved and mirrored; at their own scale or half of
it, in other tones, and where that is believable in other colours. Captions are made as those of procedural materials are."""
from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import torch
import torch.nn.functional as F

from . import photos
from .described import described
from .synth import Gen, Material, palette
from .synth.examples import Examples
from .synth.noise import saturate, shade

HALVED, RECOLOURED, DARKEST, LIGHTEST = 0.35, 0.4, 0.45, 1.9     # shares; bounds of how much darker or lighter a colour may become


class Source:
    """All described photographs at one scale."""

    def __init__(self, images, fields, device):
        self.images = images.to(device)
        self.examples = Examples(images[fields], device)
        self.field = {photo: k for k, photo in enumerate(fields)}

    def laid(self, g, which):
        """Whole photographs, moved and mirrored, repeated to the size."""
        index, s = torch.tensor(which, device=g.device), self.images.shape[-1]
        move, flip = torch.randint(0, s, (2, g.n, 1), generator=g.rng, device=g.device), torch.randint(0, 2, (2, g.n, 1), generator=g.rng, device=g.device)
        at = torch.arange(g.size, device=g.device)
        y, x = ((at + m) % s for m in move)
        y, x = (torch.where(f > 0, s - 1 - a, a) for f, a in zip(flip, (y, x)))
        return self.images[index.view(-1, 1, 1), :, y[:, :, None], x[:, None]].permute(0, 3, 1, 2).float() / 255

    def pieces(self, g, which):
        return self.examples.blend(g, [self.field[photo] for photo in which], max(2, round(g.size / self.images.shape[-1] * g.py.uniform(3, 5))))


class Photographed:
    """Draws batches. archive: photos.zip, or one of larger pictures (`make_photos.py --size`)."""

    def __init__(self, device, archive=photos.ARCHIVE):
        self.device, self.entries = torch.device(device), described("train", archive)
        ids = {photo.entry["id"]: i for i, photo in enumerate(self.entries)}
        images, found = photos.load("train", archive, max(photo.entry["size"] for photo in self.entries), lambda entry: entry["id"] in ids)
        images = images[torch.tensor([ids[entry["id"]] for entry in found]).argsort()]              # in the order of the descriptions
        fields = [i for i, photo in enumerate(self.entries) if photo.layout != "laid"]
        self.means = (images[:, :3].float().mean((2, 3)) / 255).tolist()
        smaller = F.avg_pool2d(images.float(), 2).round().to(torch.uint8)
        self.full, self.half = (Source(x, fields, device) for x in (images, smaller))
        often = Counter(photo.facts.family for photo in self.entries)
        self.weights = [often[photo.facts.family] ** -0.5 for photo in self.entries]                # a family of many photographs does not drown the others

    def render(self, n, size, seed):
        """-> Material of n, periodic."""
        if size % (edge := self.full.images.shape[-1]):
            raise ValueError(f"Photographed materials are rendered at multiples of their edge of {edge} pixels, so that they stay periodic; asked for: {size}.")
        g = Gen(n, size, seed, self.device)
        which = g.py.choices(range(len(self.entries)), self.weights, k=n)
        which.sort(key=lambda i: self.entries[i].layout == "laid")
        source = self.half if g.py.random() < HALVED else self.full
        fields = sum(self.entries[i].layout != "laid" for i in which)
        parts = []
        for draw, chosen in ((source.pieces, which[:fields]), (source.laid, which[fields:])):
            if chosen:
                part = Gen(len(chosen), size, g.py.randrange(2 ** 31), self.device)
                parts.append(draw(part, chosen))
        x = torch.cat(parts)
        facts, ratios = zip(*(self.coloured(g, i) for i in which))
        ratio = torch.tensor(ratios, device=self.device).view(n, 3, 1, 1)
        color = saturate(shade(x[:, :3], ratio.log2()), 1 + g.normal(0, 0.06))
        return Material(color.clamp(0, 1), x[:, 3:4], x[:, 4:5], x[:, 5:6], list(facts))

    def coloured(self, g, i):
        """(Facts, how many times its own each channel becomes): a tone of its own colour, or another colour."""
        entry, mean = self.entries[i], self.means[i]
        if entry.recolour and g.py.random() < RECOLOURED:
            name, target = palette.pick(g.py)
            ratios = [t / max(m, 0.02) for t, m in zip(target, mean)]
            if DARKEST < min(ratios) and max(ratios) < LIGHTEST:
                return replace(entry.facts, colors=[name], natural=False, layers=[]), ratios
        light = math.exp(g.py.gauss(0, 0.07))
        return replace(entry.facts, layers=[]), [light * math.exp(g.py.gauss(0, 0.015)) for _ in range(3)]
