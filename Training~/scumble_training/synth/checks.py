"""What must hold of every family's materials: they tile, are finite and in range, repeat under one seed, carry grain, and their base
colour is albedo. Every function returns plain numbers; check() prints a line a family and says what is out of bounds."""
from __future__ import annotations

import torch
from torch import Tensor

from .noise import blur, luma
from .registry import FAMILIES, Material
from .render import render

WRAP = 1.05           # difference across the border over the largest inside, mean of a family's samples
SHADED = 0.75         # correlation of base colour with openness, mean of a family's samples
FLAT = 0.003          # spread of openness below which a surface counts as flat
FIBROUS = 0.85        # the same for threads, blades and granules, whose gaps really are darker: light is lost between them
OPEN = ("chainmail", "metal_grate", "wicker")      # something dark is seen through their holes
GRAIN = -50.0         # dB of the base colour's finest octave (full scale 1)


def openness(height: Tensor) -> Tensor:
    """How little of the sky is hidden, from the height alone: 0 in the deepest crevice, falling with how far a point lies below
    its surroundings at two radii."""
    return -((blur(height, 0.012) - height).clamp_min(0) + 0.6 * (blur(height, 0.04) - height).clamp_min(0))


def correlation(a: Tensor, b: Tensor) -> Tensor:
    """Per sample, over all pixels."""
    a, b = a.flatten(1), b.flatten(1)
    a, b = a - a.mean(1, keepdim=True), b - b.mean(1, keepdim=True)
    spread = a.square().mean(1).sqrt() * b.square().mean(1).sqrt()
    return (a * b).mean(1) / spread.clamp_min(1e-9)


def shaded(m: Material) -> Tensor:
    """Correlation of base colour luminance with openness, per sample; 0 is the ideal, pale or dark joints give either sign.
    A surface without relief (openness varies by less than FLAT) hides nothing, and counts as 0."""
    sky = openness(m.height)
    return correlation(luma(m.color), sky) * (sky.std((1, 2, 3)) > FLAT)


def octaves(x: Tensor, count=4) -> Tensor:
    """Power in dB of the last `count` octaves of luminance, coarse to fine (the last ends at the Nyquist frequency): [n, count]."""
    s = x.shape[-1]
    y = luma(x)
    power = torch.fft.fft2(y - y.mean((2, 3), keepdim=True)).abs().square() / s ** 4
    f = torch.fft.fftfreq(s, 1 / s, device=x.device)
    radius = torch.maximum(f.abs().view(-1, 1), f.abs().view(1, -1))
    edges = [s / 2 / 2 ** k for k in range(count, -1, -1)]
    parts = [(power * ((radius > lo) & (radius <= hi))).sum((1, 2, 3)) for lo, hi in zip(edges, edges[1:])]
    return 10 * torch.stack(parts, 1).clamp_min(1e-12).log10()


def wrap(x: Tensor) -> float:
    """Difference across the border over the largest between neighbouring rows or columns inside (a lattice may have a line at the
    border as anywhere), mean over samples, worst axis."""
    worst = 0.0
    for d in (2, 3):
        steps = (x - torch.roll(x, 1, d)).abs().mean([k for k in (1, 2, 3) if k != d])
        worst = max(worst, float(((steps[:, 0] + 1e-4) / (steps[:, 1:].amax(1) + 1e-4)).mean()))
    return worst


def check(names=None, per=4, size=512, seed=0, device="cpu") -> bool:
    """Prints a table of all families and returns whether every bound holds."""
    good = True
    for name in names or sorted(FAMILIES):
        m = render([name], per, size, seed, device, [])
        again = render([name], per, size, seed, device, [])
        maps = {"color": m.color, "height": m.height, "roughness": m.roughness, "metallic": m.metallic}
        seam = max(wrap(maps[k]) for k in ("color", "height", "roughness"))
        dark, fine = float(shaded(m).mean()), octaves(m.color).mean(0)
        faults = [f"{k} not finite" for k, t in maps.items() if not bool(torch.isfinite(t).all())]
        faults += [f"{k} out of range" for k, t in maps.items() if float(t.min()) < 0 or float(t.max()) > 1]
        faults += [f"{k} not repeatable" for k, t in maps.items() if not torch.equal(t, getattr(again, k))]
        faults += ["seam"] if seam > WRAP else []
        bound = 1.0 if name in OPEN else FIBROUS if FAMILIES[name].kind in ("fabric", "plant", "soft") else SHADED
        faults += ["shading in base colour"] if dark > bound else []
        faults += ["no grain"] if float(fine[-1]) < GRAIN else []
        good = good and not faults
        print(f"{name:18s} seam {seam:.2f}  shaded {dark:+.2f}  octaves {' '.join(f'{v:.0f}' for v in fine)} dB  {', '.join(faults)}", flush=True)
    return good
