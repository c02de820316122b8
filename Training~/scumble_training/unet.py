"""The denoiser: a U-Net with wrap padding, attention at low resolution and no positional encoding.

It predicts the velocity of a rectified flow (Liu et al. 2022): x(sigma) = (1 - sigma) x0 + sigma noise,
velocity = dx/dsigma = noise - x0.
"""
import math

import numpy as np
import torch
from onnx import TensorProto
from torch import nn
import torch.nn.functional as F

from .autoencoder import LATENT
from .blocks import Attention, Dense, FeedForward, LayerNorm, Norm, ResBlock, Upsample, WrapConv, emit_silu
from .onnx_graph import Graph
from .text_encoder import WIDTH
from .words import LENGTH

FREQUENCIES = 64


class Transformer(nn.Module):
    """Self-attention, cross-attention to the words, feed-forward, on [b, c, h, w]."""

    def __init__(self, width):
        super().__init__()
        heads = width // 32
        self.norm0 = Norm(width)
        self.norm1, self.self_attention = LayerNorm(width), Attention(width, heads=heads)
        self.norm2, self.cross_attention = LayerNorm(width), Attention(width, WIDTH, heads=heads)
        self.norm3, self.feed = LayerNorm(width), FeedForward(width)

    def forward(self, x, words):
        y = self.norm0(x).flatten(2).transpose(1, 2)               # [b, h*w, c]
        y = y + self.self_attention(self.norm1(y))
        y = y + self.cross_attention(self.norm2(y), words)
        y = y + self.feed(self.norm3(y))
        return x + y.transpose(1, 2).unflatten(2, x.shape[2:])

    def emit(self, g, x, words):
        y = self.norm0.emit(g, x)
        y = g.op("Transpose", g.op("Reshape", y, g.const([0, 0, -1])), perm=[0, 2, 1])
        y = g.op("Add", y, self.self_attention.emit(g, self.norm1.emit(g, y)))
        y = g.op("Add", y, self.cross_attention.emit(g, self.norm2.emit(g, y), words))
        y = g.op("Add", y, self.feed.emit(g, self.norm3.emit(g, y)))
        y = g.op("Reshape", g.op("Transpose", y, perm=[0, 2, 1]), g.op("Shape", x))
        return g.op("Add", x, y)


class Stage(nn.Module):
    """A residual block, and at low resolution a transformer."""

    def __init__(self, inputs, outputs, condition, attend):
        super().__init__()
        self.block = ResBlock(inputs, outputs, condition)
        self.transformer = Transformer(outputs) if attend else None

    def forward(self, x, condition, words):
        x = self.block(x, condition)
        return x if self.transformer is None else self.transformer(x, words)

    def emit(self, g, x, condition, words):
        x = self.block.emit(g, x, condition)
        return x if self.transformer is None else self.transformer.emit(g, x, words)


class UNet(nn.Module):
    def __init__(self, widths=(128, 160, 224), depths=(2, 2, 1), condition=192):
        super().__init__()
        self.time1, self.time2 = Dense(2 * FREQUENCIES, condition), Dense(condition, condition)
        self.prompt = Dense(WIDTH, condition)
        self.conv_in = WrapConv(LATENT, widths[0])
        self.down, self.up, self.middle = nn.ModuleList(), nn.ModuleList(), nn.ModuleList()
        skips, current = [widths[0]], widths[0]
        for level, (width, depth) in enumerate(zip(widths, depths)):
            for block in range(depth):
                self.down.append(Stage(current, width, condition, level > 0 and block + 1 == depth))
                skips.append(width)
                current = width
            if level + 1 < len(widths):
                self.down.append(WrapConv(width, width, 3, 2))
                skips.append(width)
        self.middle.append(Stage(current, current, condition, True))
        for level, width, depth in reversed(list(zip(range(len(widths)), widths, depths))):
            for block in range(depth + 1):
                self.up.append(Stage(current + skips.pop(), width, condition, level > 0 and block == depth))
                current = width
            if level > 0:
                self.up.append(Upsample(width, width))
        self.norm, self.conv_out = Norm(current), WrapConv(current, LATENT)
        nn.init.zeros_(self.conv_out.weight)
        nn.init.zeros_(self.conv_out.bias)
        rates = torch.exp(torch.linspace(0, -math.log(10000.0), FREQUENCIES))
        self.register_buffer("rates", rates, persistent=False)

    def forward(self, x, timestep, words):
        angles = timestep[:, None].float() * self.rates[None]
        wave = torch.cat([angles.cos(), angles.sin()], dim=1).to(x.dtype)
        condition = F.silu(self.time2(F.silu(self.time1(wave))) + self.prompt(words[:, 0]))
        x = self.conv_in(x)
        skips = [x]
        for layer in self.down:
            x = layer(x, condition, words) if isinstance(layer, Stage) else layer(x)
            skips.append(x)
        for layer in self.middle:
            x = layer(x, condition, words)
        for layer in self.up:
            x = layer(torch.cat([x, skips.pop()], dim=1), condition, words) if isinstance(layer, Stage) else layer(x)
        return self.conv_out(F.silu(self.norm(x)))

    def export(self, path):
        g = Graph("unet")
        x = g.input("sample", TensorProto.FLOAT, ["batch", LATENT, "height", "width"])
        timestep = g.input("timestep", TensorProto.FLOAT, ["batch"])
        words = g.input("encoder_hidden_states", TensorProto.FLOAT, ["batch", LENGTH, WIDTH])
        rates = g.const(self.rates.cpu().numpy()[None], np.float32)
        angles = g.op("Mul", g.op("Unsqueeze", timestep, g.const([1])), rates)
        wave = g.op("Concat", g.op("Cos", angles), g.op("Sin", angles), axis=1)
        time = self.time2.emit(g, emit_silu(g, self.time1.emit(g, wave)))
        first = g.op("Gather", words, g.const(0), axis=1)
        condition = emit_silu(g, g.op("Add", time, self.prompt.emit(g, first)))
        x = self.conv_in.emit(g, x)
        skips = [x]
        for layer in self.down:
            x = layer.emit(g, x, condition, words) if isinstance(layer, Stage) else layer.emit(g, x)
            skips.append(x)
        for layer in self.middle:
            x = layer.emit(g, x, condition, words)
        for layer in self.up:
            if isinstance(layer, Stage):
                x = layer.emit(g, g.op("Concat", x, skips.pop(), axis=1), condition, words)
            else:
                x = layer.emit(g, x)
        x = self.conv_out.emit(g, emit_silu(g, self.norm.emit(g, x)))
        g.output(x, "out_sample", ["batch", LATENT, "height", "width"])
        g.save(path)
