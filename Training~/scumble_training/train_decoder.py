"""The decoder alone: what a latent leaves open is made up as data have it, and not averaged.

The absolute error of every place asks for the median of all pictures that a latent may stand for: flat patches with soft edges, as of a
brush. A latent of 16 x 16 places has 32 numbers: it cannot hold the means of their squares of 4 x 4. So places count at an eighth of the size and coarser; finer
little, and the local strength of bands. There a critic decides, which sees the coarse picture beside each: it tells the rebuilt from the real of each pair (relativistic,
Jolicoeur-Martineau 2018), its gradients held small at both (Huang et al. 2024, R3GAN, eq. 3 to 6), by finite differences (Lin et al. 2025, APT, section 3.3):
but little, for grain is of the strength of the noise that measures them, and a critic that cannot tell noise cannot tell grain. Its pull is balanced with that of the reconstruction (Esser et al. 2021, VQGAN, eq. 7), here at the picture.

A critic whose gradients are held sees no faint pattern, and leaves the decoder to make its grain a weave. So each picture's power at each frequency and direction, mean
over windows, is compared with the real one's, in logarithms, as an artist's eye compares: a weave is a peak where nothing should stand out.

What is judged is what ships: the finished picture, of latents as soft as a denoiser's, by the average of the decoder's weights. Encoder and
latents stay as they are to the last bit.
"""
import copy

import torch
import torch.nn.functional as F

from .autoencoder import CHANNELS, FACTOR, Decoder, Encoder
from .blocks import Wrap
from .clock import Clock, Due, Rate, steps
from .compiling import autocast, compiled
from .critic import Critic
from .optimizer import adamw
from .spectra import spectral_distance
from .train_autoencoder import BANDS, GRID, WEIGHTS, grid, strength
from .views import Views, half

PLACES = (0.1, 0.1, 0.2, 1.0, 1.0)            # their weights at full size, at half of it, and so on
KNOWN, EDGE = 8, FACTOR                       # what is known of a picture: means of squares of 8 x 8; what crops cut off
SPECTRUM, ADVERSARIAL, SMOOTH, STEP, AVERAGE = 0.3, 1.0, 0.3, 0.05, 0.999   # SMOOTH: weight of what a noise of STEP changes in a score, squared
SOFT, NOISE, RISE, WARMUP, EVERY = 0.6, 0.15, 300, 100, 2      # RISE: steps until the critic counts whole; EVERY: how often its gradients are held


def softened(z):
    """Every second latent drawn towards its neighbours' mean, by a random share, and all with some noise: what a denoiser makes lacks detail, and
    the decoder has to know what detail looks like there."""
    n, device = len(z), z.device
    share = SOFT * torch.rand(n, 1, 1, 1, device=device) * (torch.arange(n, device=device) % 2).view(-1, 1, 1, 1)
    return z + share * (F.avg_pool2d(Wrap.apply(z), 3, 1) - z) + NOISE * torch.rand(n, 1, 1, 1, device=device) * torch.randn_like(z)


def inner(x):
    """Without the border, where a crop's wrapped neighbours are none."""
    return x[:, :, EDGE:-EDGE, EDGE:-EDGE]


def known(x):
    """The picture's means, at full size."""
    return F.interpolate(F.avg_pool2d(x, KNOWN), scale_factor=KNOWN, mode="nearest")


def rebuilding_loss(y, x):
    weights = torch.tensor(WEIGHTS, device=x.device).view(1, -1, 1, 1)
    away = lambda a, b: ((a - b).abs() * weights).mean()
    loss = GRID * grid(y - x)
    for places in PLACES:
        loss = loss + places * away(y, x)
        if places < 1:
            loss = loss + BANDS / 2 * away(strength(y), strength(x))
        y, x = half(y), half(x)
    return loss


class Against:
    """The decoder's training against the critic, a step at a time."""

    def __init__(self, encoder, decoder, device, seconds, ranks, peak):
        self.decoder, self.device, self.ranks = decoder, device, ranks
        self.critic = Critic(CHANNELS).to(device)
        ranks.same(self.critic)
        self.encode, self.decode, self.score, self.rebuilt = (compiled(f, device, seconds) for f in (encoder, decoder, self.critic, rebuilding_loss))
        self.optimizer = adamw(decoder.parameters(), peak, (0.5, 0.99), 1e-4)
        self.judging = adamw(self.critic.parameters(), peak, (0.0, 0.99), 1e-4)
        self.sums = torch.zeros(4, device=device)

    def rate(self, value):
        for optimizer in (self.optimizer, self.judging):
            for group in optimizer.param_groups:
                group["lr"] = value

    def __call__(self, x, weight, step):
        """A step of the decoder, in which the critic counts by `weight`, and one of the critic. x: [b, 6, s, s] in -1..1."""
        with autocast(self.device):
            with torch.no_grad():
                z = softened(self.encode(x).float())
            raw = self.decode(z).float()
        y, x = inner(self.decoder.finish(raw)), inner(x)
        told = known(x)
        picture = y.detach().requires_grad_()
        lost = self.rebuilt(picture, x) + SPECTRUM * spectral_distance(picture, x)
        pull, = torch.autograd.grad(lost, picture)
        self.critic.requires_grad_(False)
        with autocast(self.device):
            fake, real = self.score(torch.cat([picture, x]), torch.cat([told, told])).float().chunk(2)
        fooled, = torch.autograd.grad(F.softplus(real.detach() - fake).mean(), picture)
        push = ADVERSARIAL * weight * pull.norm() / (fooled.norm() + 1e-12)
        y.backward(pull + push * fooled)
        self.ranks.average(list(self.decoder.parameters()))
        torch.nn.utils.clip_grad_norm_(self.decoder.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.judge(x, y.detach(), told, step)
        self.sums[0] += lost.detach()

    def judge(self, x, y, told, step):
        self.critic.requires_grad_(True)
        both, told = torch.cat([y, x]), torch.cat([told, told])
        with autocast(self.device):
            scores = self.score(both, told).float()
            loss = F.softplus(scores[:len(x)] - scores[len(x):]).mean()
            if step % EVERY == 0:
                near = self.score(both + STEP * torch.randn_like(both), told).float()
                loss = loss + EVERY * SMOOTH * (near - scores).square().mean()
        self.judging.zero_grad(set_to_none=True)
        loss.backward()
        self.ranks.average(list(self.critic.parameters()))
        self.judging.step()
        fake, real = scores.detach().chunk(2)
        self.sums += torch.stack([torch.zeros_like(loss), loss.detach(), (real > fake).float().mean(), (real - fake).mean()])

    def report(self, count):
        lost, loss, right, gap = (self.sums / count).tolist()
        self.sums.zero_()
        return f"rebuilt {lost:.4f}, critic {loss:.3f}, tells {right:.0%} of pairs by {gap:.2f}"


@torch.no_grad()
def follow(average, net, slowly):
    for a, p in zip(average.parameters(), net.parameters()):
        a.lerp_(p, 1 - slowly)


def train_decoder(feed, photos, seconds, ranks, log, kept, start, batch=64, peak=2e-4):
    """-> (encoder, the decoder's average); `kept` (Weights) gets both, on the way too. feed: a Feed; photos: a Pool; start: Weights to go on from."""
    device, clock = ranks.device, Clock(seconds)
    encoder, decoder = Encoder().to(device).eval().requires_grad_(False), Decoder().to(device)
    if not start.load("autoencoder", encoder=encoder, decoder=decoder):
        raise SystemExit("A decoder goes on from an autoencoder: --weights must name a folder with autoencoder.*.pt, or a model folder.")
    ranks.same(encoder, decoder)
    average = copy.deepcopy(decoder).requires_grad_(False).eval()
    against, views = Against(encoder, decoder, device, seconds, ranks, peak), Views(feed.images, photos.images, device, batch, photographs=4)
    keep = lambda: kept.save("autoencoder", encoder=encoder, decoder=average)
    rate, due, step, every = Rate(), Due(), 0, 200
    for progress in steps(clock, ranks):
        if step % 20 == 0:
            feed.take()
        against.rate(peak * min(1.0, (step + 1) / WARMUP) * min(1.0, 3 * (1 - progress) + 0.02))
        against(views.pictures(len(feed)), min(1.0, step / RISE), step)
        follow(average, decoder, min(AVERAGE, step / (step + 10)))
        step += 1
        if step == 1:
            log("decoder: compiled")
        if step % every == 0:
            log(f"decoder step {step} {rate(step * batch * ranks.world):.0f}/s {progress:.0%}, {len(feed)} materials: {against.report(every)}")
            if due():
                keep()
    keep()
    return encoder, average
