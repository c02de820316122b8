"""The denoiser: a U-Net with wrap padding, attention at low resolution and no positional encoding.

It predicts the velocity of a rectified flow (Liu et al. 2022): x(sigma) = (1 - sigma) x0 + sigma noise,
velocity = dx/dsigma = noise - x0. For x0 and noise of variance 1 with q = sigma^2 + (1 - sigma)^2, the best linear guess of the velocity
is (2 sigma - 1) / q x, and what is left of it has variance 1 / q: the layers see x / sqrt(q) and predict that rest times sqrt(q)
(preconditioning as in Karras et al. 2022, table 1; the rest is TrigFlow's velocity, Lu & Song 2025). Near pure noise they predict -x0.

Each feature that is handed on to the way up, and the middle, takes the residual of a ControlNet (Zhang et al. 2023), zeros without any.

With `jumps` it takes two inputs more, of a network that was distilled to whole steps: the timestep at which the step ends, and the
scale of guidance.
"""
import math

import numpy as np
import torch
from onnx import TensorProto
from torch import nn
import torch.nn.functional as F

from .attention import Attention, FeedForward, LayerNorm
from .autoencoder import LATENT
from .blocks import Conditions, Dense, Down, Norm, ResBlock, Up, WrapConv, emit_inner, emit_outer, emit_silu
from .text_encoder import WIDTH
from .words import LENGTH

FREQUENCIES, TIMESTEPS = 64, 1000
GUIDANCE = 100                  # guidance is told as a time is: what the scale is multiplied by
WIDTHS, CONDITION, HEAD = (128, 256, 320), 256, 64


def wave(time, rates):
    """[b] -> [b, 2 rates]: cosines and sines (Vaswani et al. 2017)."""
    angles = time[:, None].float() * rates[None]
    return torch.cat([angles.cos(), angles.sin()], dim=1)


def emit_wave(g, time, rates):
    angles = g.op("Mul", g.op("Unsqueeze", time, g.const([1])), g.const(rates.cpu().numpy()[None], np.float32))
    return g.op("Concat", g.op("Cos", angles), g.op("Sin", angles), axis=1)


class Transformer(nn.Module):
    """Self-attention, cross-attention to the words, feed-forward, on [b, c, h, w]."""

    def __init__(self, width):
        super().__init__()
        heads, self.width = max(1, width // HEAD), width
        self.norm1, self.self_attention = LayerNorm(width), Attention(width, heads=heads)
        self.norm2, self.cross_attention = LayerNorm(width), Attention(width, WIDTH, heads=heads)
        self.norm3, self.feed = LayerNorm(width), FeedForward(width)

    def forward(self, x, words):
        y = x.flatten(2).transpose(1, 2)                           # [b, h*w, c]
        y = y + self.self_attention(self.norm1(y))
        y = y + self.cross_attention(self.norm2(y), words)
        y = y + self.feed(self.norm3(y))
        return y.transpose(1, 2).unflatten(2, x.shape[2:])

    def emit(self, g, x, words):
        y = g.op("Reshape", x, g.const([0, -1, self.width]))
        attended = self.self_attention.emit_product(g, self.norm1.emit(g, y))
        normed, y = self.norm2.emit_sum(g, attended, y, g.weight(self.self_attention.out.bias))
        attended = self.cross_attention.emit_product(g, normed, words)
        normed, y = self.norm3.emit_sum(g, attended, y, g.weight(self.cross_attention.out.bias))
        y = g.op("Add", y, self.feed.emit(g, normed))
        return g.op("Reshape", y, g.op("Shape", x))


class Stage(nn.Module):
    """A residual block, after a 1x1 convolution where the width changes; at low resolution then a transformer."""

    def __init__(self, inputs, outputs, condition, attend):
        super().__init__()
        self.merge = WrapConv(inputs, outputs, 1) if inputs != outputs else None
        self.block = ResBlock(outputs, outputs, condition)
        self.transformer = Transformer(outputs) if attend else None

    def forward(self, x, condition, words):
        x = self.block(x if self.merge is None else self.merge(x), condition)
        return x if self.transformer is None else self.transformer(x, words)

    def emit(self, g, x, condition, words):
        x = self.block.emit(g, x if self.merge is None else self.merge.emit(g, x), condition)
        return x if self.transformer is None else self.transformer.emit(g, x, words)


class UNet(nn.Module):
    """Two stages a level on the way down, three on the way up; of the lower levels the last attends each time, and the middle."""

    def __init__(self, widths=WIDTHS, depth=2, condition=CONDITION, jumps=False):
        super().__init__()
        self.jumps = jumps
        if jumps:
            self.jump_time1, self.jump_time2 = Dense(4 * FREQUENCIES, condition), Dense(condition, condition)
            nn.init.zeros_(self.jump_time2.weight)
            nn.init.zeros_(self.jump_time2.bias)
        self.time1, self.time2 = Dense(2 * FREQUENCIES, condition), Dense(condition, condition)
        self.prompt = Dense(WIDTH, condition)
        self.conv_in = WrapConv(LATENT, widths[0])
        self.down, self.up, self.middle = nn.ModuleList(), nn.ModuleList(), nn.ModuleList()
        skips, levels, current = [widths[0]], [0], widths[0]
        for level, width in enumerate(widths):
            for block in range(depth):
                self.down.append(Stage(current, width, condition, level > 0 and block + 1 == depth))
                skips.append(width)
                levels.append(level)
                current = width
            if level + 1 < len(widths):
                self.down.append(Down(width, width))
                skips.append(width)
                levels.append(level + 1)
        self.residuals = [(f"down_block_{i}_additional_residual", *at) for i, at in enumerate(zip(skips, levels))]
        self.residuals.append(("mid_block_additional_residual", current, len(widths) - 1))
        self.middle.append(Stage(current, current, condition, True))
        for level, width in reversed(list(enumerate(widths))):
            for block in range(depth + 1):
                self.up.append(Stage(current + skips.pop(), width, condition, level > 0 and block == depth))
                current = width
            if level > 0:
                self.up.append(Up(width, width))
        self.norm, self.conv_out = Norm(current), WrapConv(current, LATENT)
        nn.init.zeros_(self.conv_out.weight)
        nn.init.zeros_(self.conv_out.bias)
        rates = torch.exp(torch.linspace(0, -math.log(10000.0), FREQUENCIES))
        self.register_buffer("rates", rates, persistent=False)

    def shapes(self, batch, height, width):
        """The residuals' shapes by name, for latents of this size."""
        return {name: (batch, channels, height >> level, width >> level) for name, channels, level in self.residuals}

    def forward(self, x, timestep, words, residuals=None, following=None, guidance=None):
        """residuals: a list of tensors in the order of `shapes`; following, guidance: [b], with `jumps`."""
        return self.ascend(self.descend(x, timestep, words, following, guidance), residuals)

    def descend(self, x, timestep, words, following=None, guidance=None):
        """The way down, which no residual changes -> what `ascend` takes."""
        time = self.time2(F.silu(self.time1(wave(timestep, self.rates))))
        if self.jumps:
            time = time + self.jump_time2(F.silu(self.jump_time1(torch.cat([wave(following, self.rates), wave(GUIDANCE * guidance, self.rates)], 1))))
        condition = F.silu(time + self.prompt(words[:, 0]))
        sigma = timestep.float().view(-1, 1, 1, 1) / TIMESTEPS
        root = torch.rsqrt(sigma.square() + (1 - sigma).square())
        y = self.conv_in(x * root)
        skips = [y]
        for layer in self.down:
            y = layer(y, condition, words) if isinstance(layer, Stage) else layer(y)
            skips.append(y)
        for layer in self.middle:
            y = layer(y, condition, words)
        return (2 * sigma - 1) * root.square() * x, root, y, skips, condition, words

    def ascend(self, reached, residuals=None):
        guess, root, y, skips, condition, words = reached
        add = lambda i, feature: feature if residuals is None else feature + residuals[i]
        skips, y = [add(i, skip) for i, skip in enumerate(skips)], add(-1, y)
        for layer in self.up:
            y = layer(torch.cat([y, skips.pop()], dim=1), condition, words) if isinstance(layer, Stage) else layer(y)
        return guess + root * self.conv_out(F.silu(self.norm(y)))

    def build(self, g):
        noisy = g.input("sample", TensorProto.FLOAT, ["batch", LATENT, "height", "width"])
        timestep = g.input("timestep", TensorProto.FLOAT, ["batch"])
        words = g.input("encoder_hidden_states", TensorProto.FLOAT, ["batch", LENGTH, WIDTH])
        residuals = [g.input(name, TensorProto.FLOAT, ["batch", width, f"{name}_height", f"{name}_width"]) for name, width, _ in self.residuals]
        one = g.const([1.0], np.float32)
        time = self.time2.emit(g, emit_silu(g, self.time1.emit(g, emit_wave(g, timestep, self.rates))))
        if self.jumps:
            following, guidance = (g.input(name, TensorProto.FLOAT, ["batch"]) for name in ("timestep_next", "guidance"))
            waves = emit_wave(g, following, self.rates), emit_wave(g, g.op("Mul", guidance, g.const([float(GUIDANCE)], np.float32)), self.rates)
            jump = self.jump_time2.emit(g, emit_silu(g, self.jump_time1.emit(g, g.op("Concat", *waves, axis=1))))
            time = g.op("Add", time, jump)
        first = g.op("Gather", words, g.const(0), axis=1)
        condition = Conditions(g, emit_silu(g, g.op("Add", time, self.prompt.emit(g, first))))
        sigma = g.op("Div", g.op("Unsqueeze", timestep, g.const([1, 2, 3])), g.const([float(TIMESTEPS)], np.float32))
        rest = g.op("Sub", one, sigma)
        q = g.op("Add", g.op("Mul", sigma, sigma), g.op("Mul", rest, rest))
        x = self.conv_in.emit(g, emit_inner(g, g.op("Div", noisy, g.op("Sqrt", q))))
        skips = [x]
        for layer in self.down:
            x = layer.emit(g, x, condition, words) if isinstance(layer, Stage) else layer.emit(g, x)
            skips.append(x)
        skips = [g.op("Add", skip, emit_inner(g, residual)) for skip, residual in zip(skips, residuals)]
        for layer in self.middle:
            x = layer.emit(g, x, condition, words)
        x = g.op("Add", x, emit_inner(g, residuals[-1]))
        for layer in self.up:
            if isinstance(layer, Stage):
                x = layer.emit(g, g.op("Concat", x, skips.pop(), axis=-1), condition, words)
            else:
                x = layer.emit(g, x)
        condition.emit()
        x = emit_outer(g, self.conv_out.emit(g, emit_silu(g, self.norm.emit(g, x))))
        x = g.op("Div", x, g.op("Sqrt", q))
        x = g.op("Add", g.op("Mul", noisy, g.op("Div", g.op("Sub", sigma, rest), q)), x)
        g.output(x, "out_sample", ["batch", LATENT, "height", "width"])
