"""The decoder of previews: pairs of latents and pictures, and its training."""
import torch
import torch.nn.functional as F

from .autoencoder import FACTOR
from .clock import Clock, Due, learning_rate
from .figures import decibels
from .pool import to_float, to_uint8

PEAK = 2e-3


@torch.no_grad()
def encoded(model, images, batch=8):
    """-> (latents, the same uint8 images)"""
    return torch.cat([model.encoder(sample=to_float(part)) for part in images.split(batch)]), images


@torch.no_grad()
def generated(model, prompts, size, seed, batch=8):
    """-> (latents, uint8 images), a picture of each prompt."""
    latents = model.latents(prompts, size, seed, batch=batch)
    return latents, torch.cat([to_uint8((model.decode(part) + 1) / 2) for part in latents.split(batch)])


def difference(made, real):
    """Absolute, mean over full, half and quarter size."""
    sizes = [(made, real), *((F.avg_pool2d(made, n), F.avg_pool2d(real, n)) for n in (2, 4))]
    return sum((a - b).abs().mean() for a, b in sizes) / len(sizes)


def train(network, latents, pictures, seconds, batch, log):
    network.train()
    optimizer, clock, due, step, mean = torch.optim.Adam(network.parameters(), PEAK, (0.9, 0.99)), Clock(seconds), Due(30), 0, 0.0
    while (progress := clock.progress()) < 1:
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(progress, step, PEAK)
        index = torch.randint(0, len(latents), (batch,), device=latents.device)
        down, right = torch.randint(0, latents.shape[-1], (2,)).tolist()
        z, x = latents[index].roll((down, right), (2, 3)), to_float(pictures[index]).roll((FACTOR * down, FACTOR * right), (2, 3))
        loss = difference(network(z), x)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        step, mean = step + 1, loss.item() if step == 0 else 0.98 * mean + 0.02 * loss.item()
        if due():
            log(f"{step} steps, {100 * progress:.0f} %: {mean:.4f}")
    log(f"{step} steps: {mean:.4f}")
    return network


@torch.no_grad()
def measure(network, latents, pictures, batch=8):
    """dB of base colour, mean over pictures."""
    network.eval()
    made = torch.cat([network(z) for z in latents.split(batch)])
    return decibels(made[:, :3], to_float(pictures)[:, :3])
