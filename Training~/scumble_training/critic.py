"""The decoder's critic: looks at patches of three sizes of a picture, beside what is certain of it, and says how real each is."""
import torch
from torch import nn
import torch.nn.functional as F

from .blocks import unshuffle

WIDTHS, DEPTH = (96, 192, 320, 448), 1


class Look(nn.Module):
    """Two convolutions and a short cut, without norms; its second begins at zero (Huang et al. 2024, R3GAN, section 3.2)."""

    def __init__(self, width):
        super().__init__()
        self.first, self.second = nn.Conv2d(width, width, 3, padding=1), nn.Conv2d(width, width, 3, padding=1)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)

    def forward(self, x):
        return x + self.second(F.leaky_relu(self.first(F.leaky_relu(x, 0.2)), 0.2))


class Critic(nn.Module):
    """Pictures and what is known of them, [b, c, s, s] each -> scores [b, n] of n patches. Nothing wraps: crops have edges."""

    def __init__(self, channels):
        super().__init__()
        self.first = nn.Conv2d(4 * 2 * channels, WIDTHS[0], 3, padding=1)
        self.levels = nn.ModuleList(nn.Sequential(*(Look(width) for _ in range(DEPTH))) for width in WIDTHS)
        self.down = nn.ModuleList(nn.Conv2d(4 * a, b, 1) for a, b in zip(WIDTHS, WIDTHS[1:]))
        self.scores = nn.ModuleList(nn.Conv2d(width, 1, 1) for width in WIDTHS[1:])

    def forward(self, x, known):
        y, scores = self.first(unshuffle(torch.cat([x, known], 1), 2)), []
        for i, level in enumerate(self.levels):
            if i:
                y = self.down[i - 1](unshuffle(y, 2))
            y = level(y)
            if i:
                scores.append(self.scores[i - 1](F.leaky_relu(y, 0.2)).flatten(1))
        return torch.cat(scores, 1)
