"""Multi-head scaled dot-product attention without parameters: softmax(q k^T / sqrt(d)) v (Vaswani et al. 2017)."""
import math

import torch.nn.functional as F
from torch import nn


class Heads(nn.Module):
    """q [b, n, width], k and v [b, m, width], mask [n, m] added to the logits -> [b, n, width]."""

    fused = hasattr(F, "scaled_dot_product_attention")  # off while a graph of plain operators is exported

    def __init__(self, count, width):
        super().__init__()
        self.count, self.width = count, width

    def forward(self, q, k, v, mask=None):
        size = self.width // self.count
        q, k, v = (t.reshape(t.shape[0], -1, self.count, size).transpose(1, 2) for t in (q, k, v))
        if self.fused:
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:
            logits = (q * (1 / math.sqrt(size))) @ k.transpose(-1, -2)  # scaled first: float16 stays in range
            y = (logits if mask is None else logits + mask).softmax(-1) @ v
        return y.transpose(1, 2).reshape(y.shape[0], -1, self.width)
