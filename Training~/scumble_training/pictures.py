"""Contact sheets: rows of materials, lit or flat, with the prompt under each."""
import textwrap

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageDraw

from .synth.preview import lit
from .synth.registry import Material


def material(x):
    """[n, 6, s, s] in -1..1 -> Material in 0..1."""
    x = (x.float().clamp(-1, 1) + 1) / 2
    return Material(x[:, :3], x[:, 3:4], x[:, 4:5], x[:, 5:6], [])


def picture(x):
    """[3 or 1, h, w] in 0..1 -> PIL image."""
    x = x.expand(3, -1, -1)
    return Image.fromarray((x.permute(1, 2, 0).cpu().numpy() * 255 + 0.5).clip(0, 255).astype(np.uint8))


def grid(images, captions, columns, side=192, text=30):
    """PIL images in a grid, each scaled to `side`, captions of two short lines."""
    rows = -(-len(images) // columns)
    sheet = Image.new("RGB", (columns * (side + 4), rows * (side + text + 4)), "white")
    draw = ImageDraw.Draw(sheet)
    for i, (image, caption) in enumerate(zip(images, captions)):
        x, y = i % columns * (side + 4), i // columns * (side + text + 4)
        sheet.paste(image.resize((side, side), Image.LANCZOS), (x, y))
        draw.multiline_text((x + 2, y + side + 1), "\n".join(textwrap.wrap(caption, side // 6)[:2]), fill="black", spacing=1)
    return sheet


def material_sheet(x, captions, columns=8, side=192):
    """Base colour beside the lit picture of each material."""
    m = material(x)
    both = torch.cat([m.color, lit(m)], dim=3)
    images = [picture(b) for b in F.interpolate(both.cpu(), (side, 2 * side), mode="area")]
    rows = -(-len(images) // columns)
    sheet = Image.new("RGB", (columns * (2 * side + 4), rows * (side + 20)), "white")
    draw = ImageDraw.Draw(sheet)
    for i, (image, caption) in enumerate(zip(images, captions)):
        x, y = i % columns * (2 * side + 4), i // columns * (side + 20)
        sheet.paste(image, (x, y))
        draw.text((x + 2, y + side + 3), caption[:2 * side // 6], fill="black")
    return sheet
