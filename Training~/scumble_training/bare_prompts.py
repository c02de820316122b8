"""What a bare prompt means: what it means before ", seamless texture".

Photographs' captions are bare and few, and each was seen often: a prompt in their words ("red brick wall") gets the look of one photograph at half its size
instead of the surface. So the text adapter alone is taught, after all else, that a bare prompt's hidden states are those of the same words before that tail;
captions of materials keep theirs. The denoiser and its ControlNets stay as they are.
"""
import torch

from . import photos
from .clock import Clock
from .colours import COLOURS
from .pool import synthetic
from .synth import FAMILIES
from .words import PAD

TAIL, BATCH, PEAK = ", seamless texture", 24, 1e-3
CAPTIONS, COLOURED, EDGE = 1000, 500, 32   # captions of materials, rendered only to be described; plain prompts with a colour in front


def bare():
    """Photographs' captions, families' plain prompts, and some of these in colours."""
    prompts = [family.prompt for family in FAMILIES.values()]
    said = {entry["caption"].lower() for entry in photos.load("train", size=EDGE)[1]}
    coloured = [f"{colour} {prompt}" for colour in COLOURS for prompt in prompts if len(prompt.split()) < 4]
    return sorted(said | set(prompts) | set(coloured[::max(1, len(coloured) // COLOURED)]))


def described(seed, device="cpu"):
    """Captions of materials."""
    texts = []
    for _, captions, _ in synthetic(seed, device, EDGE):
        texts += [text for several in captions for text in several]
        if len(texts) >= CAPTIONS:
            return texts


class Prompts:
    """Texts as the adapter reads them, no longer than the longest."""

    def __init__(self, text, words, prompts, length=None):
        ids = torch.tensor([words.encode(prompt) for prompt in prompts])
        self.ids = ids[:, :length or int((ids != PAD).sum(1).max())]
        with torch.no_grad():
            self.features = torch.cat([text.trunk(part) for part in self.ids.split(256)])
        self.seen = (self.ids != PAD).float()[..., None]

    def adapted(self, text, index):
        return text.adapt(self.features[index], self.ids[index])


def apart(a, b, seen):
    """Mean squared difference over words."""
    return ((a - b).square() * seen).sum() / (seen.sum() * a.shape[-1])


def teach(text, words, seconds, log, seed=77):
    """Changes the TextEncoder's adapter -> how far bare prompts were and are from what they should mean, and captions from what they meant."""
    prompts, captions = bare(), described(seed)
    meant, kept = (Prompts(text, words, texts) for texts in ([prompt + TAIL for prompt in prompts], captions))
    given = Prompts(text, words, prompts, meant.ids.shape[1])
    log(f"{len(prompts)} bare prompts, {len(captions)} captions")
    with torch.no_grad():                                          # what they all meant
        tailed, before = (torch.cat([part.adapted(text, i) for i in torch.arange(len(part.ids)).split(128)]) for part in (meant, kept))
    optimizer, clock, step = torch.optim.AdamW(text.parameters(), lr=PEAK, weight_decay=0.0), Clock(seconds), 0
    at = lambda part: torch.randint(0, len(part.ids), (BATCH,))

    def distances(i, k, j):
        return (apart(given.adapted(text, i), tailed[i], given.seen[i]), apart(meant.adapted(text, k), tailed[k], meant.seen[k]),
                apart(kept.adapted(text, j), before[j], kept.seen[j]))

    every = lambda part: torch.arange(0, len(part.ids), max(1, len(part.ids) // 200))
    whole = lambda: [float(d.detach()) for d in distances(every(given), every(meant), every(kept))]
    first = whole()
    while (progress := clock.progress()) < 1:
        optimizer.param_groups[0]["lr"] = PEAK * min(1.0, (step + 1) / 50) * (1 - progress)
        loss = sum(distances(at(given), at(meant), at(kept)))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        step += 1
        if step % 20 == 0:
            log(f"bare prompts: step {step} loss {loss.item():.5f}")
    return {"before": first, "after": whole(), "steps": step, "prompts": len(prompts), "captions": len(captions)}
