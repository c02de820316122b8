"""Pools of training data: materials as uint8 [n, 6, s, s] with several captions each (token ids) and the family's number."""
import random
from dataclasses import dataclass

import torch

from . import photos
from .synth import FAMILIES, describe, render
from .words import LENGTH

CAPTIONS = 4
NAMES = sorted(FAMILIES)
PHOTO = len(NAMES)  # the family number of photographs
BATCH = 64


@dataclass
class Pool:
    images: torch.Tensor      # uint8 [n, 6, s, s]
    ids: torch.Tensor         # int16 [n, CAPTIONS, LENGTH]
    families: torch.Tensor    # int64 [n]

    def __len__(self):
        return len(self.families)

    def shuffled(self, seed=0):
        """The same pool in another order, so that its beginning holds something of every family."""
        order = torch.randperm(len(self), generator=torch.Generator().manual_seed(seed))
        return Pool(self.images[order.to(self.images.device)], self.ids[order], self.families[order])


def stack(material):
    """[n, 6, s, s] float in 0..1."""
    return torch.cat([material.color, material.height, material.roughness, material.metallic], dim=1)


def to_uint8(x):
    return (x.clamp(0, 1) * 255 + 0.5).to(torch.uint8)


def to_float(images):
    """uint8 -> -1..1"""
    return images.float() / 127.5 - 1


def synthetic(words, seed, device, size=256, batch=BATCH, families=None):
    """Endless batches of one family each: (uint8 images, ids, family numbers, captions)."""
    rng = random.Random(seed)
    order = []
    while True:
        if not order:
            order = list(families or NAMES)
            rng.shuffle(order)
        name = order.pop()
        material = render([name], batch, size, rng.randrange(2 ** 31), device)
        captions = [[describe(facts, rng) for _ in range(CAPTIONS)] for facts in material.facts]
        ids = torch.tensor([[words.encode(c) for c in row] for row in captions], dtype=torch.int16)
        yield to_uint8(stack(material)), ids, torch.full((batch,), NAMES.index(name)), captions


def photographs(words, device, split="train"):
    """All photographs of a split as a pool."""
    images, entries = photos.load(split)
    texts = [[caption(e, k) for k in range(CAPTIONS)] for e in entries]
    ids = torch.tensor([[words.encode(t) for t in row] for row in texts], dtype=torch.int16)
    return Pool(images.to(device), ids, torch.full((len(entries),), PHOTO))


def caption(entry, k):
    text, family = entry["caption"].lower(), entry["family"].replace("/", " ")
    return (text, f"{text} texture", f"{text}, {family}", f"photo of {text}")[k % 4]


def build(words, seed, device, count=None, clock=None, size=256, families=None, batch=BATCH):
    """A pool of `count` synthetic materials, or as many as fit in the clock's time."""
    images, ids, numbers, total = [], [], [], 0
    for made in synthetic(words, seed, device, size, batch, families):
        images.append(made[0])
        ids.append(made[1])
        numbers.append(made[2])
        total += len(made[2])
        if (count and total >= count) or (clock and clock.done()):
            break
    return Pool(torch.cat(images), torch.cat(ids), torch.cat(numbers))


def flip_and_roll(x, generator=None):
    """The symmetries of a material on a torus: one random mirror and one random move for the whole batch."""
    a, b, u, v = torch.randint(0, 1 << 30, (4,), generator=generator).tolist()
    dims = [d for d, on in ((2, a % 2), (3, b % 2)) if on]
    x = x.flip(dims) if dims else x
    return x.roll((u % x.shape[2], v % x.shape[3]), (2, 3))
