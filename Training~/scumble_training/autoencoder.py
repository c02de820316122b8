"""The autoencoder: six material channels at 256x256 <-> eight latent channels at 32x32 (any multiple of 8).

Channels, in -1..1: base colour r, g, b (sRGB-encoded), height, roughness, metallic. The latent is made zero-mean and
unit-variance by `shift` and `scale`, measured on the data after training, inside the graphs.
"""
import torch
import torch.nn.functional as F
from onnx import TensorProto
from torch import nn

from .blocks import Norm, ResBlock, Upsample, WrapConv, emit_silu
from .onnx_graph import Graph

CHANNELS, LATENT, FACTOR = 6, 8, 8


class Encoder(nn.Module):
    def __init__(self, widths=(32, 64, 96, 128)):
        super().__init__()
        layers = [WrapConv(CHANNELS, widths[0])]
        for a, b in zip(widths, widths[1:]):
            layers += [ResBlock(a, a), WrapConv(a, b, 3, 2)]
        layers += [ResBlock(widths[-1], widths[-1]), ResBlock(widths[-1], widths[-1])]
        self.layers, self.norm, self.out = nn.ModuleList(layers), Norm(widths[-1]), WrapConv(widths[-1], LATENT)
        self.register_buffer("shift", torch.zeros(1, LATENT, 1, 1))
        self.register_buffer("scale", torch.ones(1, LATENT, 1, 1))

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return (self.out(F.silu(self.norm(x))) - self.shift) / self.scale

    def export(self, path):
        g = Graph("vae_encoder")
        x = g.input("sample", TensorProto.FLOAT, ["batch", CHANNELS, "height", "width"])
        for layer in self.layers:
            x = layer.emit(g, x)
        x = self.out.emit(g, emit_silu(g, self.norm.emit(g, x)))
        x = g.op("Div", g.op("Sub", x, g.weight(self.shift)), g.weight(self.scale))
        g.output(x, "latent_sample", ["batch", LATENT, "latent_height", "latent_width"])
        g.save(path)


class Decoder(nn.Module):
    def __init__(self, widths=(176, 112, 64, 32), depths=(2, 2, 2, 1)):
        super().__init__()
        layers = [WrapConv(LATENT, widths[0])]
        for level, (width, depth) in enumerate(zip(widths, depths)):
            layers += [ResBlock(width, width) for _ in range(depth)]
            if level + 1 < len(widths):
                layers.append(Upsample(width, widths[level + 1]))
        self.layers, self.norm, self.out = nn.ModuleList(layers), Norm(widths[-1]), WrapConv(widths[-1], CHANNELS)
        self.register_buffer("shift", torch.zeros(1, LATENT, 1, 1))
        self.register_buffer("scale", torch.ones(1, LATENT, 1, 1))

    def forward(self, z):
        x = z * self.scale + self.shift
        for layer in self.layers:
            x = layer(x)
        return torch.tanh(self.out(F.silu(self.norm(x))))

    def export(self, path):
        g = Graph("vae_decoder")
        z = g.input("latent_sample", TensorProto.FLOAT, ["batch", LATENT, "latent_height", "latent_width"])
        x = g.op("Add", g.op("Mul", z, g.weight(self.scale)), g.weight(self.shift))
        for layer in self.layers:
            x = layer.emit(g, x)
        x = g.op("Tanh", self.out.emit(g, emit_silu(g, self.norm.emit(g, x))))
        g.output(x, "sample", ["batch", CHANNELS, "height", "width"])
        g.save(path)


class Discriminator(nn.Module):
    """Patch critic on a torus (Isola et al. 2017), spectrally normalised; returns its features for matching."""

    def __init__(self, widths=(48, 96, 192, 256)):
        super().__init__()
        steps = list(zip((CHANNELS,) + widths, widths))
        self.convs = nn.ModuleList(
            nn.utils.spectral_norm(WrapConv(a, b, 3, 2 if i < 3 else 1)) for i, (a, b) in enumerate(steps))
        self.out = nn.utils.spectral_norm(WrapConv(widths[-1], 1))

    def forward(self, x):
        features = []
        for conv in self.convs:
            x = F.leaky_relu(conv(x), 0.2)
            features.append(x)
        return self.out(x), features
