"""The ControlNets' training: what they tell the frozen student, on the steps that it takes.

A step of the student from x at sigma is corrected by what the control picture tells beyond the prompt. For a noised material x = (1 -
sigma) x0 + sigma noise whose control picture is known that is, in the mean, (noise - x0) - v(x), v the frozen teacher's velocity without
guidance: the nets are regressed on it, squared error (Zhang et al. 2023, eq. 5, with the teacher's guess as a control variate). What the
picture leaves open stays the student's own, with its guidance and its sharpness.

Half of the starts lie on the steered student's own path from pure noise, where no material is known to have been. There, as everywhere,
the height and the edges of the picture that the step points at, read from its latent by a linear probe, are compared with those asked for:
what is lost is 1 - correlation (Li et al. 2024, ControlNet++, with the probe as the reward's model).

A third of the pictures has depth alone, a third edges alone, a third both. Photographs are among those with edges alone: their heights
are guesses.
"""
import random

import torch
import torch.nn.functional as F

from .compiling import autocast
from .controlnet import ControlNets
from .controls import varied_depth
from .probe import QUARTER, correlation, steepness
from .sample import GUIDANCE, STUDENT, levels
from .train_denoiser import Model
from .train_student import student_of
from .training import Training
from .unet import TIMESTEPS

COUNTS = [1, 2, 4, 4, 4, 4, 4, 8]   # steps of a run, as often as they are drawn
OWN, BOTH = 0.5, 3                  # share of starts on the student's own path; one in so many pictures has both kinds of control
HEIGHT, EDGE = 0.3, 0.15            # weights of 1 - correlation beside the squared error
FLAT, BARE = 0.05, 0.002            # stretched heights of less deviation and pictures with fewer edges ask for nothing


class Controlling(Training):
    """The nets' training, for any number of seconds; nothing is compiled, since that takes longer than they do. The learning rate falls to
    zero in the last third.

    probe: set before training begins (probe.Probe)."""

    name, every, warmup, anneal, probe = "control", 50, 50, 1 / 3, None

    def __init__(self, ranks, log, start, peak=1e-3, muon=2e-3):
        device = ranks.device
        teacher = Model().to(device)
        self.teacher, self.student = (model.eval().requires_grad_(False) for model in (teacher, student_of(teacher)))
        nets, self.text = ControlNets(self.student.unet).to(device), self.student.text
        super().__init__(nets, peak, muon, ranks, log)
        self.networks = self.teacher, self.student, nets
        self.begin(start)
        self.sums = torch.zeros(4, device=device)

    def load(self, start):
        for stage, model, what in (("denoiser", self.teacher, "a teacher (denoiser.*.pt)"), ("student", self.student, "its student (student.*.pt, or a model folder)")):
            if not start.load(stage, model=model):
                raise SystemExit(f"ControlNets steer a student by what its teacher leaves open: --weights must name a folder with {what}.")
        if start.load("control", model=self.model):
            self.log("control: goes on from earlier weights")

    def steer(self, nets, pictures, x, sigma, words, guidance):
        """The residuals for a batch, of which the first pictures have depth, the last have edges, those between have both."""
        depth, edge = pictures
        n = len(x)
        first = [*nets.depth(depth, *(v[:len(depth)] for v in (x, TIMESTEPS * sigma, words, guidance)))]
        last = [*nets.edge(edge, *(v[n - len(edge):] for v in (x, TIMESTEPS * sigma, words, guidance)))]
        behind, before = ((0,) * 6 + (0, n - len(depth)), (0,) * 6 + (n - len(edge), 0))
        return [F.pad(a, behind) + F.pad(b, before) for a, b in zip(first, last)]

    def velocity(self, pictures, x, sigma, words, following, guidance):
        """The steered student's."""
        reached = self.student.unet.descend(x, TIMESTEPS * sigma, words, TIMESTEPS * following, guidance)
        return self.student.unet.ascend(reached, self.steer(self.model, pictures, x, sigma, words, guidance)).float()

    def backward(self, batch):
        x0, noise, _, features, ids, kept = batch
        n, device, rng = len(x0), x0.device, random.Random(self.step)          # the same for all ranks
        shared = n // BOTH
        alone = (n - shared) // 2
        height = kept[:, :1].float() / 255
        pictures = varied_depth(height[:alone + shared]), kept[alone:, 1:].float() / 255
        full = lambda value: torch.full((n,), value, device=device)
        guidance = GUIDANCE[0] + (GUIDANCE[1] - GUIDANCE[0]) * torch.rand(n, device=device)
        sigmas = levels(rng.choice(COUNTS), STUDENT["shift"])
        i = rng.randrange(len(sigmas) - 1)
        own = i > 0 and rng.random() < OWN
        x = (1 - sigmas[i]) * x0 + sigmas[i] * noise
        with torch.no_grad(), autocast(device):
            words = self.text.adapt(features, ids)
            if own:
                x = noise
                for sigma, following in zip(sigmas[:i], sigmas[1:i + 1]):
                    x = x + (following - sigma) * self.velocity(pictures, x, full(sigma), words, full(following), guidance)
            else:
                beyond = noise - x0 - self.teacher(x, full(sigmas[i]), features, ids).float()
            reached = self.student.unet.descend(x, full(TIMESTEPS * sigmas[i]), words, full(TIMESTEPS * sigmas[i + 1]), guidance)
            alone_step = self.student.unet.ascend(reached).float()
        with autocast(device):
            v = self.student.unet.ascend(reached, self.steer(self.model, pictures, x, full(sigmas[i]), words, guidance)).float()
        relief, outline = self.lost(x - sigmas[i] * v, height[:alone + shared], pictures[1])
        squared = torch.zeros((), device=device) if own else F.mse_loss(v - alone_step, beyond)
        loss = squared + HEIGHT * relief + EDGE * outline
        self.sums += torch.stack([squared.detach(), torch.full_like(squared, float(not own)), relief.detach(), outline.detach()])
        self.add(loss)

    def lost(self, x, height, edge):
        """-> (1 - correlation of the latents' height with that of the first pictures, the same of where colours change with the edges of
        the last), means over those that ask for something."""
        seen = self.probe(x)
        asked, drawn = F.avg_pool2d(height, QUARTER), F.avg_pool2d(edge, QUARTER)
        some = (asked.flatten(1).std(1) > FLAT).float(), (edge.mean((1, 2, 3)) > BARE).float()
        found = correlation(seen[:len(asked), :1], asked), correlation(steepness(seen[-len(drawn):, 1:]), drawn)
        return ((s * (1 - c)).sum() / s.sum().clamp_min(1) for s, c in zip(some, found))

    def report(self):
        squared, often, relief, outline = self.sums.tolist()
        self.sums.zero_()
        return f"squared error {squared / max(1, often):.4f}, 1 - correlation: height {relief / self.every:.3f}, edges {outline / self.every:.3f}"
