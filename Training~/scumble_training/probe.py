"""What a latent says of the picture, by a linear map of each place and its eight neighbours: height and base colour at a quarter of the
size. Found by least squares, so nothing is trained, and it costs nothing beside the decoder that it stands for in a loss."""
import torch
import torch.nn.functional as F

from .blocks import Wrap, shuffle
from .pool import to_float
from .train_autoencoder import encode

QUARTER, RIDGE, PROBED = 4, 1e-3, 512   # PROBED: pictures that suffice
SIDE = 16 // QUARTER            # places of the quarter picture along a latent's


class Probe:
    """Latents [n, 32, h, w] -> [n, 4, 4 h, 4 w]: height, red, green, blue, in -1..1. explained: share of the variance of each."""

    def __init__(self, images, encoder, device, batch=32):
        latents = encode(images, encoder, device, batch).float()
        wanted = torch.cat([F.avg_pool2d(to_float(part.to(device))[:, [3, 0, 1, 2]], QUARTER) for part in images.split(batch)])
        b, c, h, w = latents.shape
        seen = F.unfold(Wrap.apply(latents), 3).transpose(1, 2).reshape(b * h * w, -1)
        y = wanted.view(b, 4, h, SIDE, w, SIDE).permute(0, 2, 4, 3, 5, 1).reshape(b * h * w, -1)    # as `shuffle` has it
        mean, seen_mean = y.mean(0), seen.mean(0)
        a, y0 = (seen - seen_mean).double(), (y - mean).double()
        gram = a.T @ a
        solved = torch.linalg.solve(gram + RIDGE * gram.trace() / len(gram) * torch.eye(len(gram), device=device), a.T @ y0)
        self.weight = solved.T.float().reshape(-1, c, 3, 3).contiguous()
        self.bias = mean - (solved.T.float() @ seen_mean)
        got = self(latents)
        left, all_ = (got - wanted).square().mean((0, 2, 3)), wanted.var((0, 2, 3))
        self.explained = (1 - left / all_).tolist()

    def __call__(self, latents):
        return shuffle(F.conv2d(Wrap.apply(latents), self.weight.to(latents.dtype), self.bias.to(latents.dtype)), SIDE)


def correlation(a, b):
    """[n] of pictures [n, 1, h, w]."""
    a, b = (x.flatten(1) - x.flatten(1).mean(1, keepdim=True) for x in (a, b))
    return (a * b).sum(1) / ((a.square().sum(1) + 1e-6) * (b.square().sum(1) + 1e-6)).sqrt()


def steepness(color):
    """[n, 3, h, w] -> [n, 1, h, w]: how much colour changes about each place, on a torus."""
    d = [color.roll(-1, dim) - color.roll(1, dim) for dim in (2, 3)]
    return (d[0].square() + d[1].square()).sum(1, keepdim=True).add(1e-4).sqrt()
