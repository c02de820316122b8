"""Multi-head scaled dot-product attention without parameters: softmax(q k^T / sqrt(d)) v (Vaswani et al. 2017)."""
import math

import torch.nn.functional as F
from torch import nn


class Heads(nn.Module):
    """q [b, n, heads*d], k and v [b, m, heads*d], mask [n, m] added to the logits -> [b, n, heads*d]."""

    fused = hasattr(F, "scaled_dot_product_attention")  # off while a graph of plain operators is exported

    def __init__(self, count):
        super().__init__()
        self.count = count

    def forward(self, q, k, v, mask=None):
        q, k, v = (t.unflatten(-1, (self.count, t.shape[-1] // self.count)).transpose(1, 2) for t in (q, k, v))
        if self.fused:
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:
            logits = (q * (1 / math.sqrt(q.shape[-1]))) @ k.transpose(-1, -2)  # scaled first: float16 stays in range
            y = (logits if mask is None else logits + mask).softmax(-1) @ v
        return y.transpose(1, 2).flatten(2)
