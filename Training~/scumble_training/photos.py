"""Photographed materials from photos.zip: six channels at 256x256, periodic, with captions.

A map that was not measured is filled in: height from local brightness, roughness and metallic from the family's usual value.
Tiles of 128x128 are repeated twice each way; photographs that do not tile get their seams hidden by a cross-fade of the
picture with itself moved by half a tile.
"""
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageFilter

ARCHIVE = Path(__file__).parent.parent / "photos" / "photos.zip"
ROUGHNESS = {"marble": 0.35, "tiles": 0.4, "metal plain": 0.4, "metal plates": 0.45, "metal painted": 0.5, "ceramic": 0.3,
             "plastic": 0.45, "snow/ice": 0.6, "terrazzo": 0.45, "facade/glass": 0.3, "leather": 0.55, "wood grain": 0.6,
             "wood planks": 0.65, "granite": 0.5, "corrugated": 0.5, "chain/mesh": 0.45, "sci-fi panel": 0.5}
METALLIC = {"metal plain": 1.0, "metal plates": 1.0, "chain/mesh": 1.0, "corrugated": 0.8, "metal rusty": 0.3}


def load(split, archive=ARCHIVE, size=256, wanted=lambda entry: True):
    """-> (uint8 tensor [n, 6, size, size], index entries) of one split, "train" or "heldout": those that are wanted."""
    images, entries = [], []
    with zipfile.ZipFile(archive) as files:
        names = set(files.namelist())
        for entry in of_split(index(files), split):
            if not wanted(entry):
                continue
            read = lambda part: Image.open(io.BytesIO(files.read(f"{entry['id']}.{part}.jpg"))) \
                if f"{entry['id']}.{part}.jpg" in names else None
            image = channels(entry["family"], read)
            if entry["tileable"] != "yes":
                image = hide_seams(image)
            if (shrink := image.shape[1] // size) > 1:
                image = image.reshape(len(image), size, shrink, size, shrink).mean((2, 4))
            repeat = max(1, size // image.shape[1])
            images.append(np.tile(image, (1, repeat, repeat)))
            entries.append(entry)
    return torch.from_numpy((np.stack(images) * 255 + 0.5).astype(np.uint8)), entries


def index(files) -> list[dict]:
    """The entries of an opened archive."""
    return [json.loads(line) for line in files.read("index.jsonl").decode().splitlines()]


def of_split(entries, split) -> list[dict]:
    """Those of one split; of "train" none that is a variant of a held-out one."""
    heldout = {e["variant_group"] for e in entries if e["split"] == "heldout"}
    return [e for e in entries if e["split"] == split and not (split == "train" and e["variant_group"] in heldout)]


def channels(family, read):
    """[6, s, s] in 0..1: colour, height, roughness, metallic."""
    colour = read("color").convert("RGB")
    grey = lambda part: None if (p := read(part)) is None else np.asarray(p.convert("L"), np.float32) / 255
    light = np.asarray(colour.convert("L"), np.float32)
    height, roughness, metal = grey("height"), grey("roughness"), grey("metal")
    if height is None:
        local = light - np.asarray(colour.convert("L").filter(ImageFilter.GaussianBlur(colour.width / 12)), np.float32)
        height = 0.5 + 0.18 * local / max(8.0, float(local.std()))
    else:
        height = 0.5 + 0.7 * (height - height.mean())
    if roughness is None:
        roughness = ROUGHNESS.get(family, 0.82) + 0.15 * (light.mean() - light) / 255
    if metal is None:
        metal = np.full_like(light, METALLIC.get(family, 0.0))
    rgb = np.asarray(colour, np.float32).transpose(2, 0, 1) / 255
    return np.clip(np.concatenate([rgb, height[None], roughness[None], metal[None]]), 0, 1)


def hide_seams(image, band=0.25):
    """Cross-fades the picture with itself moved by half a tile, so that opposite edges meet."""
    size = image.shape[1]
    t = np.abs((np.arange(size) + 0.5) / size - 0.5) * 2           # 0 in the middle, 1 at the edges
    keep = 1 - np.clip((t - (1 - 2 * band)) / (2 * band), 0, 1)
    keep = keep * keep * (3 - 2 * keep)
    for axis in (1, 2):
        moved = np.roll(image, size // 2, axis)
        weight = keep[None, :, None] if axis == 1 else keep[None, None, :]
        image = image * weight + moved * (1 - weight)
    return image
