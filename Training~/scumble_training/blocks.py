"""Building blocks of the three networks. Each knows two forms of itself: forward (PyTorch) and emit (ONNX).

Every convolution pads by wrapping around, so whatever a network computes is periodic on both axes: the textures tile by
construction, at every size.

In PyTorch pictures are [b, c, h, w]; graphs keep channels innermost, [b, h, w, c]: a norm over channels is then one operation of a
runtime, a 1x1 convolution a product, and attention needs no transposition. What enters and leaves a graph is [b, c, h, w].
"""
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


def wrapped(size, device):
    """The source of each place of an axis that was padded by one on both sides: size - 1, 0, 1, ..., size - 1, 0."""
    i = torch.arange(size + 2, device=device) - 1
    i = torch.where(i < 0, i + size, i)
    return torch.where(i >= size, i - size, i)


class Wrap(torch.autograd.Function):
    """Pads both axes by one with the opposite edge. Written so that a compiler melts both directions into their neighbours: forward is
    one gather, backward a sum of slices; neither joins tensors nor scatters."""

    @staticmethod
    def forward(ctx, x):
        return x[:, :, wrapped(x.shape[2], x.device)[:, None], wrapped(x.shape[3], x.device)[None]]

    @staticmethod
    def backward(ctx, g):
        h, w = g.shape[2] - 2, g.shape[3] - 2
        g = g[:, :, 1:-1] + F.pad(g[:, :, -1:], (0, 0, 0, h - 1)) + F.pad(g[:, :, :1], (0, 0, h - 1, 0))
        return g[..., 1:-1] + F.pad(g[..., -1:], (0, w - 1)) + F.pad(g[..., :1], (w - 1, 0))


def emit_inner(g, x):
    """[b, c, h, w] -> [b, h, w, c]"""
    return g.op("Transpose", x, perm=[0, 2, 3, 1])


def emit_outer(g, x):
    """[b, h, w, c] -> [b, c, h, w]"""
    return g.op("Transpose", x, perm=[0, 3, 1, 2])


class WrapConv(nn.Conv2d):
    """3x3 (or 1x1) convolution on a torus."""

    eight = None  # a scale for each output, where the weight is stored in eight bits

    def __init__(self, inputs, outputs, kernel=3, stride=1):
        super().__init__(inputs, outputs, kernel, stride)

    def forward(self, x):
        return super().forward(Wrap.apply(x) if self.kernel_size[0] == 3 else x)

    def emit(self, g, x):
        pad = self.kernel_size[0] // 2
        if not pad:
            matrix = g.matrix(self, lambda weight: weight.flatten(1))
            return g.op("Add", g.op("MatMul", x, g.op("Transpose", matrix, perm=[1, 0])), g.weight(self.bias))
        x = emit_outer(g, g.wrapped(x, (pad, pad), axis=1, channels=self.in_channels))
        return emit_inner(g, g.op("Conv", x, g.matrix(self), g.weight(self.bias),
                                  kernel_shape=list(self.kernel_size), strides=list(self.stride), pads=[0, 0, 0, 0]))


class Dense(nn.Linear):
    eight = None  # as WrapConv's

    def emit(self, g, x):
        y = g.op("MatMul", x, g.matrix(self, torch.t))
        return y if self.bias is None else g.op("Add", y, g.weight(self.bias))


class Norm(nn.Module):
    """Root mean square normalisation over the channels of each place (Zhang & Sennrich 2019), then gain and bias, which a condition
    may change. Its sums do not reach beyond a place: it is the same at every size and for every crop."""

    def __init__(self, channels, eps=1e-5):
        super().__init__()
        self.gain, self.bias, self.eps = nn.Parameter(torch.ones(channels)), nn.Parameter(torch.zeros(channels)), eps

    def forward(self, x, scale=0.0, shift=0.0):
        """scale, shift: [b, c], of the condition."""
        gain, bias = (self.gain * (1 + scale))[..., None, None], (self.bias + shift)[..., None, None]
        wide = x.float()
        return (wide * torch.rsqrt(wide.square().mean(1, keepdim=True) + self.eps) * gain + bias).to(x.dtype)

    def emit(self, g, x, condition=None):
        """condition: takes the name of the bias [c], gives those of one plus scale, and of bias plus shift, [b, 1, 1, c] both."""
        gain, bias, factor = g.weight(self.gain), g.weight(self.bias), None
        if condition is not None:
            factor, bias = condition(bias)
        # ONNX Runtime's own name for it, on all devices; ONNX has it since operator set 23, as RMSNormalization.
        y = g.op("SimplifiedLayerNormalization", x, gain, axis=-1, epsilon=self.eps)
        return g.op("Add", y if factor is None else g.op("Mul", y, factor), bias)


def emit_silu(g, x):
    return g.op("Mul", x, g.op("Sigmoid", x))


class ResBlock(nn.Module):
    """norm, SiLU, conv, norm (scaled and shifted by the condition, if any), SiLU, conv, and a short cut."""

    def __init__(self, inputs, outputs, condition=0):
        super().__init__()
        self.norm1, self.conv1 = Norm(inputs), WrapConv(inputs, outputs)
        self.norm2, self.conv2 = Norm(outputs), WrapConv(outputs, outputs)
        self.affine = Dense(condition, 2 * outputs) if condition else None
        self.short = WrapConv(inputs, outputs, 1) if inputs != outputs else None
        nn.init.zeros_(self.conv2.weight)
        nn.init.zeros_(self.conv2.bias)
        if condition:
            nn.init.zeros_(self.affine.weight)
            nn.init.zeros_(self.affine.bias)

    def forward(self, x, condition=None):
        scale, shift = (0.0, 0.0) if self.affine is None else self.affine(condition).float().chunk(2, dim=1)
        h = self.conv1(F.silu(self.norm1(x)))
        h = self.conv2(F.silu(self.norm2(h, scale, shift)))
        return h + (x if self.short is None else self.short(x))

    def emit(self, g, x, condition=None):
        """condition: `Conditions`, if there is one."""
        if self.affine is not None:
            matrix, affine_bias = g.matrix(self.affine, torch.t), g.weight(self.affine.bias)

        def scale_and_shift(bias):
            ones = g.const(np.ones(self.affine.out_features // 2), np.float32)
            return condition.factor_and_shift(self.affine.out_features // 2, matrix, g.op("Add", affine_bias, g.op("Concat", ones, bias, axis=0)))

        h = self.conv1.emit(g, emit_silu(g, self.norm1.emit(g, x)))
        h = self.conv2.emit(g, emit_silu(g, self.norm2.emit(g, h, None if self.affine is None else scale_and_shift)))
        return g.op("Add", h, x if self.short is None else self.short.emit(g, x))


class Conditions:
    """What one condition, [b, n], changes in all blocks: one product for all blocks of a width, of which each takes its part."""

    def __init__(self, g, condition):
        self.g, self.condition, self.place, self.blocks = g, condition, len(g.nodes), {}

    def factor_and_shift(self, width, matrix, bias):
        """Names of the condition by matrix, [n, 2 width], plus bias: its halves, [b, 1, 1, width]."""
        names = [self.g.name("part"), self.g.name("part")]
        self.blocks.setdefault(width, []).append((matrix, bias, names))
        return names

    def emit(self):
        """Once all blocks are; what it adds stands before them."""
        g, nodes = self.g, self.g.nodes
        g.nodes = []
        for blocks in self.blocks.values():
            matrices, biases, names = zip(*blocks)
            product = g.op("MatMul", self.condition, g.op("Concat", *matrices, axis=1))
            product = g.op("Unsqueeze", g.op("Add", product, g.op("Concat", *biases, axis=0)), g.const([1, 2]))
            parts = sum(names, [])
            g.op("Split", product, outputs=parts, axis=-1, num_outputs=len(parts))
        g.nodes = nodes[:self.place] + g.nodes + nodes[self.place:]


def unshuffle(x, r):
    """[b, c, h r, w r] -> [b, r r c, h, w]: each square of r x r places becomes channels, its place first (ONNX: SpaceToDepth)."""
    b, c, h, w = x.shape
    return x.view(b, c, h // r, r, w // r, r).permute(0, 3, 5, 1, 2, 4).reshape(b, r * r * c, h // r, w // r)


def shuffle(x, r):
    """The way back (ONNX: DepthToSpace, mode DCR)."""
    b, c, h, w = x.shape
    return x.view(b, r, r, c // (r * r), h, w).permute(0, 3, 4, 1, 5, 2).reshape(b, c // (r * r), h * r, w * r)


class Down(nn.Module):
    """Halves: squares of 2 x 2 become channels, then a 1x1 convolution."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv = WrapConv(4 * inputs, outputs, 1)

    def forward(self, x):
        return self.conv(unshuffle(x, 2))

    def emit(self, g, x):
        return self.conv.emit(g, emit_inner(g, g.op("SpaceToDepth", emit_outer(g, x), blocksize=2)))


class Up(nn.Module):
    """Doubles: a 1x1 convolution, then channels become squares of 2 x 2."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv = WrapConv(inputs, 4 * outputs, 1)

    def forward(self, x):
        return shuffle(self.conv(x), 2)

    def emit(self, g, x):
        return emit_inner(g, g.op("DepthToSpace", emit_outer(g, self.conv.emit(g, x)), blocksize=2, mode="DCR"))


class Grain(nn.Module):
    """Adds white noise, weighted for each channel (Karras et al. 2019, section 3.2): what a decoder makes grain of where the latent does
    not say it. Fresh in training; else one fixed field, repeated or cut to the size: white noise has no seam wherever it is cut."""

    def __init__(self, width, fields=2, side=256):
        super().__init__()
        self.weigh = WrapConv(fields, width, 1)
        nn.init.zeros_(self.weigh.weight)
        nn.init.zeros_(self.weigh.bias)
        field = torch.randn(1, fields, side, side, generator=torch.Generator().manual_seed(fields))
        self.register_buffer("field", field, persistent=False)

    def forward(self, x):
        (b, _, h, w), (_, fields, side, _) = x.shape, self.field.shape
        noise = torch.randn(b, fields, h, w, device=x.device) if self.training else \
            self.field.repeat(1, 1, -(-h // side), -(-w // side))[:, :, :h, :w]
        return x + self.weigh(noise)

    def emit(self, g, x):
        side = g.const([1, self.field.shape[2], self.field.shape[3], 1])
        shape = g.op("Slice", g.op("Shape", x), g.const([1]), g.const([3]))
        both = g.op("Concat", g.const([1]), shape, g.const([1]), axis=0)
        times = g.op("Div", g.op("Sub", g.op("Add", both, side), g.const([1])), side)
        noise = g.op("Slice", g.op("Tile", emit_inner(g, g.fixed(self.field)), times), g.const([0, 0]), shape, g.const([1, 2]))
        return g.op("Add", x, self.weigh.emit(g, noise))
