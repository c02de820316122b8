"""Attention and what stands around it, on [b, n, c]: forward (PyTorch) and emit (ONNX), as `blocks`."""
import math

import torch
import torch.nn.functional as F
from torch import nn

from .blocks import Dense, emit_silu
from .onnx_graph import CONTRIB


class LayerNorm(nn.LayerNorm):
    def forward(self, x):
        return F.layer_norm(x.float(), self.normalized_shape, self.weight, self.bias, self.eps).to(x.dtype)

    def emit(self, g, x):
        return g.op("LayerNormalization", x, g.weight(self.weight), g.weight(self.bias), axis=-1, epsilon=self.eps)

    def emit_sum(self, g, x, other, bias):
        """x [b, n, c], plus other, plus bias [c] -> (what emit makes of the sum, the sum), as one operation."""
        normed, total = g.name("normed"), g.name("sum")
        g.op("SkipLayerNormalization", x, other, g.weight(self.weight), g.weight(self.bias), bias, outputs=[normed, "", "", total],
             domain=CONTRIB, epsilon=self.eps)
        return normed, total


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

    def emit_product(self, g, x, context=None, mask=None):
        """Without the last bias, which `LayerNorm.emit_sum` adds. mask: the name of what is added to the logits, [b, 1, n, n]."""
        parts = [g.matrix(layer, torch.t) for layer in (self.q, self.k, self.v)]
        if context is None:
            q, k, v = emit_products(g, x, *parts)
        else:
            q, (k, v) = g.op("MatMul", x, parts[0]), emit_products(g, context, *parts[1:])
        return g.op("MatMul", emit_attention(g, q, k, v, self.heads, mask), g.matrix(self.out, torch.t))


def emit_products(g, x, *matrices):
    """x by each of these of equal shape, [inputs, outputs], as one product."""
    product = g.op("MatMul", x, g.op("Concat", *matrices, axis=1))
    return g.op("Split", product, outputs=len(matrices), axis=-1, num_outputs=len(matrices))


def emit_attention(g, q, k, v, heads, mask=None):
    """[b, n, c] each; one operation, which the runtimes of all devices have."""
    return g.op("MultiHeadAttention", q, k, v, *([] if mask is None else ["", "", mask]), domain=CONTRIB, num_heads=heads)


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
