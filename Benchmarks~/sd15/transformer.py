"""The U-Net's spatial transformer: self-attention, cross-attention to the prompt, gated feed-forward (Shazeer 2020, GEGLU)."""
import torch.nn.functional as F
from torch import nn

from .heads import Heads


class Attention(nn.Module):
    def __init__(self, width, context, heads):
        super().__init__()
        self.to_q = nn.Linear(width, width, bias=False)
        self.to_k = nn.Linear(context, width, bias=False)
        self.to_v = nn.Linear(context, width, bias=False)
        self.heads = Heads(heads, width)
        self.to_out = nn.ModuleList([nn.Linear(width, width)])

    def forward(self, x, context):
        return self.to_out[0](self.heads(self.to_q(x), self.to_k(context), self.to_v(context)))


class GatedUnit(nn.Module):
    """a * GELU(b) with [a, b] = W x."""

    def __init__(self, width, inner):
        super().__init__()
        self.proj = nn.Linear(width, 2 * inner)

    def forward(self, x):
        a, b = self.proj(x).chunk(2, dim=-1)
        return a * F.gelu(b)


class FeedForward(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.net = nn.ModuleList([GatedUnit(width, 4 * width), nn.Identity(), nn.Linear(4 * width, width)])

    def forward(self, x):
        return self.net[2](self.net[0](x))


class TransformerBlock(nn.Module):
    def __init__(self, width, context, heads):
        super().__init__()
        self.norm1, self.attn1 = nn.LayerNorm(width), Attention(width, width, heads)
        self.norm2, self.attn2 = nn.LayerNorm(width), Attention(width, context, heads)
        self.norm3, self.ff = nn.LayerNorm(width), FeedForward(width)

    def forward(self, x, context):
        y = self.norm1(x)
        x = x + self.attn1(y, y)
        x = x + self.attn2(self.norm2(x), context)
        return x + self.ff(self.norm3(x))


class Transformer(nn.Module):
    """[b, c, h, w] and the prompt [b, n, d] -> [b, c, h, w]."""

    def __init__(self, width, context, heads, groups):
        super().__init__()
        self.width = width
        self.norm = nn.GroupNorm(groups, width, 1e-6)
        self.proj_in = nn.Conv2d(width, width, 1)
        self.transformer_blocks = nn.ModuleList([TransformerBlock(width, context, heads)])
        self.proj_out = nn.Conv2d(width, width, 1)

    def forward(self, x, context):
        y = self.proj_in(self.norm(x)).reshape(x.shape[0], self.width, -1).transpose(1, 2)  # [b, h*w, c]
        for block in self.transformer_blocks:
            y = block(y, context)
        y = y.transpose(1, 2).reshape_as(x)
        return x + self.proj_out(y)
