"""The noise that a run starts from, turned as the prompt says, so that prompts differ in their layout under one seed.

Independent normal numbers of one variance have no direction (Maxwell 1860, proposition IV): for every orthogonal Q, Q n is distributed as n. A Q
that follows from the prompt alone therefore changes no prompt's distribution, whatever the sampler; only which of its pictures a seed names. Q is
the same at every place, so that what tiles still does, and turns each pair of channels (u, v) by an angle that is linear in the prompt's summary p:
  a = W p,   u' = cos(a) u - sin(a) v,   v' = sin(a) u + cos(a) v
Prompts of much the same words have much the same angles, and keep much of their layout.
"""
import torch
from onnx import TensorProto
from torch import nn

from .autoencoder import LATENT
from .text_encoder import WIDTH
from .words import LENGTH

SPREAD = 0.2        # of W: angles of about 2 radians for summaries of norm 10; more forgets the layout where only a word changes, less keeps it where all do
SEED = 4


class NoiseRotation(nn.Module):
    """[b, LATENT, h, w], [b, LENGTH, WIDTH] -> [b, LATENT, h, w]."""

    def __init__(self):
        super().__init__()
        rows = SPREAD * torch.randn(LATENT // 2, WIDTH, generator=torch.Generator().manual_seed(SEED))
        self.register_buffer("rows", torch.stack([-rows, rows], 1).flatten(0, 1))                 # sin(-a) for u, sin(a) for v
        self.register_buffer("other", torch.arange(LATENT).unflatten(0, (-1, 2)).flip(1).flatten())   # v for u, u for v

    def forward(self, noise, words):
        angles = (words[:, :1] * self.rows).sum(2)[:, :, None, None]
        return angles.cos() * noise + angles.sin() * noise[:, self.other]

    def build(self, g):
        noise = g.input("sample", TensorProto.FLOAT, ["batch", LATENT, "height", "width"])
        words = g.input("encoder_hidden_states", TensorProto.FLOAT, ["batch", LENGTH, WIDTH])
        # Products and a sum, no MatMul: its precision differs between devices.
        first = g.op("Gather", words, g.const([0]), axis=1)                                        # [b, 1, WIDTH]
        angles = g.op("ReduceSum", g.op("Mul", first, g.fixed(self.rows)), g.const([2]), keepdims=0)
        angles = g.op("Unsqueeze", angles, g.const([2, 3]))
        kept = g.op("Mul", g.op("Cos", angles), noise)
        brought = g.op("Mul", g.op("Sin", angles), g.op("Gather", noise, g.stored(self.other), axis=1))
        g.output(g.op("Add", kept, brought), "out_sample", ["batch", LATENT, "height", "width"])
