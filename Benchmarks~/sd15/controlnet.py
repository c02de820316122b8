"""A ControlNet of Stable Diffusion 1.5 (Zhang et al. 2023): the U-Net's descending half, which reads a picture too, and gives a residual for each feature."""
import torch.nn.functional as F
from torch import nn

from .unet import UNet


class PictureEmbedding(nn.Module):
    """[b, 3, 8 h, 8 w] -> [b, width, h, w]."""

    def __init__(self, widths, width):
        super().__init__()
        self.conv_in = nn.Conv2d(3, widths[0], 3, padding=1)
        self.blocks = nn.ModuleList()
        for one, next in zip(widths, widths[1:]):
            self.blocks += [nn.Conv2d(one, one, 3, padding=1), nn.Conv2d(one, next, 3, padding=1, stride=2)]
        self.conv_out = nn.Conv2d(widths[-1], width, 3, padding=1)

    def forward(self, picture):
        x = F.silu(self.conv_in(picture))
        for block in self.blocks:
            x = F.silu(block(x))
        return self.conv_out(x)


class ControlNet(nn.Module):
    """sample, timestep and encoder_hidden_states as the U-Net, controlnet_cond [b, 3, h, w] -> a residual for each feature, then the middle's."""

    def __init__(self, picture=(16, 32, 96, 256), **unet):
        super().__init__()
        whole = UNet(**unet)
        self.conv_in, self.time_embedding = whole.conv_in, whole.time_embedding
        self.down_blocks, self.mid_block = whole.down_blocks, whole.mid_block
        widths = skip_widths(unet["widths"], unet["depth"])
        self.controlnet_cond_embedding = PictureEmbedding(picture, widths[0])
        self.controlnet_down_blocks = nn.ModuleList([nn.Conv2d(width, width, 1) for width in widths])
        self.controlnet_mid_block = nn.Conv2d(unet["widths"][-1], unet["widths"][-1], 1)

    def forward(self, sample, timestep, encoder_hidden_states, controlnet_cond):
        time = self.time_embedding(timestep)
        x = self.conv_in(sample) + self.controlnet_cond_embedding(controlnet_cond)
        skips = [x]
        for stage in self.down_blocks:
            x = stage(x, skips, time, encoder_hidden_states)
        x = self.mid_block(x, time, encoder_hidden_states)
        return (*(zero(skip) for zero, skip in zip(self.controlnet_down_blocks, skips)), self.controlnet_mid_block(x))


def skip_widths(widths, depth):
    """Channels of each feature that the descending half hands on."""
    last = len(widths) - 1
    return [widths[0], *(width for level, width in enumerate(widths) for _ in range(depth + (level < last)))]


def residual_names(widths, depth):
    return [*(f"down_block_{i}_additional_residual" for i in range(len(skip_widths(widths, depth)))), "mid_block_additional_residual"]


def residual_levels(widths, depth):
    """By how often each feature, and the middle's, is halved."""
    last = len(widths) - 1
    return [0, *(level + (i == depth) for level in range(last + 1) for i in range(depth + (level < last))), last]
