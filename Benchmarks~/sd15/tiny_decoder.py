"""The tiny decoder TAESD (Ollin Boer Bohan 2023): convolutions and ReLU only, no normalisation, no attention."""
import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    """Three convolutions beside a short cut."""

    def __init__(self, width):
        super().__init__()
        conv = lambda: nn.Conv2d(width, width, 3, padding=1)
        self.conv = nn.Sequential(conv(), nn.ReLU(), conv(), nn.ReLU(), conv())

    def forward(self, x):
        return F.relu(self.conv(x) + x)


class TinyDecoder(nn.Module):
    """latent_sample [b, 4, h/8, w/8], as the denoiser has it -> sample [b, 3, h, w] in -1..1.

    The network itself was trained on pictures in 0..1.
    """

    def __init__(self, width=64, depths=(3, 3, 3, 1), channels=4):
        super().__init__()
        layers = [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU()]
        for depth in depths[:-1]:
            layers += [Block(width) for _ in range(depth)]
            layers += [nn.Upsample(scale_factor=2.0), nn.Conv2d(width, width, 3, padding=1, bias=False)]
        layers += [Block(width) for _ in range(depths[-1])]
        self.layers = nn.Sequential(*layers, nn.Conv2d(width, 3, 3, padding=1))

    def forward(self, latent_sample):
        return self.layers(torch.tanh(latent_sample / 3) * 3) * 2 - 1
