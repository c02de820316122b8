"""The denoiser and the text adapter, together, on latents: rectified flow with dropped prompts.

x(sigma) = (1 - sigma) x0 + sigma noise; the network predicts noise - x0 (Liu et al. 2022, eq. 1); sigma is drawn logit-normal
(Esser et al. 2024, section 3.1), moved towards noise since large pictures hide less, and one in eight near pure noise, where the
prompt alone decides; one prompt in ten is empty, for classifier-free guidance (Ho & Salimans 2022). The learning rate stays
at its peak after a warm-up, so that a run can be taken up again, and falls in the last one; the average of the weights is what is used.
"""
import torch
import torch.nn.functional as F

from .autoencoder import FACTOR, LATENT
from .compiling import autocast, compiled
from .text_encoder import TextEncoder
from .training import Training
from .unet import TIMESTEPS, UNet
from .words import LENGTH

PEAK, MUON = 1e-3, 2e-3         # learning rates of AdamW and Muon
UNCONDITIONAL, CENTRE, SPREAD, NOISY = 0.1, 0.4, 1.1, 0.12
PHOTO_SHARE = 0.2               # of the batches at half size, the only ones with photographs
SMALL_EVERY = 4                 # one step in four is at half size


class Model(torch.nn.Module):
    """Frozen features of a prompt, its ids and a noisy latent -> velocity; of a student, the mean one until `following`, guided."""

    def __init__(self):
        super().__init__()
        self.text, self.unet = TextEncoder(), UNet()

    def forward(self, x, sigma, features, ids, following=None, guidance=None):
        jump = () if following is None else (TIMESTEPS * following, guidance)
        return self.unet(x, TIMESTEPS * sigma, self.text.adapt(features, ids), None, *jump)


def flow_loss(model, x0, noise, sigma, features, ids):
    s = sigma.view(-1, 1, 1, 1)
    velocity = model((1 - s) * x0 + s * noise, sigma, features, ids)
    return F.mse_loss(velocity.float(), noise - x0)


def times(n, device):
    """Sigmas of a batch."""
    sigma = torch.sigmoid(CENTRE + SPREAD * torch.randn(n, device=device))
    return torch.where(torch.rand(n, device=device) < NOISY, 0.9 + 0.1 * torch.rand(n, device=device), sigma)


class Draw:
    """Batches from the banks: latents of random materials, moved, each with one of its captions or none; with what control pictures are
    made of, where the banks keep that."""

    def __init__(self, large, small, captions, batch, device):
        self.large, self.small, self.captions, self.batch, self.device = large, small, captions, batch, device

    def small_turn(self, step):
        return step % SMALL_EVERY == SMALL_EVERY - 1

    def count(self, step):
        return 2 * self.batch if self.small_turn(step) else self.batch

    def __call__(self, step):
        bank, n = self.small if self.small_turn(step) else self.large, self.count(step)
        photos = round(n * PHOTO_SHARE) if bank.photos else 0
        at = lambda low, high, k: torch.randint(low, high, (k,), device=self.device)
        first = len(bank.latents) - bank.photos
        index = torch.cat([at(0, first, n - photos), at(first, len(bank.latents), photos)]) if photos else at(0, first, n)
        h, w = bank.latents.shape[2:]
        by = torch.randint(0, h, (2,)).tolist()
        x0 = bank.latents[index].float().roll(by, (2, 3))
        text = self.captions.rows[bank.materials[index], at(0, self.captions.rows.shape[1], n)]
        text = torch.where(torch.rand(n, device=self.device) < UNCONDITIONAL, torch.zeros_like(text), text)  # text 0 is the empty one
        controls = () if bank.controls is None else (bank.controls[index].roll([FACTOR * b for b in by], (2, 3)),)
        return x0, torch.randn_like(x0), times(n, self.device), self.captions.features[text], self.captions.ids[text], *controls


class Denoising(Training):
    """The denoiser's training: compiled before the data are there, then run for any number of seconds.

    start: Weights to begin with, if they hold any, instead of random ones.
    """

    name = "denoiser"

    def __init__(self, batch, side, seconds, ranks, log, start, peak=PEAK, muon=MUON):
        model = Model().to(ranks.device)
        super().__init__(model, peak, muon, ranks, log)
        self.networks, self.text, self.loss_of = (model,), model.text, compiled(flow_loss, ranks.device, seconds)
        self.begin(start)
        self.warm(batch, side)

    def load(self, start):
        if start.load("denoiser", model=self.model):
            self.log("denoiser: begins with earlier weights")

    def warm(self, batch, side):
        """Compiles for both sizes, on noise."""
        device, ids = self.ranks.device, torch.ones(2 * batch, LENGTH, dtype=torch.int64, device=self.ranks.device)
        features = self.text.trunk(ids).half()
        for n, s in ((batch, side), (2 * batch, side // 2)):
            x = torch.randn(n, LATENT, s, s, device=device)
            self.backward((x, torch.randn_like(x), times(n, device), features[:n], ids[:n]))
        self.ready()

    def backward(self, batch):
        with autocast(self.ranks.device):
            loss = self.loss_of(self.model, *batch)
        self.add(loss)
