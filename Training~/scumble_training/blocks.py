"""Building blocks of the three networks. Each knows two forms of itself: forward (PyTorch) and emit (ONNX).

Every convolution pads by wrapping around, so whatever a network computes is periodic on both axes: the textures tile by
construction, at every size.
"""
import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


def wrap(x, pad):
    """Pads both axes with the opposite edge. Joined parts, not F.pad: its gradient is several times as fast."""
    x = torch.cat([x[:, :, -pad:], x, x[:, :, :pad]], 2)
    return torch.cat([x[:, :, :, -pad:], x, x[:, :, :, :pad]], 3)


class WrapConv(nn.Conv2d):
    """3x3 (or 1x1) convolution on a torus."""

    def __init__(self, inputs, outputs, kernel=3, stride=1):
        super().__init__(inputs, outputs, kernel, stride)

    def forward(self, x):
        pad = self.kernel_size[0] // 2
        return super().forward(wrap(x, pad) if pad else x)

    def emit(self, g, x):
        pad = self.kernel_size[0] // 2
        if pad:
            x = g.op("Pad", x, g.const([0, 0, pad, pad] * 2), mode="wrap")
        return g.op("Conv", x, g.weight(self.weight), g.weight(self.bias),
                    kernel_shape=list(self.kernel_size), strides=list(self.stride), pads=[0, 0, 0, 0])


class Dense(nn.Linear):
    def emit(self, g, x):
        y = g.op("MatMul", x, g.weight(self.weight.t()))
        return y if self.bias is None else g.op("Add", y, g.weight(self.bias))


class Norm(nn.GroupNorm):
    """Group normalisation, in the input's own precision also under autocast."""

    def __init__(self, channels, groups=16):
        super().__init__(min(groups, channels // 4), channels, eps=1e-5)

    def forward(self, x):
        with torch.autocast(x.device.type, enabled=False):
            return F.group_norm(x, self.num_groups, self.weight.to(x.dtype), self.bias.to(x.dtype), self.eps)

    def emit(self, g, x):
        ones, zeros = g.const(np.ones(self.num_groups), np.float32), g.const(np.zeros(self.num_groups), np.float32)
        y = g.op("Reshape", x, g.const([0, self.num_groups, -1]))
        y = g.op("InstanceNormalization", y, ones, zeros, epsilon=self.eps)
        y = g.op("Reshape", y, g.op("Shape", x))
        y = g.op("Mul", y, g.weight(self.weight[None, :, None, None]))
        return g.op("Add", y, g.weight(self.bias[None, :, None, None]))


class LayerNorm(nn.LayerNorm):
    def forward(self, x):
        with torch.autocast(x.device.type, enabled=False):
            return F.layer_norm(x, self.normalized_shape, self.weight.to(x.dtype), self.bias.to(x.dtype), self.eps)

    def emit(self, g, x):
        return g.op("LayerNormalization", x, g.weight(self.weight), g.weight(self.bias), axis=-1, epsilon=self.eps)


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
        h = self.norm2(self.conv1(F.silu(self.norm1(x))))
        if self.affine is not None:
            scale, shift = self.affine(condition)[:, :, None, None].chunk(2, dim=1)
            h = h * (1 + scale) + shift
        h = self.conv2(F.silu(h))
        return h + (x if self.short is None else self.short(x))

    def emit(self, g, x, condition=None):
        h = self.norm2.emit(g, self.conv1.emit(g, emit_silu(g, self.norm1.emit(g, x))))
        if self.affine is not None:
            affine = g.op("Unsqueeze", self.affine.emit(g, condition), g.const([2, 3]))
            scale, shift = g.op("Split", affine, outputs=2, axis=1, num_outputs=2)
            h = g.op("Add", g.op("Mul", h, g.op("Add", scale, g.const([1.0], np.float32))), shift)
        h = self.conv2.emit(g, emit_silu(g, h))
        return g.op("Add", h, x if self.short is None else self.short.emit(g, x))


class Attention(nn.Module):
    """Multi-head scaled dot-product attention, to itself or to a context."""

    def __init__(self, width, context=None, heads=4):
        super().__init__()
        self.heads, self.width = heads, width
        self.q, self.k, self.v = Dense(width, width, bias=False), Dense(context or width, width, bias=False), \
            Dense(context or width, width, bias=False)
        self.out = Dense(width, width)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, x, context=None, mask=None):
        context = x if context is None else context
        split = lambda t: t.unflatten(-1, (self.heads, -1)).transpose(1, 2)
        q, k, v = split(self.q(x)), split(self.k(context)), split(self.v(context))
        if hasattr(F, "scaled_dot_product_attention"):
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:
            logits = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
            y = (logits if mask is None else logits + mask).softmax(-1) @ v
        return self.out(y.transpose(1, 2).flatten(2))

    def emit(self, g, x, context=None, mask=None):
        head = self.width // self.heads
        split = lambda t, order: g.op("Transpose", g.op("Reshape", t, g.const([0, 0, self.heads, head])), perm=order)
        q = g.op("Mul", split(self.q.emit(g, x), [0, 2, 1, 3]), g.const([1 / math.sqrt(head)], np.float32))
        k, v = split(self.k.emit(g, context or x), [0, 2, 3, 1]), split(self.v.emit(g, context or x), [0, 2, 1, 3])
        logits = g.op("MatMul", q, k)
        weights = g.op("Softmax", logits if mask is None else g.op("Add", logits, mask), axis=-1)
        y = g.op("Transpose", g.op("MatMul", weights, v), perm=[0, 2, 1, 3])
        return self.out.emit(g, g.op("Reshape", y, g.const([0, 0, self.width])))


class FeedForward(nn.Module):
    """Gated: (SiLU(a) * b) projected back."""

    def __init__(self, width, expansion=2):
        super().__init__()
        self.up, self.down = Dense(width, 2 * expansion * width), Dense(expansion * width, width)
        nn.init.zeros_(self.down.weight)
        nn.init.zeros_(self.down.bias)

    def forward(self, x):
        a, b = self.up(x).chunk(2, dim=-1)
        return self.down(F.silu(a) * b)

    def emit(self, g, x):
        a, b = g.op("Split", self.up.emit(g, x), outputs=2, axis=-1, num_outputs=2)
        return self.down.emit(g, g.op("Mul", emit_silu(g, a), b))


class Upsample(nn.Module):
    """Nearest neighbour times two, then a convolution."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv = WrapConv(inputs, outputs)

    def forward(self, x):
        return self.conv(F.interpolate(x, scale_factor=2.0, mode="nearest"))

    def emit(self, g, x):
        scales = g.const([1, 1, 2, 2], np.float32)
        y = g.op("Resize", x, "", scales, mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor")
        return self.conv.emit(g, y)
