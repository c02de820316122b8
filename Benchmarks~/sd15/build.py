"""Makes each network with random weights that its name, its width and a seed determine: time does not depend on what they are."""
import torch
from torch import nn

from .clip import ClipTextEncoder
from .controlnet import ControlNet
from .kl_decoder import KlDecoder
from .tiny_decoder import TinyDecoder
from .unet import UNet

NETWORKS = {"text_encoder": ClipTextEncoder, "unet": UNet, "kl_decoder": KlDecoder, "tiny_decoder": TinyDecoder, "controlnet": ControlNet}
WIDTHS = {
    "full": {  # as published
        "text_encoder": dict(width=768, inner=3072, depth=12, heads=12),
        "unet": dict(widths=(320, 640, 1280, 1280), depth=2, context=768, heads=8, groups=32),
        "kl_decoder": dict(widths=(128, 256, 512, 512), depth=3, groups=32),
        "tiny_decoder": dict(width=64),
        "controlnet": dict(widths=(320, 640, 1280, 1280), depth=2, context=768, heads=8, groups=32),
    },
    "tiny": {  # the same operators, to try everything on a CPU
        "text_encoder": dict(width=32, inner=64, depth=2, heads=4),
        "unet": dict(widths=(16, 16, 32, 32), depth=2, context=32, heads=4, groups=8),
        "kl_decoder": dict(widths=(8, 8, 16, 16), depth=3, groups=4),
        "tiny_decoder": dict(width=8),
        "controlnet": dict(picture=(4, 8, 8, 8), widths=(16, 16, 32, 32), depth=2, context=32, heads=4, groups=8),
    },
}


def build(name, width="full", seed=0):
    """On the CPU in float32. PyTorch's own initialisation shrinks what passes a layer (variance 1/3), so the residual branches
    stay small beside their short cuts and float16 never overflows."""
    torch.manual_seed(1000 * seed + list(NETWORKS).index(name))
    module = NETWORKS[name](**WIDTHS[width][name]).eval().requires_grad_(False)
    for part in module.modules():
        if isinstance(part, nn.Embedding):
            part.weight.mul_(0.02)
        elif isinstance(part, (nn.GroupNorm, nn.LayerNorm)):  # not 1 and 0, which an optimiser could leave out
            nn.init.normal_(part.weight, 1, 0.1)
            nn.init.normal_(part.bias, 0, 0.1)
    if name == "tiny_decoder":
        module.layers[-1].bias.fill_(0.5)  # grey: its pictures are in 0..1
    return module
