"""A ControlNet (Zhang et al. 2023) of the denoiser: a narrow network beside it that reads a control picture and what the denoiser reads,
and gives a residual for each feature that the denoiser hands on. Its last convolutions begin at zero, and the denoiser stays as it is.

It is no copy of the denoiser's way down but a fifth of it, as a net that only has to say where things are may be (Zavadski et al. 2023,
ControlNet-XS). Everything is local: convolutions on a torus, and the prompt's summary, time and guidance as a condition.
"""
import math

import numpy as np
import torch
import torch.nn.functional as F
from onnx import TensorProto
from torch import nn

from .autoencoder import LATENT
from .blocks import Conditions, Dense, Down, ResBlock, WrapConv, emit_inner, emit_outer, emit_silu, unshuffle
from .text_encoder import WIDTH
from .unet import FREQUENCIES, GUIDANCE, TIMESTEPS, emit_wave, wave
from .words import LENGTH

KINDS = ("depth", "edge")                       # folders controlnet_depth, controlnet_edge
WIDTHS, HINT, CONDITION, PATCH = (128, 160, 192), (48, 64), 192, 4
PICTURE = 3                                     # channels of a control picture, of which the mean counts


class Hint(nn.Module):
    """A control picture in 0..1 -> features at a sixteenth of its size."""

    def __init__(self, widths, outputs):
        super().__init__()
        self.conv_in, self.down = WrapConv(PATCH * PATCH, widths[0]), Down(*widths)
        self.block, self.out = ResBlock(widths[1], widths[1]), Down(widths[1], outputs)

    def forward(self, picture):
        x = unshuffle(2 * picture.mean(1, keepdim=True) - 1, PATCH)
        return self.out(self.block(self.down(F.silu(self.conv_in(x)))))

    def emit(self, g, picture):
        two, one = (g.const([value], np.float32) for value in (2.0, 1.0))
        x = g.op("Sub", g.op("Mul", g.op("ReduceMean", picture, g.const([1]), keepdims=1), two), one)
        x = emit_silu(g, self.conv_in.emit(g, emit_inner(g, g.op("SpaceToDepth", x, blocksize=PATCH))))
        return self.out.emit(g, self.block.emit(g, self.down.emit(g, x)))


class ControlNet(nn.Module):
    """residuals: those of the UNet that it steers, (name, channels, level) each; guided: whether that takes the scale of guidance."""

    def __init__(self, residuals, widths=WIDTHS, hint=HINT, condition=CONDITION, guided=True):
        super().__init__()
        self.residuals, self.guided = list(residuals), guided
        self.time1, self.time2 = Dense((4 if guided else 2) * FREQUENCIES, condition), Dense(condition, condition)
        self.prompt, self.hint, self.conv_in = Dense(WIDTH, condition), Hint(hint, widths[0]), WrapConv(LATENT, widths[0])
        self.layers, self.outs = nn.ModuleList(), nn.ModuleList()
        level = 0
        for i, (_, channels, at) in enumerate(self.residuals):
            if 0 < i < len(self.residuals) - 1:
                self.layers.append(ResBlock(widths[level], widths[level], condition) if at == level else Down(widths[level], widths[at]))
            level = at
            self.outs.append(WrapConv(widths[level], channels, 1))
        for out in self.outs:
            nn.init.zeros_(out.weight)
            nn.init.zeros_(out.bias)
        self.register_buffer("rates", torch.exp(torch.linspace(0, -math.log(10000.0), FREQUENCIES)), persistent=False)

    def forward(self, picture, x, timestep, words, guidance=None):
        """picture: [b, any, 16 h, 16 w] in 0..1; x, timestep, words, guidance: as of the UNet -> its residuals."""
        times = [timestep] + ([GUIDANCE * guidance] if self.guided else [])
        time = self.time2(F.silu(self.time1(torch.cat([wave(t, self.rates) for t in times], 1))))
        condition = F.silu(time + self.prompt(words[:, 0]))
        sigma = timestep.float().view(-1, 1, 1, 1) / TIMESTEPS
        y = self.conv_in(x * torch.rsqrt(sigma.square() + (1 - sigma).square())) + self.hint(picture)
        given = [self.outs[0](y)]
        for layer, out in zip(self.layers, self.outs[1:]):
            y = layer(y, condition) if isinstance(layer, ResBlock) else layer(y)
            given.append(out(y))
        return given + [self.outs[-1](y)]

    def build(self, g):
        x = g.input("sample", TensorProto.FLOAT, ["batch", LATENT, "height", "width"])
        timestep = g.input("timestep", TensorProto.FLOAT, ["batch"])
        words = g.input("encoder_hidden_states", TensorProto.FLOAT, ["batch", LENGTH, WIDTH])
        picture = g.input("controlnet_cond", TensorProto.FLOAT, ["batch", PICTURE, "picture_height", "picture_width"])
        waves = [emit_wave(g, timestep, self.rates)]
        if self.guided:
            guidance = g.input("guidance", TensorProto.FLOAT, ["batch"])
            waves.append(emit_wave(g, g.op("Mul", guidance, g.const([float(GUIDANCE)], np.float32)), self.rates))
        time = self.time2.emit(g, emit_silu(g, self.time1.emit(g, g.op("Concat", *waves, axis=1))))
        condition = Conditions(g, emit_silu(g, g.op("Add", time, self.prompt.emit(g, g.op("Gather", words, g.const(0), axis=1)))))
        sigma = g.op("Div", g.op("Unsqueeze", timestep, g.const([1, 2, 3])), g.const([float(TIMESTEPS)], np.float32))
        rest = g.op("Sub", g.const([1.0], np.float32), sigma)
        root = g.op("Sqrt", g.op("Add", g.op("Mul", sigma, sigma), g.op("Mul", rest, rest)))
        y = g.op("Add", self.conv_in.emit(g, emit_inner(g, g.op("Div", x, root))), self.hint.emit(g, picture))
        features = [y]
        for layer in self.layers:
            y = layer.emit(g, y, condition) if isinstance(layer, ResBlock) else layer.emit(g, y)
            features.append(y)
        condition.emit()
        for (name, channels, _), out, y in zip(self.residuals, self.outs, features + [y]):
            g.output(emit_outer(g, out.emit(g, y)), name, ["batch", channels, f"{name}_height", f"{name}_width"])


class ControlNets(nn.Module):
    """One of each kind, for one UNet."""

    def __init__(self, unet, **sizes):
        super().__init__()
        for kind in KINDS:
            setattr(self, kind, ControlNet(unet.residuals, guided=unet.jumps, **sizes))

    def parts(self):
        return {kind: getattr(self, kind) for kind in KINDS}
