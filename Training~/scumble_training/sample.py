"""Sampling, as the product does it: the Euler method on the flow, with classifier-free guidance."""
import torch

from .autoencoder import LATENT
from .compiling import autocast
from .words import EMPTY

TEACHER = {"steps": 12, "guidance": 3.0, "shift": 2.0}
STUDENT = {**TEACHER, "steps": 4}
GUIDANCE = (1.0, 6.0)   # scales that a student is taught


def options_of(model):
    """What a model is used with."""
    return STUDENT if model.unet.jumps else TEACHER


def levels(steps, shift):
    """Sigmas of a run, steps + 1: evenly spaced and bent by `shift` (Esser et al. 2024, eq. 23)."""
    t = torch.linspace(1, 0, steps + 1)
    return (shift * t / (1 + (shift - 1) * t)).tolist()


@torch.no_grad()
def sample(model, ids, device, shape=(32, 32), steps=8, guidance=3.0, shift=1.0, seed=0, batch=128, same=False):
    """Latents; ids [n, LENGTH]. same: all begin with one noise."""
    generator, out = torch.Generator(device).manual_seed(seed), []
    sigmas, empty = levels(steps, shift), torch.tensor(EMPTY, device=device)
    for i in range(0, len(ids), batch):
        prompt = ids[i:i + batch].long().to(device)
        x = torch.randn(1 if same else len(prompt), LATENT, *shape, device=device, generator=generator).expand(len(prompt), -1, -1, -1)
        both = torch.cat([empty.expand_as(prompt), prompt])
        features = model.text.trunk(both)
        for sigma, following in zip(sigmas, sigmas[1:]):
            full = lambda value: torch.full((len(x),), float(value), device=device)
            if model.unet.jumps:
                with autocast(device):
                    v = model(x, full(sigma), features[len(x):], prompt, full(following), full(guidance)).float()
                x = x + (following - sigma) * v
                continue
            with autocast(device):
                v = model(torch.cat([x, x]), torch.cat([full(sigma)] * 2), features, both).float()
            unconditional, conditional = v.chunk(2)
            x = x + (following - sigma) * (unconditional + guidance * (conditional - unconditional))
        out.append(x)
    return torch.cat(out)


@torch.no_grad()
def decode(latents, decoder, device, batch=64):
    return torch.cat([decoder(z.float().to(device)).float().clamp(-1, 1) for z in latents.split(batch)])
