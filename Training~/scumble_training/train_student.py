"""The student: whole steps of the guided teacher in one call each, a flow map with guidance as an input.

From x at sigma the student gives the mean velocity to a lower sigma' (`timestep_next`): x + (sigma' - sigma) v(x, sigma, sigma', w), what
Boffi et al. 2024 (flow map matching) call the two-time map and Frans et al. 2024 a shortcut; Euler's method on its velocities is exact. It is
regressed, squared error, on where the frozen teacher goes with classifier-free guidance w (Meng et al. 2023) in several Euler steps at
the levels of a longer run. Half of the starting points are noised data, half lie on the student's own path, where it will be asked
(Chen et al. 2025, pi-Flow, section 3.3).
"""
import copy
import random

import torch
import torch.nn.functional as F

from .autoencoder import LATENT
from .compiling import autocast, compiled
from .sample import GUIDANCE, levels
from .train_denoiser import Model
from .training import Training
from .unet import UNet
from .weights import Weights
from .words import EMPTY

RUNS = {1: (1, 8), 2: (2, 6), 4: (4, 4), 8: (2, 2)}   # steps of the student: how often they are drawn, teacher's steps for each
COUNTS = [count for count, (often, _) in RUNS.items() for _ in range(often)]
OWN = 0.5                                             # share of starts on the student's own path


def student_of(teacher):
    """The teacher with two more inputs, which do nothing yet."""
    student = copy.deepcopy(teacher)
    student.unet = UNet(jumps=True).to(next(teacher.parameters()).device)
    student.unet.load_state_dict(teacher.unet.state_dict(), strict=False)
    return student.requires_grad_(True)


def student_in(folder, refuse):
    """The student of a model folder. refuse: told why there is none, and does not return."""
    student = student_of(Model())
    if not Weights(folder).load("student", model=student):
        refuse(f"{folder} holds no student's text_encoder and unet")
    return student


@torch.no_grad()
def carried(student, teacher, before):
    """What an earlier student learned on top of its teacher, on top of this one: as distilled steps are carried from model to model (Luo et al.
    2023, LCM-LoRA)."""
    old, new = dict(before.named_parameters()), dict(teacher.named_parameters())
    for name, parameter in student.named_parameters():
        if name in old:
            parameter += new[name] - old[name]


def student_loss(student, x, sigma, following, features, ids, guidance, velocity):
    return F.mse_loss(student(x, sigma, features, ids, following, guidance).float(), velocity)


class Distilling(Training):
    """The student's training: compiled before the data are there, then run for any number of seconds; the learning rate falls to zero in the
    last third."""

    name, every, anneal = "student", 100, 1 / 3

    def __init__(self, batch, side, shift, seconds, ranks, log, start, before=None, peak=5e-4, muon=1e-3):
        device = ranks.device
        self.teacher, self.shift, self.before = Model().to(device).eval().requires_grad_(False), shift, before
        student, self.text = student_of(self.teacher), self.teacher.text
        super().__init__(student, peak, muon, ranks, log)
        self.networks = self.teacher, student
        self.begin(start)
        self.loss_of, self.guided, self.ahead = (compiled(f, device, seconds) for f in (student_loss, self.velocity_of_teacher, student))
        empty = torch.tensor([EMPTY], device=device)
        self.empty = (self.text.trunk(empty).half(), empty)
        self.warm(batch, side)

    def load(self, start):
        if not start.load("denoiser", model=self.teacher):
            raise SystemExit("The student goes on from a teacher: --weights must name a folder with denoiser.*.pt.")
        if not start.load("student", model=self.model):
            self.model.load_state_dict(self.teacher.state_dict(), strict=False)
            return
        self.log("student: goes on from earlier weights")
        if self.before is not None and self.before.load("denoiser", model=(old := Model().to(self.ranks.device))):
            carried(self.model, self.teacher, old)
            self.log("student: carried over to another teacher")

    def warm(self, batch, side):
        """Compiles for both sizes, on noise."""
        device = self.ranks.device
        for n, s in ((batch, side), (2 * batch, side // 2)):
            noise, some = torch.randn(n, LATENT, s, s, device=device), torch.full((n,), 0.5, device=device)
            features, ids = (part.expand(n, *part.shape[1:]).contiguous() for part in self.empty)
            with torch.no_grad(), autocast(device):
                self.ahead(noise, some, features, ids, some, some)
            self.backward((noise, noise, None, features, ids))
        self.ready()

    def velocity_of_teacher(self, x, sigma, features, ids, guidance):
        """With guidance: features and ids are of twice the pictures, the empty prompt first."""
        without, with_prompt = self.teacher(torch.cat([x, x]), torch.cat([sigma, sigma]), features, ids).chunk(2)
        return without + guidance.view(-1, 1, 1, 1) * (with_prompt - without)

    @torch.no_grad()
    def example(self, batch, count):
        """-> what student_loss takes after the student, for runs of `count` steps of which each picture's is drawn."""
        x0, noise, _, features, ids = batch
        n, device = len(x0), x0.device
        full = lambda value: torch.full((n,), value, device=device)
        guidance = GUIDANCE[0] + (GUIDANCE[1] - GUIDANCE[0]) * torch.rand(n, device=device)
        rng = random.Random(self.step)                             # the same for all ranks, so that none waits
        sigmas, i = levels(count, self.shift), rng.randrange(count)
        first = 0 if rng.random() < OWN else i                     # where the student's own path begins
        x = (1 - sigmas[first]) * x0 + sigmas[first] * noise
        for sigma, following in zip(sigmas[first:i], sigmas[first + 1:i + 1]):
            with autocast(device):
                v = self.ahead(x, full(sigma), features, ids, full(following), guidance)
            x = x + (following - sigma) * v.float().contiguous()
        sigma, following = sigmas[i], sigmas[i + 1]
        both = (torch.cat([self.empty[0].expand_as(features), features]), torch.cat([self.empty[1].expand_as(ids), ids]))
        y, most = x, RUNS[count][1]
        inner = levels(count * most, self.shift)[i * most:(i + 1) * most + 1]
        for a, b in zip(inner, inner[1:]):
            with autocast(device):
                v = self.guided(y, full(a), *both, guidance)
            y = y + (b - a) * v.float().contiguous()
        return x, full(sigma), full(following), features, ids, guidance, (y - x) / (following - sigma)

    def backward(self, batch):
        example = self.example(batch, random.Random(-1 - self.step).choice(COUNTS))
        with autocast(self.ranks.device):
            loss = self.loss_of(self.model, *example)
        self.add(loss)
