"""Latents of a pool, kept on the device: each material several times, moved and mirrored; photographs last."""
from dataclasses import dataclass

import torch

from .compiling import compiled
from .train_autoencoder import encode
from .views import half, mirror


@dataclass
class Bank:
    latents: torch.Tensor     # half [n, c, h, w]
    materials: torch.Tensor   # int64 [n]: rows of the captions
    photos: int               # how many of the last are photographs


def moved(x):
    return mirror(x).roll(torch.randint(0, x.shape[-1], (2,)).tolist(), (2, 3))


def banks(pool, photos, encoder, device, passes, seconds):
    """-> (the pool's latents at full size, those of its materials at half size and of the photographs)."""
    encoder = compiled(encoder, device, seconds)
    number = lambda n, first=0: torch.arange(first, first + n, device=device).repeat(passes)
    several = lambda images, view: torch.cat([encode(images, encoder, device, view=view) for _ in range(passes)])
    large = Bank(several(pool.images, moved), number(len(pool)), 0)
    small = Bank(torch.cat([several(pool.images, lambda x: moved(half(x))), several(photos.images, moved)]),
                 torch.cat([number(len(pool)), number(len(photos), len(pool))]), passes * len(photos))
    return large, small
