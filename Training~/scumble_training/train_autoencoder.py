"""The autoencoder: reconstruction, on latents that are easy to generate.

Reconstruction: absolute error of values and of finite differences at four scales, and the local strength of the two finest bands of
a Laplacian pyramid, so that grain counts even where its place cannot be known (and, so that it does not become a grid of dots, the
mean error of each place within small squares).
Latents: near unit variance, with noise; whole tiles' latents shrunk by two must decode to the tiles shrunk by two (Kouzelis et al. 2025,
EQ-VAE); of half the pictures only the first channels are kept, so that structure stands before detail (Chen et al. 2025, DC-AE 1.5).
The decoder goes on alone afterwards (`train_decoder.py`).
"""
import torch
import torch.nn.functional as F

from .autoencoder import FACTOR, LATENT, Decoder, Encoder
from .blocks import unshuffle
from .clock import Clock, Due, Rate, steps
from .compiling import autocast, compiled
from .optimizer import adamw
from .pool import to_float
from .views import Views, half

WEIGHTS = (1.0, 1.0, 1.0, 1.0, 0.6, 0.6)  # roughness and metallic are smooth: less weight
NOISE, BANDS, GRID, WARMUP = 0.15, 2.5, 1.0, 150


def shrink(z):
    """Latents of half the size."""
    return half(z)


def strength(x):
    """The root mean square of the finest band (what a binomial blur of 3 x 3 loses), over squares of 8 x 8. Of every place: differences within squares of
    2 x 2 alone would see one phase of four, and leave the decoder free to put all grain there, a lattice of two pixels."""
    lost = x[:, :, 1:-1, 1:-1] - F.avg_pool2d(F.avg_pool2d(x, 2, 1), 2, 1)
    return (F.avg_pool2d(lost.square(), 8) + 1e-5).sqrt()


def level_loss(y, x, banded):
    weights = torch.tensor(WEIGHTS, device=x.device).view(1, -1, 1, 1)
    loss = ((y - x).abs() * weights).mean()
    for dim in (2, 3):
        loss = loss + 0.5 * ((y.diff(dim=dim) - x.diff(dim=dim)).abs() * weights).mean()
    return loss + BANDS * ((strength(y) - strength(x)).abs() * weights).mean() if banded else loss


def grid(lost):
    """The mean error of each place within squares of 4 x 4, over squares of 32 x 32: what repeats there is no grain, but a pattern that
    shuffled channels leave."""
    return half(half(half(unshuffle(lost, 4)))).abs().mean()


def reconstruction_loss(y, x, level=level_loss, scales=4):
    loss = GRID * grid(y - x)
    for scale in range(scales):
        loss = loss + level(y, x, scale < 2)
        y, x = half(y), half(x)
    return loss


def disturb(n, side, device):
    """Noise of random strength, [n, c, side, side], and the channels that are kept, [n, c, 1, 1]: a quarter, a half, three quarters, or,
    one time in two, all."""
    noise = torch.randn(n, LATENT, side, side, device=device) * NOISE * torch.rand(n, 1, 1, 1, device=device)
    kept = (torch.randint(1, 7, (n, 1), device=device) * LATENT / 4).clamp(max=LATENT)
    return noise, (torch.arange(LATENT, device=device) < kept).float()[..., None, None]


class Rebuild:
    """Both halves and the loss, compiled each: pictures and whole tiles in, loss out."""

    def __init__(self, encoder, decoder, device, seconds):
        self.encoder, self.decoder, self.level = (compiled(f, device, seconds) for f in (encoder, decoder, level_loss))
        self.device = device

    def __call__(self, pictures, whole):
        noise, kept = disturb(len(pictures) + len(whole), pictures.shape[-1] // FACTOR, self.device)
        with autocast(self.device):
            z = self.encoder(pictures)
            penalty = 1e-2 * (z.float().square().mean((0, 2, 3)) - 1).square().mean()
            z = torch.cat([z, shrink(self.encoder(whole))])
            y = self.decoder((z + noise) * kept).float()
        return reconstruction_loss(y, torch.cat([pictures, half(whole)]), self.level) + penalty


def train_autoencoder(feed, photos, seconds, ranks, log, kept, start=None, batch=64, peak=1e-3):
    """-> (encoder, decoder), with the latent's shift and scale measured; `kept` (Weights) gets them too, and on the way. Compiling is part
    of the seconds. feed: a Feed; photos: a Pool; start: Weights to go on from."""
    device, clock = ranks.device, Clock(seconds)
    encoder, decoder = (net.to(device) for net in (Encoder(), Decoder()))
    if start is not None and start.load("autoencoder", encoder=encoder, decoder=decoder):
        log("autoencoder: goes on from earlier weights")
        unmeasure(encoder, decoder)
    ranks.same(encoder, decoder)
    parameters = [*encoder.parameters(), *decoder.parameters()]
    optimizer = adamw(parameters, peak, (0.9, 0.99), 1e-4)
    views, rebuild, total = Views(feed.images, photos.images, device, batch), Rebuild(encoder, decoder, device, seconds), 0.0
    rebuild(*views(len(feed))).backward()
    optimizer.zero_grad(set_to_none=True)
    log("autoencoder: compiled")
    keep = lambda: kept.save("autoencoder", encoder=encoder, decoder=decoder)
    rate, due, step = Rate(), Due(), 0
    for progress in steps(clock, ranks):
        if step % 20 == 0:
            feed.take()
        for group in optimizer.param_groups:
            group["lr"] = peak * min(1.0, (step + 1) / WARMUP) * min(1.0, 4 * (1 - progress) + 0.02)
        loss = rebuild(*views(len(feed)))
        loss.backward()
        ranks.average(parameters)
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        total, step = total + loss.detach(), step + 1
        if step % 200 == 0:
            log(f"autoencoder step {step} loss {total.item() / 200:.4f} {rate(step * batch * ranks.world):.0f}/s {progress:.0%}, {len(feed)} materials")
            total = 0.0
            if due():
                keep()
    measure_latent(feed, encoder, decoder, ranks)
    keep()
    return encoder.eval().requires_grad_(False), decoder.eval()


@torch.no_grad()
def unmeasure(encoder, decoder):
    """Puts the latent's shift and scale into the weights around it, so that training goes on from the latents as they were."""
    decoder.layers[0].bias += (decoder.layers[0].weight * encoder.shift).sum((1, 2, 3))
    decoder.layers[0].weight *= encoder.scale
    encoder.out.bias -= encoder.shift.flatten()
    encoder.out.bias /= encoder.scale.flatten()
    encoder.out.weight /= encoder.scale.view(-1, 1, 1, 1)
    for net in (encoder, decoder):
        net.shift.zero_()
        net.scale.fill_(1)


@torch.no_grad()
def measure_latent(feed, encoder, decoder, ranks, count=1024):
    """Sets shift and scale of both halves so that latents have mean 0 and variance 1 in every channel."""
    z = encode(feed.images[torch.randint(0, len(feed), (min(count, len(feed)),), device=ranks.device)], encoder, ranks.device).float()
    for net in (encoder, decoder):
        net.shift.copy_(z.mean((0, 2, 3), keepdim=True))
        net.scale.copy_(z.std((0, 2, 3), keepdim=True))
    ranks.same(encoder, decoder)


@torch.no_grad()
def encode(images, encoder, device, batch=32, view=lambda x: x):
    """uint8 images -> latents in half precision, in batches of one size; view: what is done to each batch of -1..1 before."""
    parts = []
    for part in images.split(batch):
        full = part if len(part) == batch else torch.cat([part, part[:1].expand(batch - len(part), *part.shape[1:])])
        with autocast(device):
            parts.append(encoder(view(to_float(full.to(device))))[:len(part)].half())
    return torch.cat(parts)
