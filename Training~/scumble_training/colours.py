"""Whether a colour word is obeyed."""
import torch

from .synth.palette import rgb

COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "black", "white", "grey", "turquoise")
SURFACES = ("brick wall", "cobblestone", "wood planks", "marble", "leather", "ceramic tiles", "plaster", "woven fabric", "rock", "gravel",
            "painted metal", "roof tiles")
PROMPTS = [f"{colour} {surface}" for colour in COLOURS for surface in SURFACES]


def obeyed(x):
    """x: pictures of PROMPTS, in order -> share whose mean base colour is nearer to the named colour than to the eleven others, in all
    and for each colour."""
    mean = (x[:, :3].mean((2, 3)) + 1) / 2
    nearest = torch.cdist(oklab(mean), oklab(torch.tensor([rgb(c) for c in COLOURS], device=x.device))).argmin(1).view(len(COLOURS), -1)
    right = (nearest == torch.arange(len(COLOURS), device=x.device)[:, None]).float()
    return {"all": float(right.mean()), **{c: float(r.mean()) for c, r in zip(COLOURS, right)}}


def oklab(c):
    """sRGB [n, 3] in 0..1 -> Oklab (Ottosson 2020)."""
    c = torch.where(c <= 0.04045, c / 12.92, ((c.clamp_min(0) + 0.055) / 1.055) ** 2.4)
    m1 = torch.tensor([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                       [0.0883024619, 0.2817188376, 0.6299787005]], device=c.device)
    m2 = torch.tensor([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                       [0.0259040371, 0.7827717662, -0.8086757660]], device=c.device)
    return (c @ m1.T).clamp_min(1e-9).pow(1 / 3) @ m2.T
