"""The denoiser and the text encoder, together, on latents: rectified flow with dropped prompts.

x(sigma) = (1 - sigma) x0 + sigma noise; the network predicts noise - x0 (Liu et al. 2022, eq. 1); sigma is drawn
logit-normal (Esser et al. 2024, section 3.1); one prompt in ten is empty, for classifier-free guidance (Ho & Salimans 2022).
"""
import copy

import torch
import torch.nn.functional as F

from .autoencoder import LATENT
from .clock import Checkpoint, Clock, Rate, autocast, compiled, learning_rate, steps
from .pool import CAPTIONS, PHOTO
from .text_encoder import TextEncoder
from .unet import UNet
from .words import CLS, LENGTH, PAD, SEP

PHOTO_SHARE, UNCONDITIONAL = 0.12, 0.1


class Model(torch.nn.Module):
    """Prompt ids and a noisy latent -> velocity."""

    def __init__(self, words):
        super().__init__()
        self.text, self.unet = TextEncoder(words.vectors), UNet()

    def forward(self, x, sigma, ids):
        return self.unet(x, 1000 * sigma, self.text(ids))


def train_denoiser(latents, ids, families, words, folder, seconds, ranks, log, kept, start=None, batch=256, peak=7e-4):
    """-> the exponential moving average of the model.

    latents: half [n, 8, h, w]; ids: int16 [n, CAPTIONS, LENGTH]; kept: Weights that the average is written to, also on the way;
    start: Weights to begin with instead of random ones.
    """
    device, checkpoint = ranks.device, Checkpoint(folder, "denoiser", ranks)
    model = Model(words).to(device, memory_format=torch.channels_last)
    if start is not None and start.load("denoiser", model=model):
        log("denoiser: begins with earlier weights")
    ranks.same(model)
    average = copy.deepcopy(model).requires_grad_(False)
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak, betas=(0.9, 0.98), weight_decay=0.01, **_fused(device))
    spent, step = 0.0, 0
    if state := checkpoint.load(device):
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        spent, step = state["spent"], state["step"]
    clock = Clock(seconds, spent)
    save = lambda: checkpoint.save(model=model.state_dict(), average=average.state_dict(), optimizer=optimizer.state_dict(),
                                   spent=clock.elapsed(), step=step)
    photo, synthetic = ((families == PHOTO).nonzero()[:, 0].to(device), (families != PHOTO).nonzero()[:, 0].to(device))
    ids, empty = ids.to(device), torch.tensor(words.encode(""), device=device)
    photos = round(batch * PHOTO_SHARE) if len(photo) else 0
    averaged, trained = list(average.parameters()), list(model.parameters())
    forward, rate, total = compiled(model, device, seconds), Rate(), torch.zeros((), device=device)
    for progress in steps(clock, ranks):
        pick = lambda index, n: index[torch.randint(len(index), (n,), device=device)]
        index = torch.cat([pick(synthetic, batch - photos), pick(photo, photos)]) if photos else pick(synthetic, batch)
        x0 = latents[index].float()
        shift = torch.randint(0, latents.shape[-1], (2,)).tolist()
        x0 = x0.roll(shift, (2, 3))
        prompt = ids[index, torch.randint(CAPTIONS, (batch,), device=device)].long()
        prompt = torch.where(torch.rand(batch, 1, device=device) < UNCONDITIONAL, empty[None], prompt)
        sigma, noise = torch.sigmoid(torch.randn(batch, device=device)), torch.randn_like(x0)
        s = sigma.view(-1, 1, 1, 1)
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(progress, step, peak)
        with autocast(device):
            velocity = forward(((1 - s) * x0 + s * noise).contiguous(memory_format=torch.channels_last), sigma, prompt)
        loss = F.mse_loss(velocity.float(), noise - x0)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        ranks.average(trained)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        total += loss.detach()
        with torch.no_grad():
            decay = min(0.999, (1 + step) / (10 + step))
            torch._foreach_mul_(averaged, decay)
            torch._foreach_add_(averaged, trained, alpha=1 - decay)
        if step % 200 == 0:
            log(f"denoiser step {step} loss {total.item() / 200:.4f} {rate(step * batch * ranks.world):.0f}/s {progress:.0%}")
            total.zero_()
        if checkpoint.due():
            save()
            kept.save("denoiser", model=average)
    save()
    kept.save("denoiser", model=average)
    return average.eval()


def _fused(device):
    return {"fused": True} if torch.device(device).type == "cuda" else {}


@torch.no_grad()
def sample(model, ids, device, shape=(32, 32), steps=8, guidance=3.0, shift=1.0, seed=0, batch=128):
    """Latents by the Euler method; ids [n, LENGTH]. Sigmas are linear, bent by `shift` (Esser et al. 2024, eq. 23)."""
    empty = torch.tensor([CLS, SEP] + [PAD] * (LENGTH - 2), device=device)
    generator, out = torch.Generator(device).manual_seed(seed), []
    t = torch.linspace(1, 0, steps + 1)
    sigmas = (shift * t / (1 + (shift - 1) * t)).tolist()
    for i in range(0, len(ids), batch):
        prompt = ids[i:i + batch].long().to(device)
        x = torch.randn(len(prompt), LATENT, *shape, device=device, generator=generator)
        both = torch.cat([empty.expand_as(prompt), prompt])
        for sigma, following in zip(sigmas, sigmas[1:]):
            with autocast(device):
                v = model(torch.cat([x, x]), torch.full((2 * len(x),), sigma, device=device), both).float()
            unconditional, conditional = v.chunk(2)
            x = x + (following - sigma) * (unconditional + guidance * (conditional - unconditional))
        out.append(x)
    return torch.cat(out)
