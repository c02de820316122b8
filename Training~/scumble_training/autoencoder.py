"""The autoencoder: six material channels <-> 32 latent channels at a sixteenth of the size (any multiple of 16).

Channels, in -1..1: base colour r, g, b (sRGB-encoded), height, roughness, metallic. At the picture's side squares of 2 x 2 (decoder) or
4 x 4 (encoder) become channels, so that nothing is computed at full size. The latent is made zero-mean and unit-variance by `shift`
and `scale`, measured on the data after training, inside the graphs.
"""
import torch
import torch.nn.functional as F
from onnx import TensorProto
from torch import nn

from .blocks import Down, Grain, Norm, ResBlock, Up, WrapConv, emit_inner, emit_outer, emit_silu, shuffle, unshuffle
from .finish import Finish

CHANNELS, LATENT, FACTOR = 6, 32, 16
GRAINY = 2


class Half(nn.Module):
    """What encoder and decoder share: a chain of layers, norm, SiLU, convolution, and the latent's measured shift and scale."""

    def __init__(self, layers, width, outputs):
        super().__init__()
        self.layers, self.norm, self.out = nn.ModuleList(layers), Norm(width), WrapConv(width, outputs)
        self.register_buffer("shift", torch.zeros(1, LATENT, 1, 1))
        self.register_buffer("scale", torch.ones(1, LATENT, 1, 1))

    def run(self, x):
        for layer in self.layers:
            x = layer(x)
        return self.out(F.silu(self.norm(x)))

    def emit(self, g, x):
        x = emit_inner(g, x)
        for layer in self.layers:
            x = layer.emit(g, x)
        return emit_outer(g, self.out.emit(g, emit_silu(g, self.norm.emit(g, x))))


class Encoder(Half):
    def __init__(self, widths=(96, 160, 256), depth=2, patch=4):
        layers = [WrapConv(patch * patch * CHANNELS, widths[0])]
        for a, b in zip(widths, widths[1:]):
            layers += [ResBlock(a, a) for _ in range(depth)] + [Down(a, b)]
        layers += [ResBlock(widths[-1], widths[-1]) for _ in range(depth)]
        super().__init__(layers, widths[-1], LATENT)
        self.patch = patch

    def forward(self, x):
        return (self.run(unshuffle(x, self.patch)) - self.shift) / self.scale

    def build(self, g):
        x = g.input("sample", TensorProto.FLOAT, ["batch", CHANNELS, "height", "width"])
        x = self.emit(g, g.op("SpaceToDepth", x, blocksize=self.patch))
        x = g.op("Div", g.op("Sub", x, g.weight(self.shift)), g.weight(self.scale))
        g.output(x, "latent_sample", ["batch", LATENT, "latent_height", "latent_width"])


class Decoder(Half):
    """grainy: levels, the finest, that noise goes into; none: nothing is done to what the last convolution gives."""

    def __init__(self, widths=(320, 224, 128, 64), depths=(2, 2, 2, 2), patch=2, grainy=GRAINY):
        layers = [WrapConv(LATENT, widths[0])]
        for level, (width, depth) in enumerate(zip(widths, depths)):
            layers += [Grain(width)] * (level + grainy >= len(widths)) + [ResBlock(width, width) for _ in range(depth)]
            if level + 1 < len(widths):
                layers.append(Up(width, widths[level + 1]))
        super().__init__(layers, widths[-1], patch * patch * CHANNELS)
        self.patch, self.finish = patch, Finish() if grainy else None

    def forward(self, z):
        x = torch.tanh(shuffle(self.run(z * self.scale + self.shift), self.patch))
        return x if self.training or self.finish is None else self.finish(x)

    def build(self, g):
        z = g.input("latent_sample", TensorProto.FLOAT, ["batch", LATENT, "latent_height", "latent_width"])
        x = self.emit(g, g.op("Add", g.op("Mul", z, g.weight(self.scale)), g.weight(self.shift)))
        x = g.op("Tanh", g.op("DepthToSpace", x, blocksize=self.patch, mode="DCR"))
        g.output(x if self.finish is None else self.finish.emit(g, x), "sample", ["batch", CHANNELS, "height", "width"])


def preview_decoder():
    """A twentieth of the decoder's parameters, a hundredth of its work: for looks at what is forming."""
    return Decoder(widths=(96, 64, 32), depths=(1, 1, 1), patch=4, grainy=0)
