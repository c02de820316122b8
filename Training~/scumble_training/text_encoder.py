"""The text encoder: frozen public word vectors (GloVe, 100 dimensions) under a small trained transformer.

Frozen vectors carry words that no caption held: "cobbles" lands near "cobblestones", "scarlet" near "red".
"""
import numpy as np
import torch
from onnx import TensorProto
from torch import nn

from .blocks import Attention, Dense, FeedForward, LayerNorm
from .onnx_graph import Graph
from .words import LENGTH, PAD

WIDTH = 160


class Layer(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.norm1, self.attention = LayerNorm(width), Attention(width, heads=4)
        self.norm2, self.feed = LayerNorm(width), FeedForward(width)

    def forward(self, x, mask):
        x = x + self.attention(self.norm1(x), mask=mask)
        return x + self.feed(self.norm2(x))

    def emit(self, g, x, mask):
        x = g.op("Add", x, self.attention.emit(g, self.norm1.emit(g, x), mask=mask))
        return g.op("Add", x, self.feed.emit(g, self.norm2.emit(g, x)))


class TextEncoder(nn.Module):
    """ids [b, 32] -> hidden states [b, 32, 160]; the first position ([CLS]) sums the prompt up, padding gives zeros."""

    def __init__(self, vectors, layers=2):
        super().__init__()
        self.register_buffer("table", vectors)                    # [words, 100], frozen
        self.special = nn.Parameter(torch.zeros(4, vectors.shape[1]))  # [PAD] [UNK] [CLS] [SEP]
        nn.init.normal_(self.special, std=0.5)
        self.project = Dense(vectors.shape[1], WIDTH)
        self.position = nn.Parameter(torch.randn(1, LENGTH, WIDTH) * 0.02)
        self.layers = nn.ModuleList(Layer(WIDTH) for _ in range(layers))
        self.norm = LayerNorm(WIDTH)

    def full_table(self):
        return torch.cat([self.special, self.table.to(self.special.dtype)])

    def forward(self, ids):
        seen = (ids != PAD)
        mask = torch.zeros(ids.shape, device=ids.device).masked_fill(~seen, -1e4)[:, None, None, :]
        x = self.project(self.full_table()[ids]) + self.position
        for layer in self.layers:
            x = layer(x, mask.to(x.dtype))
        return self.norm(x) * seen[..., None]

    def export(self, path):
        g = Graph("text_encoder")
        ids = g.input("input_ids", TensorProto.INT64, ["batch", LENGTH])
        seen = g.op("Cast", g.op("Not", g.op("Equal", ids, g.const(PAD))), to=TensorProto.FLOAT)
        mask = g.op("Mul", g.op("Sub", seen, g.const([1.0], np.float32)), g.const([1e4], np.float32))
        mask = g.op("Unsqueeze", mask, g.const([1, 2]))
        x = g.op("Gather", g.weight(self.full_table().detach(), cast=False), ids)
        x = self.project.emit(g, g.op("Cast", x, to=TensorProto.FLOAT))
        x = g.op("Add", x, g.weight(self.position))
        for layer in self.layers:
            x = layer.emit(g, x, mask)
        x = g.op("Mul", self.norm.emit(g, x), g.op("Unsqueeze", seen, g.const([2])))
        g.output(x, "last_hidden_state", ["batch", LENGTH, WIDTH])
        g.save(path)
