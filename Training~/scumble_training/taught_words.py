"""What prompts mean in the words that the model knows: artists' words ("carrara marble") are taught to give what a caption ("white marble with grey veins") gives.

The text adapter alone is taught, after all else: what a prompt gives is regressed on what its meaning gave before (as a prompt is distilled into a model: Snell et al.
2022, context distillation), squared error. Hidden states of two prompts do not compare, words stand at other places; so they are compared where the denoiser
listens to them: at its summary, and at what its cross-attentions answer to queries of the student's own path. None of the denoiser runs meanwhile.
The denoiser and its ControlNets stay as they are, and captions and plain prompts keep their meaning.
"""
import copy
import random
from pathlib import Path

import torch

from . import photos
from .autoencoder import LATENT
from .clock import Clock
from .colours import COLOURS
from .pool import synthetic
from .sample import STUDENT, levels
from .synth import FAMILIES
from .unet import TIMESTEPS, Transformer

TRANSLATIONS = Path(__file__).parent.parent / "prompts" / "translations.txt"
TAIL, DRAWN = "", ("styl", "toon", "hand painted", "low poly")
CAPTIONS, EDGE = 12000, 32         # captions of procedural materials, rendered only to be described
SHARES = (0.5, 0.2, 0.3)           # of a batch: translated prompts, bare ones, captions that mean themselves
PEAK, BATCH, ASKED = 1e-3, 64, 24  # ASKED: queries of each cross-attention that a batch is compared at
PATHS, PLACES = 48, 32             # prompts whose paths the queries come from; queries of each, each step and each cross-attention
CHECKED = 48                       # prompts, not taught, that the student's first step is compared under


def translated(tail=TAIL, path=TRANSLATIONS):
    """[(prompt, what it means)] of the table."""
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        said, bar, means = (part.strip() for part in line.partition("|"))
        if not (said and bar and means):
            raise ValueError(f"{path}, line {number}: expected 'prompt | what it means', found {line!r}")
        pairs.append((said, f"{means}, stylized" if any(word in said for word in DRAWN) else means + tail))
    return pairs


def bare(tail=TAIL):
    """Captions of photographs, plain prompts of the families and some of these in colours: [(prompt, the same with the tail)]."""
    prompts = [family.prompt for family in FAMILIES.values()]
    said = {entry["caption"].lower() for entry in photos.load("train", size=EDGE)[1]}
    coloured = [f"{colour} {prompt}" for colour in COLOURS for prompt in prompts if len(prompt.split()) < 4]
    return [(prompt, prompt + tail) for prompt in sorted(said | set(prompts) | set(coloured))]


def captions(seed, device="cpu"):
    """[(caption, itself)] of procedural materials."""
    texts = []
    for _, several, _ in synthetic(seed, device, EDGE):
        texts += [text for each in several for text in each]
        if len(texts) >= CAPTIONS:
            return [(text, text) for text in random.Random(seed).sample(texts, CAPTIONS)]


def parted(pairs):
    """-> (those that are taught, CHECKED that are not)"""
    every = len(pairs) // CHECKED
    return [pair for i, pair in enumerate(pairs) if i % every or i // every >= CHECKED], pairs[::every][:CHECKED]


class Prompts:
    """Pairs: what the adapter reads of the prompt, and the hidden states that its meaning gives."""

    @torch.no_grad()
    def __init__(self, text, words, pairs, device):
        self.said, means = (torch.tensor([words.encode(pair[k]) for pair in pairs], device=device) for k in (0, 1))
        features = lambda ids: torch.cat([text.trunk(part).half() for part in ids.split(256)])
        self.features = features(self.said)
        meant = self.features if torch.equal(means, self.said) else features(means)
        self.states = torch.cat([text.adapt(*part).half() for part in zip(meant.split(256), means.split(256))])

    def __len__(self):
        return len(self.said)

    def draw(self, n):
        """-> features and ids of the prompts, states of what they mean"""
        i = torch.randint(0, len(self), (n,), device=self.said.device)
        return self.features[i].float(), self.said[i], self.states[i].float()


class Listeners:
    """All of a denoiser that words reach."""

    @torch.no_grad()
    def __init__(self, unet, states, side):
        """states: of the prompts whose paths the cross-attentions' queries come from."""
        self.unet, self.queries, handles = unet, {}, []
        keep = lambda attention, inputs, output: self.queries.setdefault(attention, []).append(
            inputs[0][:, torch.randperm(inputs[0].shape[1], device=states.device)[:PLACES]].flatten(0, 1))
        for module in unet.modules():
            if isinstance(module, Transformer):
                handles.append(module.cross_attention.register_forward_hook(keep))
        list(path(unet, states, side))
        for handle in handles:
            handle.remove()
        self.queries = {attention: torch.cat(parts) for attention, parts in self.queries.items()}
        self.spread = [heard.var(0).mean() for heard in self.hear(states, list(self.asked()))]

    def asked(self):
        """Some queries of each cross-attention."""
        return [(attention, known[torch.randint(0, len(known), (ASKED,), device=known.device)]) for attention, known in self.queries.items()]

    def hear(self, states, asked):
        """[the summary, each cross-attention's answers], of each prompt."""
        return [self.unet.prompt(states[:, 0])] + [attention(queries.expand(len(states), -1, -1), states) for attention, queries in asked]

    def apart(self, said, means):
        """[n]: how far apart two prompts' states are heard to be, in variances over prompts, mean over the listeners."""
        asked = self.asked()
        with torch.no_grad():
            wanted = self.hear(means, asked)
        return self.distance(said, asked, wanted)

    def distance(self, states, asked, wanted):
        """[n]: the same from what is wanted to be heard."""
        return sum((a - b).square().flatten(1).mean(1) / spread for a, b, spread in zip(self.hear(states, asked), wanted, self.spread)) / len(self.spread)


def path(unet, states, side, seed=1):
    """The student's velocities on its own path from noise, step by step."""
    x = torch.randn(len(states), LATENT, side, side, generator=torch.Generator().manual_seed(seed)).to(states.device)
    sigmas = levels(STUDENT["steps"], STUDENT["shift"])
    full = lambda value: torch.full((len(x),), float(value), device=x.device)
    for sigma, following in zip(sigmas, sigmas[1:]):
        v = unet(x, TIMESTEPS * full(sigma), states, None, TIMESTEPS * full(following), full(STUDENT["guidance"]))
        yield v
        x = x + (following - sigma) * v


@torch.no_grad()
def first_step(student, prompts, side):
    """Mean squared difference of the student's first step under some prompts and under what they mean."""
    said = student.text.adapt(prompts.features.float(), prompts.said)
    one, other = (next(path(student.unet, states, side)) for states in (said, prompts.states.float()))
    return round(float((one - other).square().mean()), 4)


def teach(student, words, seconds, log, device, side=16, seed=77, tail=TAIL):
    """Changes the adapter of a student -> figures. side: of the latents; tail: what bare prompts mean beside their words."""
    student = student.to(device).eval().requires_grad_(False)
    text, rng = student.text, random.Random(seed)
    before = copy.deepcopy(text)
    trained = [p for name, p in text.named_parameters() if not name.startswith("frozen")]
    kinds, others = zip(*([Prompts(before, words, part, device) for part in parted(pairs)] for pairs in (translated(tail), bare(tail), captions(seed, device))))
    log("{} translated prompts, {} bare ones, {} captions".format(*map(len, kinds)))
    listeners = Listeners(student.unet, kinds[0].states[torch.tensor(rng.sample(range(len(kinds[0])), PATHS))].float(), side)
    steps_apart = lambda: [first_step(student, kind, side) for kind in others]
    figures = {"prompts": [len(kind) for kind in kinds], "first_step_apart_before": steps_apart()}
    log(f"the student's first step apart, prompts that are not taught: {figures['first_step_apart_before']}")
    for parameter in trained:
        parameter.requires_grad_(True)
    optimizer, clock, step, sums = torch.optim.AdamW(trained, lr=PEAK, weight_decay=0.0), Clock(seconds), 0, torch.zeros(3)
    parts = [round(share * BATCH) for share in SHARES]
    while (progress := clock.progress()) < 1:
        optimizer.param_groups[0]["lr"] = PEAK * min(1.0, (step + 1) / 100) * min(1.0, 2 * (1 - progress))
        features, ids, means = (torch.cat(part) for part in zip(*(kind.draw(n) for kind, n in zip(kinds, parts))))
        apart = listeners.apart(text.adapt(features, ids), means)
        optimizer.zero_grad(set_to_none=True)
        apart.mean().backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        step += 1
        sums += torch.stack([part.mean() for part in apart.detach().split(parts)]).cpu()
        if step % 50 == 0:
            log("words: step {} {:.0%} apart: translated {:.3f}, bare {:.3f}, captions {:.3f}".format(step, progress, *(sums / 50).tolist()))
            sums.zero_()
    text.requires_grad_(False)
    return {**figures, "steps": step, "first_step_apart": steps_apart()}
