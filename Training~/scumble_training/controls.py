"""Control pictures of materials, exact and without end: depth from height as an artist draws it, edges as the product's extractors find
them. Materials are [n, 6, s, s] in -1..1, control pictures [n, 1, s, s] in 0..1, on a torus."""
import torch
import torch.nn.functional as F

from .pictures import material
from .spectra import blur
from .synth.preview import lit

LUMA = (0.299, 0.587, 0.114)
TAN22 = 13573 / 2 ** 15
USUAL = (1.5, 40.0, 80.0)          # blur in pixels, low and high threshold: what figures are measured with
EXTRACTOR = (0.0, 100.0, 200.0)     # the package's `canny` where no settings are given


def grey(color):
    """[n, 3, s, s] -> [n, 1, s, s]"""
    return (color * torch.tensor(LUMA, device=color.device).view(1, 3, 1, 1)).sum(1, keepdim=True)


def around(x):
    """The eight neighbours of each place: [n, 8, s, s], row by row."""
    return torch.cat([x.roll((-dy, -dx), (2, 3)) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dx or dy], 1)


def canny(x, low, high):
    """Canny's edges (1986), of a grey picture in 0..1 on 8-bit levels with the L1 norm: those of Runtime/Core/Imaging/Canny.cs, pixel by pixel.

    low, high: numbers, or [n, 1, 1, 1]."""
    x = torch.floor(x.clamp(0, 1) * 255 + 0.5)
    a, b, c, d, e, f, g, h = around(x).unbind(1)
    gx = ((c + 2 * e + h) - (a + 2 * d + f)).unsqueeze(1)
    gy = ((f + 2 * g + h) - (a + 2 * b + c)).unsqueeze(1)
    norm, ax, ay = gx.abs() + gy.abs(), gx.abs(), gy.abs()
    a, b, c, d, e, f, g, h = (side.unsqueeze(1) for side in around(norm).unbind(1))
    flat, steep, rising = ay < TAN22 * ax, ay > (TAN22 + 2) * ax, (gx < 0) != (gy < 0)
    across = torch.where(rising, (norm > c) & (norm > f), (norm > a) & (norm > h))
    ridge = torch.where(flat, (norm > d) & (norm >= e), torch.where(steep, (norm > b) & (norm >= g), across)) & (norm > low)
    edges, before = ridge & (norm > high), -1
    while (count := int(edges.sum())) != before:
        before = count
        for _ in range(8):
            edges = (F.max_pool2d(F.pad(edges.to(x.dtype), (1, 1, 1, 1), mode="circular"), 3, 1) > 0) & ridge
    return edges.to(x.dtype)


def edges_of(picture, settings=USUAL):
    """Of a colour picture in 0..1."""
    sigma, low, high = settings
    x = grey(picture)
    return canny(blur(x, sigma / x.shape[-1]) if sigma else x, low, high)


def spread(n, low, high, device):
    """[n, 1, 1, 1] of uniform numbers."""
    return low + (high - low) * torch.rand(n, 1, 1, 1, device=device)


def varied_edges(x):
    """Edges of base colour (half of them), of the lit picture as photographs have it, or of height; blurred before, with thresholds of
    many kinds, and a quarter as the package's extractor finds them by itself."""
    n, device = len(x), x.device
    m = material(x)
    kind, plain = torch.rand(n, 1, 1, 1, device=device), torch.rand(n, 1, 1, 1, device=device) < 0.25
    y = grey(torch.where(kind < 0.5, m.color, lit(m)))
    y = torch.where(kind > 0.75, stretched(m.height), y)
    sigma, low = spread(n, 0.5, 3, device), spread(n, 25, 80, device)
    y = torch.where(plain, y, blur(y, sigma / y.shape[-1]))
    low = torch.where(plain, torch.full_like(low, EXTRACTOR[1]), low)
    return canny(y, low, low * torch.where(plain, torch.full_like(low, EXTRACTOR[2] / EXTRACTOR[1]), spread(n, 1.5, 3, device)))


def stretched(height, keep=0.98):
    """Each height over the range that holds most of it: 0..1, white near. A flat one stays grey."""
    flat = height.flatten(1).sort(1).values
    last = flat.shape[1] - 1
    low, high = (flat[:, round(last * q)].view(-1, 1, 1, 1) for q in ((1 - keep) / 2, (1 + keep) / 2))
    return ((height - low) / (high - low).clamp_min(1 / 64)).clamp(0, 1)


def varied_depth(y):
    """What an artist may have drawn for a stretched height: other levels, a part of the range, soft, in few steps; a third of them as they
    are."""
    n, device = len(y), y.device
    some = lambda share: torch.rand(n, 1, 1, 1, device=device) < share
    y = torch.where(some(0.25), blur(y, spread(n, 0.5, 4, device) / y.shape[-1]).clamp(0, 1), y)
    y = torch.where(some(0.3), y ** torch.exp(0.4 * torch.randn(n, 1, 1, 1, device=device)), y)
    steps = torch.floor(spread(n, 2, 16, device))
    y = torch.where(some(0.2), torch.round(y * steps) / steps, y)
    low, high = spread(n, 0, 0.4, device), spread(n, 0.6, 1, device)
    return torch.where(some(0.2), low + (high - low) * y, y)


def pairs(x):
    """uint8 [n, 2, s, s]: stretched height and edges, what is kept beside the latents of these materials."""
    return (255 * torch.cat([stretched(material(x).height), varied_edges(x)], 1)).round().to(torch.uint8)
