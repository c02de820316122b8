"""The text encoder of CLIP ViT-L/14 (Radford et al. 2021): a causal transformer over 77 tokens."""
import torch
from torch import nn

from .heads import Heads


class SelfAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.q_proj, self.k_proj, self.v_proj = (nn.Linear(width, width) for _ in range(3))
        self.heads = Heads(heads, width)
        self.out_proj = nn.Linear(width, width)

    def forward(self, x, mask):
        return self.out_proj(self.heads(self.q_proj(x), self.k_proj(x), self.v_proj(x), mask))


class FeedForward(nn.Module):
    """With quick GELU: x sigmoid(1.702 x)."""

    def __init__(self, width, inner):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, x):
        x = self.fc1(x)
        return self.fc2(x * torch.sigmoid(1.702 * x))


class Layer(nn.Module):
    def __init__(self, width, inner, heads):
        super().__init__()
        self.layer_norm1, self.self_attn = nn.LayerNorm(width), SelfAttention(width, heads)
        self.layer_norm2, self.mlp = nn.LayerNorm(width), FeedForward(width, inner)

    def forward(self, x, mask):
        x = x + self.self_attn(self.layer_norm1(x), mask)
        return x + self.mlp(self.layer_norm2(x))


class ClipTextEncoder(nn.Module):
    """input_ids [b, length] -> last_hidden_state [b, length, width], pooler_output [b, width].

    The summary is the state at the first end mark. Windows are padded with the end mark, so its place is the number of other tokens.
    """

    def __init__(self, width=768, inner=3072, depth=12, heads=12, vocabulary=49408, length=77):
        super().__init__()
        self.embeddings = nn.ModuleDict({"token_embedding": nn.Embedding(vocabulary, width),
                                         "position_embedding": nn.Embedding(length, width)})
        self.encoder = nn.ModuleDict({"layers": nn.ModuleList([Layer(width, inner, heads) for _ in range(depth)])})
        self.final_layer_norm = nn.LayerNorm(width)
        self.end = vocabulary - 1
        self.register_buffer("mask", torch.full((length, length), -torch.inf).triu(1), persistent=False)
        self.register_buffer("places", torch.arange(length), persistent=False)

    def forward(self, input_ids):
        x = self.embeddings["token_embedding"](input_ids) + self.embeddings["position_embedding"](self.places)
        for layer in self.encoder["layers"]:
            x = layer(x, self.mask)
        x = self.final_layer_norm(x)
        end = (input_ids != self.end).long().sum(-1, keepdim=True)
        picked = (self.places == end).to(x.dtype)                  # [b, length], one 1 in each row
        return x, (picked[:, None] @ x).squeeze(1)
