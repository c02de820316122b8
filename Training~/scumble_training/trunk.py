"""The frozen trunk of the text encoder: a few layers of all-MiniLM-L6-v2 (Wang et al. 2020; Reimers & Gurevych 2019), a BERT
(Devlin et al. 2018) of width 384, from weights of eight bits.

Its weights never train and are no part of a state: they come from words/trunk.npz (`make_text_encoder.py`), and the graph holds the
very same numbers.
"""
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from onnx import TensorProto
from torch import nn

from .attention import emit_attention
from .words import FOLDER, LENGTH, PAD

HEAD, EPSILON = 32, 1e-12


def read(folder=FOLDER):
    """The weights by name."""
    with np.load(Path(folder) / "trunk.npz") as arrays:
        return {name: torch.from_numpy(arrays[name]) for name in arrays.files}


def untrained(pieces, layers=1, width=64):
    """Small weights of the same kind, for tests."""
    matrix = lambda n, m: torch.randint(-127, 128, (n, m), dtype=torch.int8)
    scale = lambda n, m: torch.full((n, 1), 1 / (64 * math.sqrt(m))).half()
    linear = lambda name, n, m: {name: matrix(n, m), f"{name}.scale": scale(n, m), f"{name}.bias": torch.zeros(n).half()}
    norm = lambda name: {f"{name}.weight": torch.ones(width).half(), f"{name}.bias": torch.zeros(width).half()}
    out = {"words": matrix(pieces, width), "words.scale": scale(pieces, 1), "positions": torch.randn(LENGTH, width).half(), **norm("norm")}
    for i in range(layers):
        for name in ("query", "key", "value", "out"):
            out.update(linear(f"{i}.{name}", width, width))
        out.update({**linear(f"{i}.up", 4 * width, width), **linear(f"{i}.down", width, 4 * width), **norm(f"{i}.norm1"), **norm(f"{i}.norm2")})
    return out


class Frozen(nn.Module):
    """Keeps its tensors out of the state; names are those of the weights."""

    def __init__(self, weights, prefix, *names):
        super().__init__()
        for name in names:
            self.register_buffer(name.replace(".", "_"), weights[prefix + name].clone(), persistent=False)


class Linear8(Frozen):
    """x W^T + b; W is int8 [outputs, inputs] with a scale for each output."""

    def __init__(self, weights, name):
        super().__init__(weights, name + ".", "bias")
        self.register_buffer("weight", weights[name].clone(), persistent=False)
        self.register_buffer("scale", weights[name + ".scale"].clone(), persistent=False)

    def forward(self, x):
        return F.linear(x, self.weight.to(x.dtype) * self.scale.to(x.dtype), self.bias.to(x.dtype))

    def emit(self, g, x):
        return g.op("Add", g.op("MatMul", x, g.weight8(self.weight.t(), self.scale.t())), g.weight(self.bias))


class FrozenNorm(Frozen):
    def __init__(self, weights, name):
        super().__init__(weights, name + ".", "weight", "bias")

    def forward(self, x):
        return F.layer_norm(x, self.weight.shape, self.weight.to(x.dtype), self.bias.to(x.dtype), EPSILON)

    def emit(self, g, x):
        return g.op("LayerNormalization", x, g.weight(self.weight), g.weight(self.bias), axis=-1, epsilon=EPSILON)


class Block(nn.Module):
    """Attention, then feed-forward, each followed by its sum's normalisation (Vaswani et al. 2017)."""

    def __init__(self, weights, prefix):
        super().__init__()
        for name in ("query", "key", "value", "out", "up", "down"):
            setattr(self, name, Linear8(weights, prefix + name))
        self.norm1, self.norm2 = FrozenNorm(weights, prefix + "norm1"), FrozenNorm(weights, prefix + "norm2")

    def forward(self, x, mask):
        split = lambda t: t.unflatten(-1, (-1, HEAD)).transpose(1, 2)
        logits = split(self.query(x)) @ split(self.key(x)).transpose(-1, -2) / math.sqrt(HEAD) + mask
        y = (logits.softmax(-1) @ split(self.value(x))).transpose(1, 2).flatten(2)
        x = self.norm1(x + self.out(y))
        return self.norm2(x + self.down(F.gelu(self.up(x))))

    def emit(self, g, x, mask):
        layers = self.query, self.key, self.value
        matrices, biases = zip(*((g.weight8(layer.weight.t(), layer.scale.t()), g.weight(layer.bias)) for layer in layers))
        all3 = g.op("Add", g.op("MatMul", x, g.op("Concat", *matrices, axis=1)), g.op("Concat", *biases, axis=0))
        q, k, v = g.op("Split", all3, outputs=3, axis=-1, num_outputs=3)
        y = emit_attention(g, q, k, v, self.query.weight.shape[0] // HEAD, mask)
        x = self.norm1.emit(g, g.op("Add", x, self.out.emit(g, y)))
        return self.norm2.emit(g, g.op("Add", x, self.down.emit(g, g.op("Gelu", self.up.emit(g, x)))))


class Trunk(Frozen):
    """ids [b, n] -> [b, n, width]: the mean over the prompt at the first place, then each piece in its context; zeros at padding."""

    def __init__(self, weights):
        super().__init__(weights, "", "words", "words.scale", "positions")
        self.norm, self.width = FrozenNorm(weights, "norm"), weights["words"].shape[1]
        self.blocks = nn.ModuleList(Block(weights, f"{i}.") for i in range(sum(name.endswith(".query") for name in weights)))

    @torch.no_grad()
    def forward(self, ids):
        with torch.autocast(ids.device.type, enabled=False):
            return self.from_rows(self.rows(ids), ids)

    def rows(self, ids):
        """What the table has of each piece, [..., width]."""
        return self.words[ids].float() * self.words_scale[ids].float()

    def from_rows(self, rows, ids):
        """The same from `rows`, [b, n, width]; with gradients to them."""
        seen = (ids != PAD)[..., None].float()
        mask = 1e4 * (seen[:, None, None, :, 0] - 1)
        x = self.norm(rows + self.positions[:ids.shape[1]].float())
        for block in self.blocks:
            x = block(x, mask)
        x = x * seen
        return torch.cat([x.sum(1, keepdim=True) / seen.sum(1, keepdim=True), x[:, 1:]], 1)

    def put(self, piece, change):
        """Adds to a piece's row of the table, as eight bits hold it."""
        row = self.rows(piece) + change
        scale = (row.abs().max() / 127).half()
        self.words[piece], self.words_scale[piece] = (row / scale.float()).round().clamp(-127, 127).to(torch.int8), scale

    def emit(self, g, ids, seen, mask):
        """seen: name of float [b, n, 1]; mask: of float [b, 1, n, n], added to the logits of attention."""
        cast = lambda x: g.op("Cast", x, to=TensorProto.FLOAT)
        x = g.op("Mul", cast(g.op("Gather", g.stored(self.words), ids)), cast(g.op("Gather", g.stored(self.words_scale.half()), ids)))
        x = self.norm.emit(g, g.op("Add", x, g.weight(self.positions)))
        for block in self.blocks:
            x = block.emit(g, x, mask)
        x = g.op("Mul", x, seen)
        mean = g.op("Div", g.op("ReduceSum", x, g.const([1]), keepdims=1), g.op("ReduceSum", seen, g.const([1]), keepdims=1))
        rest = g.op("Slice", x, g.const([1]), g.const([2 ** 31 - 1]), g.const([1]))
        return g.op("Concat", mean, rest, axis=1)
