"""The text encoder: a frozen language model's view of the prompt (`trunk`) under a small trained transformer (`adapt`).

The frozen part carries words that no caption held, in their context: "cobbles" lands near "cobblestones", "scarlet" near "red".
"""
import numpy as np
import torch
from onnx import TensorProto
from torch import nn

from .attention import Attention, FeedForward, LayerNorm
from .blocks import Dense
from .trunk import Trunk, read
from .words import LENGTH, PAD

WIDTH = 256


class Layer(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.norm1, self.attention = LayerNorm(width), Attention(width, heads=4)
        self.norm2, self.feed = LayerNorm(width), FeedForward(width)

    def forward(self, x, mask):
        x = x + self.attention(self.norm1(x), mask=mask)
        return x + self.feed(self.norm2(x))

    def emit(self, g, x, mask):
        attended = self.attention.emit_product(g, self.norm1.emit(g, x), mask=mask)
        normed, x = self.norm2.emit_sum(g, attended, x, g.weight(self.attention.out.bias))
        return g.op("Add", x, self.feed.emit(g, normed))


class TextEncoder(nn.Module):
    """ids [b, LENGTH] -> hidden states [b, LENGTH, WIDTH]; the first position sums the prompt up, padding gives zeros.

    weights: the trunk's, if not those of this package."""

    def __init__(self, weights=None, layers=2):
        super().__init__()
        self.frozen = Trunk(weights or read())
        self.norm0, self.project = LayerNorm(self.frozen.width), Dense(self.frozen.width, WIDTH)
        self.first = nn.Parameter(torch.randn(1, 1, WIDTH) * 0.02)   # tells the summary from the words
        self.layers, self.norm = nn.ModuleList(Layer(WIDTH) for _ in range(layers)), LayerNorm(WIDTH)

    def trunk(self, ids):
        """The frozen features [b, LENGTH, w]: they depend on the ids alone and can be kept."""
        return self.frozen(ids)

    def adapt(self, features, ids):
        """The trained rest: features of `trunk`, in any precision -> hidden states."""
        seen = ids != PAD
        mask = torch.zeros(ids.shape, device=ids.device).masked_fill(~seen, -1e4)[:, None, None, :]
        x = self.project(self.norm0(features.to(self.first.dtype)))
        x = torch.cat([x[:, :1] + self.first.to(x.dtype), x[:, 1:]], 1)
        for layer in self.layers:
            x = layer(x, mask.to(x.dtype))
        return self.norm(x) * seen[..., None]

    def forward(self, ids):
        return self.adapt(self.trunk(ids), ids)

    def build(self, g):
        ids = g.input("input_ids", TensorProto.INT64, ["batch", LENGTH])
        seen = g.op("Cast", g.op("Not", g.op("Equal", ids, g.const(PAD))), to=TensorProto.FLOAT)
        mask = g.op("Mul", g.op("Sub", seen, g.const([1.0], np.float32)), g.const([1e4], np.float32))
        mask = g.op("Expand", g.op("Unsqueeze", mask, g.const([1, 2])), g.const([1, 1, LENGTH, 1]))
        seen = g.op("Unsqueeze", seen, g.const([2]))
        x = self.project.emit(g, self.norm0.emit(g, self.frozen.emit(g, ids, seen, mask)))
        x = g.op("Add", x, g.op("Pad", g.weight(self.first), g.const([0, 0, 0, 0, LENGTH - 1, 0])))
        for layer in self.layers:
            x = layer.emit(g, x, mask)
        x = g.op("Mul", self.norm.emit(g, x), seen)
        g.output(x, "last_hidden_state", ["batch", LENGTH, WIDTH])
