"""The decoder of the KL-regularised autoencoder (Rombach et al. 2022)."""
import torch.nn.functional as F
from torch import nn

from .heads import Heads
from .residual import ResBlock, Upsample

EPS = 1e-6


class SpatialAttention(nn.Module):
    """Self-attention with one head over all places of [b, c, h, w]."""

    def __init__(self, width, groups):
        super().__init__()
        self.width = width
        self.group_norm = nn.GroupNorm(groups, width, EPS)
        self.to_q, self.to_k, self.to_v = (nn.Linear(width, width) for _ in range(3))
        self.heads = Heads(1, width)
        self.to_out = nn.ModuleList([nn.Linear(width, width)])

    def forward(self, x):
        y = self.group_norm(x).reshape(x.shape[0], self.width, -1).transpose(1, 2) # [b, h*w, c]
        y = self.to_out[0](self.heads(self.to_q(y), self.to_k(y), self.to_v(y)))
        return x + y.transpose(1, 2).reshape_as(x)


class MiddleStage(nn.Module):
    def __init__(self, width, groups):
        super().__init__()
        self.resnets = nn.ModuleList([ResBlock(width, width, groups, EPS) for _ in range(2)])
        self.attentions = nn.ModuleList([SpatialAttention(width, groups)])

    def forward(self, x):
        return self.resnets[1](self.attentions[0](self.resnets[0](x)))


class UpStage(nn.Module):
    def __init__(self, inputs, outputs, depth, groups, grows):
        super().__init__()
        self.resnets = nn.ModuleList([ResBlock(inputs if i == 0 else outputs, outputs, groups, EPS) for i in range(depth)])
        self.upsamplers = nn.ModuleList([Upsample(outputs)] if grows else [])

    def forward(self, x):
        for layer in (*self.resnets, *self.upsamplers):
            x = layer(x)
        return x


class KlDecoder(nn.Module):
    """latent_sample [b, 4, h/8, w/8], unscaled -> sample [b, 3, h, w] in -1..1."""

    def __init__(self, widths=(128, 256, 512, 512), depth=3, groups=32, channels=4):
        super().__init__()
        self.post_quant_conv = nn.Conv2d(channels, channels, 1)
        self.conv_in = nn.Conv2d(channels, widths[-1], 3, padding=1)
        self.mid_block = MiddleStage(widths[-1], groups)
        self.up_blocks, current = nn.ModuleList(), widths[-1]
        for level, width in reversed(list(enumerate(widths))):
            self.up_blocks.append(UpStage(current, width, depth, groups, level > 0))
            current = width
        self.conv_norm_out = nn.GroupNorm(groups, current, EPS)
        self.conv_out = nn.Conv2d(current, 3, 3, padding=1)

    def forward(self, latent_sample):
        x = self.mid_block(self.conv_in(self.post_quant_conv(latent_sample)))
        for stage in self.up_blocks:
            x = stage(x)
        return self.conv_out(F.silu(self.conv_norm_out(x)))
