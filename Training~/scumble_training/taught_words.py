"""What prompts mean in the words that the model knows: artists' words ("carrara marble") are taught to give what a caption ("white marble with grey veins") gives.

The text adapter alone is taught, after all else, on the student's own path: its step under the prompt is regressed, squared error, on the step of the student as it was
under what the prompt means (as a prompt is distilled into a model: Snell et al. 2022, context distillation). The denoiser and its ControlNets stay as they are.
Every bare prompt means a photograph of its material, unless it says otherwise. Captions keep their meaning.
"""
import copy
import random
from pathlib import Path

import torch

from . import photos
from .autoencoder import LATENT
from .clock import Clock
from .colours import COLOURS
from .compiling import autocast
from .pool import synthetic
from .sample import STUDENT, levels
from .synth import FAMILIES
from .synth.captions import PHOTOGRAPH

TRANSLATIONS = Path(__file__).parent.parent / "prompts" / "translations.txt"
TAIL, DRAWN = f", {PHOTOGRAPH}", ("styl", "toon", "hand painted", "low poly")
CAPTIONS, EDGE = 3000, 32          # captions of procedural materials, rendered only to be described
SHARES = (0.55, 0.2, 0.25)         # of a batch: translated prompts, bare ones, captions that mean themselves
PEAK, BATCH = 1e-3, {"cuda": 256, "cpu": 8}


def translated(path=TRANSLATIONS):
    """[(prompt, what it means)] of the table."""
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        said, bar, means = (part.strip() for part in line.partition("|"))
        if not (said and bar and means):
            raise ValueError(f"{path}, line {number}: expected 'prompt | what it means', found {line!r}")
        pairs.append((said, f"{means}, stylized" if any(word in said for word in DRAWN) else means + TAIL))
    return pairs


def bare():
    """Captions of photographs, plain prompts of the families and some of these in colours: [(prompt, the same as a photograph)]."""
    prompts = [family.prompt for family in FAMILIES.values()]
    said = {entry["caption"].lower() for entry in photos.load("train", size=EDGE)[1]}
    coloured = [f"{colour} {prompt}" for colour in COLOURS for prompt in prompts if len(prompt.split()) < 4]
    return [(prompt, prompt + TAIL) for prompt in sorted(said | set(prompts) | set(coloured))]


def captions(seed, device="cpu"):
    """[(caption, itself)] of procedural materials."""
    texts = []
    for _, several, _ in synthetic(seed, device, EDGE):
        texts += [text for each in several for text in each]
        if len(texts) >= CAPTIONS:
            return [(text, text) for text in texts]


class Prompts:
    """Pairs as the adapter reads them."""

    def __init__(self, text, words, pairs, device):
        self.said, self.means = (torch.tensor([words.encode(pair[k]) for pair in pairs], device=device) for k in (0, 1))
        with torch.no_grad():
            self.features = [torch.cat([text.trunk(part).half() for part in ids.split(256)]) for ids in (self.said, self.means)]

    def draw(self, n):
        i = torch.randint(0, len(self.said), (n,), device=self.said.device)
        return (self.features[0][i].float(), self.said[i]), (self.features[1][i].float(), self.means[i])


def teach(student, words, seconds, log, device, side=16, seed=77):
    """Changes the adapter of a student -> figures. side: of the latents."""
    student = student.to(device).eval().requires_grad_(False)
    before, text = copy.deepcopy(student), student.text
    trained = [p for name, p in text.named_parameters() if not name.startswith("frozen")]
    for parameter in trained:
        parameter.requires_grad_(True)
    kinds = [Prompts(text, words, pairs, device) for pairs in (translated(), bare(), captions(seed, device))]
    counts, batch = [len(kind.said) for kind in kinds], BATCH[torch.device(device).type]
    log("{} translated prompts, {} bare ones, {} captions".format(*counts))
    optimizer, clock, step, sums = torch.optim.AdamW(trained, lr=PEAK, weight_decay=0.0), Clock(seconds), 0, [0.0] * 3
    sigmas, rng, first = levels(STUDENT["steps"], STUDENT["shift"]), random.Random(seed), None
    full = lambda value: torch.full((batch,), float(value), device=device)
    parts = [round(share * batch) for share in SHARES[1:]]
    parts = [batch - sum(parts), *parts]
    while (progress := clock.progress()) < 1:
        optimizer.param_groups[0]["lr"] = PEAK * min(1.0, (step + 1) / 100) * min(1.0, 2 * (1 - progress))
        drawn = [kind.draw(n) for kind, n in zip(kinds, parts)]
        said, means = ([torch.cat(part) for part in zip(*(pair[k] for pair in drawn))] for k in (0, 1))
        x, i = torch.randn(batch, LATENT, side, side, device=device), rng.choice((0, 0, 1, 2, 3))
        guidance = full(STUDENT["guidance"])
        with torch.no_grad(), autocast(device):
            for sigma, following in zip(sigmas[:i + 1], sigmas[1:i + 2]):
                at, v = x, before(x, full(sigma), *means, full(following), guidance).float()
                x = x + (following - sigma) * v
        with autocast(device):
            lost = (student(at, full(sigmas[i]), *said, full(sigmas[i + 1]), guidance).float() - v).square().mean((1, 2, 3))
        optimizer.zero_grad(set_to_none=True)
        lost.mean().backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        step += 1
        for k, part in enumerate(lost.detach().split(parts)):
            sums[k] += part.mean().item()
        if step % 50 == 0:
            means_of = [round(value / 50, 4) for value in sums]
            first, sums = first or means_of, [0.0] * 3
            log(f"words: step {step} {progress:.0%} apart: translated {means_of[0]}, bare {means_of[1]}, captions {means_of[2]}")
    return {"steps": step, "prompts": counts, "first": first, "last": means_of if step >= 50 else None}
