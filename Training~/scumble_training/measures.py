"""What is measured of a trained model; every function returns plain numbers."""
import math

import torch

from .pool import NAMES, to_float
from .synth import FAMILIES
from .synth.palette import rgb
from .sample import sample
from .train_autoencoder import encode

COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "black", "white", "grey", "turquoise")
SURFACES = ("brick wall", "cobblestone", "wood planks", "marble", "leather", "ceramic tiles", "plaster", "woven fabric", "rock", "gravel",
            "painted metal", "roof tiles")


@torch.no_grad()
def decode(latents, decoder, device, batch=64):
    return torch.cat([decoder(latents[i:i + batch].float().to(device)).float().clamp(-1, 1) for i in range(0, len(latents), batch)])


def decibels(error):
    return 10 * math.log10(4 / max(float(error), 1e-9))  # values span 2


def reconstruction(images, encoder, decoder, device):
    """Peak signal-to-noise ratio in dB of a pool's images, per map."""
    x = to_float(images.to(device))
    y = decode(encode(images, encoder, device), decoder, device)
    error = (x - y).square().mean((0, 2, 3))
    return {"base_color_db": decibels(error[:3].mean()), "height_db": decibels(error[3]),
            "roughness_db": decibels(error[4]), "metallic_db": decibels(error[5])}


def seam_score(x):
    """Mean absolute difference across the wrap over that of neighbours inside, mean of both axes, of each picture [n, c, h, w]."""
    scores = []
    for dim in (2, 3):
        across = (x.select(dim, 0) - x.select(dim, x.shape[dim] - 1)).abs().mean((1, 2))
        inside = x.diff(dim=dim).abs().mean((1, 2, 3))
        scores.append((across + 1e-4) / (inside + 1e-4))
    return torch.stack(scores).mean(0)


def frechet(a, b):
    """Frechet distance of two feature sets as Gaussians (Heusel et al. 2017)."""
    a, b = a.double().cpu(), b.double().cpu()
    ca, cb = torch.cov(a.T), torch.cov(b.T)
    values = torch.linalg.eigvals(ca @ cb).real.clamp_min(0).sqrt().sum()
    return float((a.mean(0) - b.mean(0)).square().sum() + ca.trace() + cb.trace() - 2 * values)


@torch.no_grad()
def classify(x, classifier, batch=128):
    parts = [classifier(x[i:i + batch]) for i in range(0, len(x), batch)]
    return torch.cat([p[0] for p in parts]), torch.cat([p[1] for p in parts])


def colour_adherence(model, decoder, words, device, **options):
    """Share of "COLOUR SURFACE" prompts whose mean base colour is nearer to the named colour than to the eleven others."""
    prompts = [f"{c} {s}" for c in COLOURS for s in SURFACES]
    x = decode(sample(model, words.batch(prompts), device, seed=5, **options), decoder, device)
    mean = (x[:, :3].mean((2, 3)) + 1) / 2
    named = oklab(torch.tensor([rgb(c) for c in COLOURS], device=device))
    nearest = torch.cdist(oklab(mean), named).argmin(1)
    right = (nearest == torch.arange(len(COLOURS), device=device).repeat_interleave(len(SURFACES))).float()
    return {"all": float(right.mean()), **{c: float(right[i * len(SURFACES):(i + 1) * len(SURFACES)].mean()) for i, c in enumerate(COLOURS)}}


def oklab(c):
    """sRGB [n, 3] in 0..1 -> Oklab (Ottosson 2020)."""
    c = torch.where(c <= 0.04045, c / 12.92, ((c.clamp_min(0) + 0.055) / 1.055) ** 2.4)
    m1 = torch.tensor([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                       [0.0883024619, 0.2817188376, 0.6299787005]], device=c.device)
    m2 = torch.tensor([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                       [0.0259040371, 0.7827717662, -0.8086757660]], device=c.device)
    return (c @ m1.T).clamp_min(1e-9).pow(1 / 3) @ m2.T


def recognition(model, decoder, classifier, words, device, per=8, **options):
    """Share of pictures of each family's plain prompt that the classifier names rightly: first guess, first three."""
    prompts = [FAMILIES[name].prompt for name in NAMES for _ in range(per)]
    x = decode(sample(model, words.batch(prompts), device, seed=6, **options), decoder, device)
    target = torch.arange(len(NAMES), device=device).repeat_interleave(per)
    three = classify(x, classifier)[1].topk(3).indices == target[:, None]
    per_family = {name: float(three[i * per:(i + 1) * per, 0].float().mean()) for i, name in enumerate(NAMES)}
    return {"first": float(three[:, 0].float().mean()), "first_three": float(three.any(1).float().mean()), "families": per_family}


def all_measures(model, encoder, decoder, classifier, words, heldout, photos, device, **options):
    """heldout: a synthetic Pool that was never trained on; photos: the held-out photographs' Pool."""
    result = {"reconstruction_synthetic": reconstruction(heldout.images[:1024], encoder, decoder, device),
              "reconstruction_photographs": reconstruction(photos.images, encoder, decoder, device)}
    real = to_float(heldout.images.to(device))
    made = decode(sample(model, heldout.ids[:, 0].to(device), device, seed=7, **options), decoder, device)
    real_features, real_logits = classify(real, classifier)
    made_features, made_logits = classify(made, classifier)
    half = torch.randperm(len(real), generator=torch.Generator().manual_seed(0)).to(device)
    families = heldout.families.to(device)
    result["frechet"] = {"generated": frechet(made_features, real_features), "pictures": len(real),
                         "real_halves": frechet(real_features[half[::2]], real_features[half[1::2]])}
    result["classifier_on_real"] = float((real_logits.argmax(1) == families).float().mean())
    result["classifier_on_generated_captions"] = float((made_logits.argmax(1) == families).float().mean())
    tiles = to_float(photos.images.to(device))
    result["seam"] = {"generated": float(seam_score(made).mean()), "synthetic": float(seam_score(real).mean()),
                      "photographs": float(seam_score(tiles).mean())}
    result["colour_adherence"] = colour_adherence(model, decoder, words, device, **options)
    result["recognition"] = recognition(model, decoder, classifier, words, device, **options)
    return result
