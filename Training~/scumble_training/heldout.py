"""What every model is measured on: synthetic materials of seeds that no training uses, and the photographs of the held-out split."""
import zipfile

import torch
import torch.nn.functional as F

from . import photos
from .pool import NAMES, build, to_float

SEED = 987654321


def pool(count, size, device):
    """The materials, in mixed order."""
    return build(SEED, device, count, size, batch=-(-count // len(NAMES))).shuffled()


def synthetic(count, size, device):
    """-> (pictures [n, 6, size, size] in -1..1 on the device, a caption of each, the family's name of each), in mixed order."""
    held = pool(count, size, device)
    return to_float(held.images[:count]), [texts[0] for texts in held.captions[:count]], [NAMES[i] for i in held.families[:count].tolist()]


def photographs(device):
    """-> (pictures [n, 6, 256, 256] in -1..1, whether the height of each was measured)"""
    images, entries = photos.load("heldout")
    with zipfile.ZipFile(photos.ARCHIVE) as files:
        measured = set(files.namelist())
    return to_float(images.to(device)), torch.tensor([f"{e['id']}.height.jpg" in measured for e in entries])


def reduced(x, size):
    return x if x.shape[-1] == size else F.adaptive_avg_pool2d(x, size)
