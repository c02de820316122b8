"""The denoiser of Stable Diffusion 1.5 (Rombach et al. 2022): a U-Net that reads the time and the prompt."""
import math

import torch
import torch.nn.functional as F
from torch import nn

from .residual import Downsample, ResBlock, Upsample
from .transformer import Transformer

EPS = 1e-5


class TimeEmbedding(nn.Module):
    """[cos, sin] of t / 10000^(i / half), through two layers: [b] -> [b, 4 * width]."""

    def __init__(self, width):
        super().__init__()
        self.linear_1, self.linear_2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, 4 * width)
        self.half = width // 2

    def forward(self, timestep):
        rates = torch.exp(torch.arange(self.half, device=timestep.device).float() * (-math.log(10000.0) / self.half))
        angles = timestep[:, None].float() * rates[None]           # float32 whatever the network computes in
        wave = torch.cat([angles.cos(), angles.sin()], dim=-1).to(self.linear_1.weight.dtype)
        return self.linear_2(F.silu(self.linear_1(wave)))


class Stage(nn.Module):
    """Residual blocks of one resolution, each followed by a transformer where the stage has them."""

    def __init__(self, inputs, outputs, context, heads, groups, time):
        super().__init__()
        self.resnets = nn.ModuleList([ResBlock(width, outputs, groups, EPS, time) for width in inputs])
        self.attentions = nn.ModuleList([Transformer(outputs, context, heads, groups) for _ in inputs] if heads else [])

    def layer(self, i, x, time, context):
        x = self.resnets[i](x, time)
        return self.attentions[i](x, context) if len(self.attentions) else x


class DownStage(Stage):
    def __init__(self, inputs, outputs, shrinks, **rest):
        super().__init__(inputs, outputs, **rest)
        self.downsamplers = nn.ModuleList([Downsample(outputs)] if shrinks else [])

    def forward(self, x, skips, time, context):
        for i in range(len(self.resnets)):
            x = self.layer(i, x, time, context)
            skips.append(x)
        for downsampler in self.downsamplers:
            x = downsampler(x)
            skips.append(x)
        return x


class MiddleStage(nn.Module):
    def __init__(self, width, context, heads, groups, time):
        super().__init__()
        self.resnets = nn.ModuleList([ResBlock(width, width, groups, EPS, time) for _ in range(2)])
        self.attentions = nn.ModuleList([Transformer(width, context, heads, groups)])

    def forward(self, x, time, context):
        x = self.attentions[0](self.resnets[0](x, time), context)
        return self.resnets[1](x, time)


class UpStage(Stage):
    def __init__(self, inputs, outputs, grows, **rest):
        super().__init__(inputs, outputs, **rest)
        self.upsamplers = nn.ModuleList([Upsample(outputs)] if grows else [])

    def forward(self, x, skips, time, context):
        for i in range(len(self.resnets)):
            x = self.layer(i, torch.cat([x, skips.pop()], dim=1), time, context)
        for upsampler in self.upsamplers:
            x = upsampler(x)
        return x


class UNet(nn.Module):
    """sample [b, 4, h/8, w/8], timestep [b], encoder_hidden_states [b, n, context], and residuals of ControlNets -> noise [b, 4, h/8, w/8]."""

    def __init__(self, widths=(320, 640, 1280, 1280), depth=2, context=768, heads=8, groups=32, channels=4):
        super().__init__()
        last, time = len(widths) - 1, 4 * widths[0]
        rest = lambda level: dict(context=context, heads=heads if level < last else 0, groups=groups, time=time)
        self.conv_in = nn.Conv2d(channels, widths[0], 3, padding=1)
        self.time_embedding = TimeEmbedding(widths[0])
        self.down_blocks, self.up_blocks = nn.ModuleList(), nn.ModuleList()
        current, skips = widths[0], [widths[0]]
        for level, width in enumerate(widths):
            inputs = [current] + [width] * (depth - 1)
            self.down_blocks.append(DownStage(inputs, width, level < last, **rest(level)))
            skips += [width] * (depth + (level < last))
            current = width
        self.mid_block = MiddleStage(current, context, heads, groups, time)
        for level, width in reversed(list(enumerate(widths))):
            inputs = [(current if i == 0 else width) + skips.pop() for i in range(depth + 1)]
            self.up_blocks.append(UpStage(inputs, width, level > 0, **rest(level)))
            current = width
        self.conv_norm_out = nn.GroupNorm(groups, current, EPS)
        self.conv_out = nn.Conv2d(current, channels, 3, padding=1)

    def forward(self, sample, timestep, encoder_hidden_states, *residuals):
        time, context = self.time_embedding(timestep), encoder_hidden_states
        x = self.conv_in(sample)
        skips = [x]
        for stage in self.down_blocks:
            x = stage(x, skips, time, context)
        x = self.mid_block(x, time, context)
        if residuals:
            skips = [skip + residual for skip, residual in zip(skips, residuals)]
            x = x + residuals[-1]
        for stage in self.up_blocks:
            x = stage(x, skips, time, context)
        return self.conv_out(F.silu(self.conv_norm_out(x)))
