"""The autoencoder: reconstruction first, then reconstruction against a patch critic.

Reconstruction: absolute error of values and of finite differences at four scales, so that edges and grain count; a latent kept
near unit variance with a little noise; and, for one batch in four, a latent shrunk by two must decode to the material shrunk
by two (Kouzelis et al. 2025, EQ-VAE), which makes latents smooth enough to be generated well.
The critic (hinge loss, feature matching) comes in after CRITIC of the time, its gradient balanced with that of the
reconstruction (Esser et al. 2021, VQGAN, eq. 7), here at the picture: so each loss goes backward through the decoder once.
"""
import torch
import torch.nn.functional as F

from .autoencoder import Decoder, Discriminator, Encoder
from .clock import Checkpoint, Clock, Rate, autocast, compiled, learning_rate, steps
from .pool import flip_and_roll, to_float

WEIGHTS = torch.tensor([1.0, 1.0, 1.0, 1.0, 0.6, 0.6]).view(1, 6, 1, 1)  # roughness and metallic are smooth: less weight
CRITIC, ADVERSARIAL, MATCHING, LATENT_NOISE = 0.6, 0.1, 0.4, 0.05


def reconstruction_loss(y, x, scales=4):
    weights, loss = WEIGHTS.to(x.device), 0.0
    for _ in range(scales):
        loss = loss + ((y - x).abs() * weights).mean()
        for dim in (2, 3):
            loss = loss + 0.5 * ((y.diff(dim=dim) - x.diff(dim=dim)).abs() * weights).mean()
        y, x = F.avg_pool2d(y, 2), F.avg_pool2d(x, 2)
    return loss


def train_autoencoder(pool, folder, seconds, ranks, log, start=None, batch=32, peak=6e-4):
    """-> (encoder, decoder), with the latent's shift and scale measured; as they are, if start (Weights) holds them."""
    device, checkpoint = ranks.device, Checkpoint(folder, "autoencoder", ranks)
    nets = {name: net.to(device, memory_format=torch.channels_last)
            for name, net in (("encoder", Encoder()), ("decoder", Decoder()), ("critic", Discriminator()))}
    encoder, decoder, critic = nets.values()
    fast_encoder, fast_decoder, fast_loss = (compiled(f, device, seconds) for f in (encoder, decoder, reconstruction_loss))
    if start is not None and start.load("autoencoder", encoder=encoder, decoder=decoder):
        log("autoencoder: finished earlier")
        return encoder.eval(), decoder.eval()
    ranks.same(*nets.values())
    parameters = [*encoder.parameters(), *decoder.parameters()]
    optimizers = {"optimizer": torch.optim.AdamW(parameters, lr=peak, betas=(0.9, 0.99), weight_decay=1e-4),
                  "critic_optimizer": torch.optim.AdamW(critic.parameters(), lr=peak, betas=(0.5, 0.99), weight_decay=1e-4)}
    spent, step = 0.0, 0
    if state := checkpoint.load(device):
        for name, part in {**nets, **optimizers}.items():
            part.load_state_dict(state[name])
        spent, step = state["spent"], state["step"]
    clock = Clock(seconds, spent)
    save = lambda: checkpoint.save(**{n: p.state_dict() for n, p in {**nets, **optimizers}.items()}, spent=clock.elapsed(), step=step)
    rate = Rate()
    for progress in steps(clock, ranks):
        x = to_float(flip_and_roll(pool.images[torch.randint(len(pool), (batch,), device=device)]))
        x = x.contiguous(memory_format=torch.channels_last)
        for optimizer in optimizers.values():
            for group in optimizer.param_groups:
                group["lr"] = learning_rate(progress, step, peak)
        shrunk = step % 4 == 3
        with autocast(device):
            z = fast_encoder(x)
            penalty = 1e-3 * (z.float().pow(2).mean() - 1).abs()
            if shrunk:
                z, x = F.avg_pool2d(z, 2), F.avg_pool2d(x, 2)
            y = fast_decoder(z + LATENT_NOISE * torch.randn_like(z)).float()
        picture = y.detach().requires_grad_()
        rebuilt = fast_loss(picture, x)
        pull, = torch.autograd.grad(rebuilt, picture)
        judged = progress > CRITIC and not shrunk
        if judged:
            pull = pull + push(critic, x, picture, pull, device)
        for optimizer in optimizers.values():
            optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward([y, penalty], [pull, None])
        ranks.average(parameters)
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizers["optimizer"].step()
        if judged:
            judge(critic, x, y.detach(), optimizers["critic_optimizer"], ranks)
        step += 1
        if step % 200 == 0:
            log(f"autoencoder step {step} rebuilt {rebuilt.item():.4f} {rate(step * batch * ranks.world):.0f}/s {progress:.0%}")
        if checkpoint.due():
            save()
    if not bool((encoder.scale != 1).any()):
        measure_latent(pool, encoder, decoder, device)
        ranks.same(encoder, decoder)
    save()
    return encoder.eval(), decoder.eval()


def push(critic, x, y, pull, device):
    """The gradient at picture y of fooling the critic, scaled to the reconstruction's own pull, and of matching its features."""
    critic.requires_grad_(False)
    with autocast(device):
        score, features = critic(y)
        with torch.no_grad():
            real = critic(x)[1]
    matching = sum((a.float() - b.float()).abs().mean() for a, b in zip(features, real))
    fooled, = torch.autograd.grad(-score.float().mean(), y, retain_graph=True)
    matched, = torch.autograd.grad(matching, y)
    return ADVERSARIAL * pull.norm() / (fooled.norm() + 1e-12) * fooled + MATCHING * matched


def judge(critic, x, y, optimizer, ranks):
    """The critic's own step: hinge loss."""
    critic.requires_grad_(True)
    with autocast(ranks.device):
        fake, real = critic(y)[0].float(), critic(x)[0].float()
    (F.relu(1 + fake).mean() + F.relu(1 - real).mean()).backward()
    ranks.average(critic.parameters())
    optimizer.step()


@torch.no_grad()
def measure_latent(pool, encoder, decoder, device, count=4096):
    """Sets shift and scale of both halves so that latents have mean 0 and variance 1 in every channel."""
    latents = encode(pool.images[torch.randint(len(pool), (min(count, len(pool)),), device=device)], encoder, device)
    mean, std = latents.float().mean((0, 2, 3), keepdim=True), latents.float().std((0, 2, 3), keepdim=True)
    for half in (encoder, decoder):
        half.shift.copy_(mean)
        half.scale.copy_(std)


@torch.no_grad()
def encode(images, encoder, device, batch=128):
    parts = []
    for i in range(0, len(images), batch):
        with autocast(device):
            parts.append(encoder(to_float(images[i:i + batch].to(device)).contiguous(memory_format=torch.channels_last)).half())
    return torch.cat(parts)
