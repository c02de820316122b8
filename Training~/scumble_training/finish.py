"""The last thing a decoder does, by rule instead of training: what shuffling channels into places leaves behind goes, and grain comes.

A picture whose places are shuffled from channels repeats its spectrum about the highest frequencies (Odena et al. 2016): a lattice of two
pixels. A low pass without effect below half of them takes it out; the octave below, which a decoder softens, is raised a little. And where all
latents are alike a decoder makes the same of each: a weave of 16 pixels. Every place's mean over all of these squares, less the mean of all places, is that weave; it goes, and
with it no more than MOST of what a picture may truly repeat so. Fine lines along an axis, as of a canvas, go where they are fainter than FAINT (coring: what joints and
wood are drawn of is stronger).
Grain that no latent holds is continued from what is there: natural textures' power falls steadily with frequency (Field 1987), so
noise is added, as strong as the picture's own finest octave. How strong that is, here and around, is told by roots, whose mean a few edges hardly
raise: the lesser of both counts, so that joints between smooth tiles stay clean. At each frequency the noise has the power that the decoder leaves
out (as film grain has in Norkin & Birkbeck 2018): a decoder's own grain stands near the axes, as a canvas does, and the directions between
them are empty.
"""
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .blocks import shuffle, unshuffle

RAISED = 0.3
SIDE, COARSE = 256, 8
WEAVE, MOST, FAINT = 16, 4 / 127.5, 16 / 127.5
# The noise's power by frequency (1: Nyquist's), over that of the finest octave nearby. Measured on 60 photographs and 50 synthetic materials of 512 x 512: what brings
# rebuilt pictures' windowed spectra nearest to the real ones' (`spectra.spectral_distance`), between the optima of the two; of colour seven tenths of that, which eyes like better,
# of height half of what photographs want.
COLOUR = ((0, 0.06, 0.12, 0.3, 0.55, 0.75, 0.85, 1.0, 1.15, 1.42), (0, 0, 5, 6.6, 6.6, 4.2, 3.2, 3.2, 2.1, 1.4))
HEIGHT = ((0, 0.45, 0.6, 0.75, 0.85, 1.0, 1.15, 1.42), (0, 0, 2, 2.7, 2, 1.4, 0.9, 0.5))


def _power(kernel, n):
    out = np.array([1.0])
    for _ in range(n):
        out = np.convolve(out, kernel)
    return out


def _minus(kernel):
    """What the kernel leaves out."""
    out = -kernel
    out[len(out) // 2] += 1
    return out


TWO, FOUR = _power([0.5, 0.5], 2), _power([0.5, 0.5], 4)                  # binomial: of 3 and 5 places
CLEAN = _minus(_power([-0.25, 0.5, -0.25], 3))                           # 1 - sin^6: 1 at low frequencies, 0 at the highest
CRISP = np.convolve(CLEAN, np.pad([1.0], 2) + RAISED * _minus(FOUR))
WIDE = np.convolve(FOUR, FOUR)
LONG, FINE = np.convolve(WIDE, WIDE), _minus(FOUR)                       # along a line, and across it


class Finish(nn.Module):
    """[b, 6, h, w] in -1..1 -> the same; base colour's channels share their grain, height has its own, the others none."""

    def __init__(self):
        super().__init__()
        field = torch.randn(1, 2, SIDE, SIDE, generator=torch.Generator().manual_seed(9))
        self.register_buffer("field", torch.cat([shaped(field[:, :1], COLOUR), shaped(field[:, 1:], HEIGHT)], 1), persistent=False)

    def forward(self, x):
        y = along(unlined(unwoven(x)), CRISP)
        half = F.avg_pool2d(y, 2)
        lost = (half - along(half, TWO)).abs().detach()            # in training grain is given, not learned
        root = torch.cat([lost[:, :3].mean(1, keepdim=True), lost[:, 3:4]], 1).sqrt()
        around = along(along(F.avg_pool2d(root, COARSE), FOUR), FOUR)
        around = F.interpolate(around, scale_factor=COARSE, mode="nearest")
        strength = torch.minimum(along(root, WIDE), around).square()
        strength = along(F.interpolate(strength, scale_factor=2, mode="nearest"), FOUR)
        (_, _, h, w) = x.shape
        grain = strength * self.field.repeat(1, 1, -(-h // SIDE), -(-w // SIDE))[:, :, :h, :w]
        color, height, rest = y[:, :3], y[:, 3:4], y[:, 4:]
        return torch.cat([color + grain[:, :1], height + grain[:, 1:], rest], 1).clamp(-1, 1)

    def emit(self, g, x):
        pool = lambda v, n: g.op("AveragePool", v, kernel_shape=[n, n], strides=[n, n])
        y = emit_along(g, emit_unlined(g, emit_unwoven(g, x, 6), 6), CRISP, 6)
        half = pool(y, 2)
        lost = g.op("Abs", g.op("Sub", half, emit_along(g, half, TWO, 6)))
        color, height, _ = g.op("Split", lost, g.const([3, 1, 2]), outputs=3, axis=1)
        root = g.op("Sqrt", g.op("Concat", g.op("ReduceMean", color, g.const([1]), keepdims=1), height, axis=1))
        around = g.larger(emit_along(g, emit_along(g, pool(root, COARSE), FOUR, 2), FOUR, 2), COARSE)
        least = g.op("Min", emit_along(g, root, WIDE, 2), around)
        strength = emit_along(g, g.larger(g.op("Mul", least, least), 2), FOUR, 2)
        shape = g.op("Slice", g.op("Shape", x), g.const([2]), g.const([4]))
        times = g.op("Div", g.op("Add", shape, g.const([SIDE - 1])), g.const([SIDE]))
        field = g.op("Tile", g.fixed(self.field), g.op("Concat", g.const([1, 1]), times, axis=0))
        field = g.op("Slice", field, g.const([0, 0]), shape, g.const([2, 3]))
        grain = g.op("Mul", strength, field)
        both = g.op("Split", grain, outputs=2, axis=1, num_outputs=2)
        color, height, rest = g.op("Split", y, g.const([3, 1, 2]), outputs=3, axis=1)
        y = g.op("Concat", g.op("Add", color, both[0]), g.op("Add", height, both[1]), rest, axis=1)
        return g.op("Clip", y, g.const(-1.0, np.float32), g.const(1.0, np.float32))


def shaped(noise, power):
    """White noise on a torus with this power at each frequency: (frequencies, values between which lines are drawn)."""
    h, w = noise.shape[2:]
    radius = 2 * np.hypot(np.fft.fftfreq(h)[:, None], np.fft.rfftfreq(w))
    return torch.fft.irfft2(torch.fft.rfft2(noise) * torch.from_numpy(np.sqrt(np.interp(radius, *power))).float(), s=(h, w))


def unwoven(x):
    """Without what repeats with every square of WEAVE pixels, as far as MOST."""
    squares = unshuffle(x, WEAVE)
    places = squares.mean((2, 3)).unflatten(1, (WEAVE * WEAVE, -1))
    weave = (places - places.mean(1, keepdim=True)).clamp(-MOST, MOST)
    return shuffle(squares - weave.flatten(1)[..., None, None], WEAVE)


def emit_unwoven(g, x, channels):
    squares = g.op("SpaceToDepth", x, blocksize=WEAVE)
    places = g.op("Reshape", g.op("ReduceMean", squares, g.const([2, 3]), keepdims=0), g.const([0, WEAVE * WEAVE, channels]))
    weave = g.op("Sub", places, g.op("ReduceMean", places, g.const([1]), keepdims=1))
    weave = g.op("Clip", weave, g.const(-MOST, np.float32), g.const(MOST, np.float32))
    weave = g.op("Reshape", weave, g.const([0, WEAVE * WEAVE * channels, 1, 1]))
    return g.op("DepthToSpace", g.op("Sub", squares, weave), blocksize=WEAVE, mode="DCR")


def unlined(x):
    """Without faint fine lines along the axes."""
    lines = [along(along(x, FINE, across), LONG, 5 - across) for across in (2, 3)]
    return x - sum(line * (1 - line.abs() / FAINT).clamp_min(0) for line in lines)


def emit_unlined(g, x, channels):
    one, faint = g.const([1.0], np.float32), g.const([FAINT], np.float32)
    for line in [emit_along(g, emit_along(g, x, FINE, channels, across), LONG, channels, 5 - across) for across in (2, 3)]:
        left = g.op("Relu", g.op("Sub", one, g.op("Div", g.op("Abs", line), faint)))
        x = g.op("Sub", x, g.op("Mul", line, left))
    return x


def along(x, kernel, *axes):
    """Each channel filtered along these axes (2, 3), or both, on a torus."""
    n, kernel = len(kernel) // 2, torch.tensor(kernel, dtype=x.dtype, device=x.device)
    for axis in axes or (3, 2):
        shape, pads = ((1, 1, 1, -1), (n, n, 0, 0)) if axis == 3 else ((1, 1, -1, 1), (0, 0, n, n))
        weight = kernel.view(shape).expand(x.shape[1], -1, -1, -1)
        x = F.conv2d(F.pad(x, pads, mode="circular"), weight, groups=x.shape[1])
    return x


def emit_along(g, x, kernel, channels, *axes):
    n = len(kernel) // 2
    for axis in axes or (3, 2):
        shape, pads = ((1, len(kernel)), (0, n)) if axis == 3 else ((len(kernel), 1), (n, 0))
        x = g.wrapped(x, pads, axis=2)
        weight = np.broadcast_to(np.reshape(kernel, (1, 1, *shape)), (channels, 1, *shape))
        x = g.op("Conv", x, g.const(weight, np.float32), kernel_shape=list(shape), group=channels)
    return x
