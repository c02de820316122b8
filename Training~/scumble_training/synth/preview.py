"""Contact sheets: python3 -m scumble_training.synth.preview --families brick,gravel --per 4 --size 256 --out /tmp/x.png

Per sample: base colour | lit render (tiled 1x, light from the upper left) | height | roughness | metallic, the caption underneath.
--overlays moss,wet lays those on every sample; --plain lays none; --tile shows 2 x 2 tiles of the lit render instead of the maps.
All families: --families all. --check draws nothing: it measures every family (or those named) as checks.py says, and fails if one is out of bounds.
"""
from __future__ import annotations

import argparse
import random
import sys

import numpy as np
import torch
from PIL import Image, ImageDraw

from . import FAMILIES, describe, render
from .checks import check
from .noise import slope


def lit(m, strength=0.06):
    """Simple physically flavoured shading of a Material -> [n,3,s,s] sRGB."""
    dx, dy = slope(m.height)
    n = torch.cat([-dx * strength, -dy * strength, torch.ones_like(dx)], 1)
    n = n / n.square().sum(1, keepdim=True).sqrt()
    lin = m.color.clamp_min(1e-4).pow(2.2)
    out = lin * 0.22 * (1 - m.metallic * 0.6)
    f0 = 0.04 * (1 - m.metallic) + lin * m.metallic
    sky = (0.35 + 0.65 * n[:, 2:3]) * 0.22
    out = out + f0 * sky * (1 - 0.5 * m.roughness) * 3
    for light, power in (((-0.55, -0.6, 0.6), 2.6), ((0.7, 0.2, 0.7), 0.5)):
        l = torch.tensor(light, device=n.device)
        l = (l / l.norm()).view(1, 3, 1, 1)
        hv = l + torch.tensor([0.0, 0, 1], device=n.device).view(1, 3, 1, 1)
        hv = hv / hv.square().sum(1, keepdim=True).sqrt()
        nl = (n * l).sum(1, keepdim=True).clamp_min(0)
        nh = (n * hv).sum(1, keepdim=True).clamp(0, 1)
        a2 = m.roughness.clamp_min(0.06).pow(4)
        d = a2 / (3.14159 * ((nh * nh) * (a2 - 1) + 1).square())
        out = out + nl * power * (lin * (1 - m.metallic) / 3.14159 + f0 * (d * 0.25 / (0.3 + 0.7 * m.roughness)).clamp(max=6) * 0.5)
    out = out * 1.35
    return (out / (1 + out * 0.25)).clamp(0, 1).pow(1 / 2.2)


def _image(t):
    t = t.expand(3, -1, -1) if t.shape[0] == 1 else t
    return Image.fromarray((t.permute(1, 2, 0).cpu().numpy() * 255 + 0.5).clip(0, 255).astype(np.uint8))


def sheet(m, captions, columns=1, tile=False):
    """A PIL image of all samples."""
    s = m.color.shape[-1]
    light = lit(m)
    width, line = (5 * s if not tile else 2 * s), 16
    height = (2 * s if tile else s) + line
    n = len(captions)
    rows = (n + columns - 1) // columns
    img = Image.new("RGB", (columns * (width + 6), rows * height), (24, 24, 24))
    draw = ImageDraw.Draw(img)
    for i in range(n):
        x, y = (i % columns) * (width + 6), (i // columns) * height
        maps = [m.color[i], light[i], m.height[i], m.roughness[i], m.metallic[i]]
        if tile:
            img.paste(_image(light[i].repeat(1, 2, 2)), (x, y))
        else:
            for k, t in enumerate(maps):
                img.paste(_image(t), (x + k * s, y))
        draw.text((x + 3, y + height - line + 2), captions[i][: width // 6], fill=(230, 230, 230))
    return img


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--families", default=None)
    p.add_argument("--per", type=int, default=4)
    p.add_argument("--size", type=int, default=512)
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--columns", type=int, default=1)
    p.add_argument("--overlays", default=None)
    p.add_argument("--plain", action="store_true")
    p.add_argument("--tile", action="store_true")
    p.add_argument("--check", action="store_true")
    p.add_argument("--device", default="cpu")
    p.add_argument("--out", default="/tmp/sheet.png")
    a = p.parse_args()
    names = sorted(FAMILIES) if a.families == "all" or (a.check and not a.families) else (a.families or "brick").split(",")
    if a.check:
        sys.exit(0 if check(names, a.per, a.size, a.seed, a.device) else 1)
    overlays = [] if a.plain else a.overlays.split(",") if a.overlays else None
    m = render(names, a.per * len(names), a.size, a.seed, a.device, overlays)
    rng = random.Random(a.seed)
    captions = [f"[{f.family}] {describe(f, rng)}" for f in m.facts]
    sheet(m, captions, a.columns, a.tile).save(a.out)
    print(a.out)


if __name__ == "__main__":
    main()
