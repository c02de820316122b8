"""Latents of a pool, kept on the device: each material several times, moved and mirrored; photographs last. Beside them, where it is
asked for, what control pictures are made of, moved and mirrored alike."""
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
    controls: torch.Tensor = None   # uint8 [n, 2, 16 h, 16 w]: controls.pairs


def moved(x):
    return mirror(x).roll(torch.randint(0, x.shape[-1], (2,)).tolist(), (2, 3))


def banks(pool, photos, encoder, device, passes, seconds, controls=None):
    """-> (the pool's latents at full size, those of its materials at half size and of the photographs, if any).

    controls: what makes the control pictures of a batch in -1..1 (`controls.pairs`); none are kept without it."""
    encoder = compiled(encoder, device, seconds)
    number = lambda n, first=0: torch.arange(first, first + n, device=device).repeat(passes)

    def several(images, view):
        latents, kept = [], []

        def seen(x):
            x = view(x)
            if controls:
                kept.append(controls(x))
            return x

        for _ in range(passes):
            start = len(kept)
            latents.append(encode(images, encoder, device, view=seen))
            kept[start:] = [torch.cat(kept[start:])[:len(images)]] if controls else []   # the last batch was filled up
        return latents, kept

    def bank(parts, materials, photographs):
        latents, kept = (torch.cat(sum(each, [])) if any(each) else None for each in zip(*parts))
        return Bank(latents, materials, photographs, kept)

    large = bank([several(pool.images, moved)], number(len(pool)), 0)
    halves = several(pool.images, lambda x: moved(half(x)))
    if photos is None:
        return large, bank([halves], number(len(pool)), 0)
    small = bank([halves, several(photos.images, moved)], torch.cat([number(len(pool)), number(len(photos), len(pool))]), passes * len(photos))
    return large, small
