"""Colour words that are heard too faintly are moved: "red leather" came out brown, since most photographs that are captioned red are brick, rust and wine.

What a word gives is moved a part of the way to what "bright" and the word give, by changing the word's own row in the table of the text encoder's frozen trunk and nothing
else (as textual inversion finds a row for a new word: Gal et al. 2022): a few hundred numbers. Compared is what the denoiser hears (`taught_words.Listeners`). Prompts in which something else
qualifies the colour ("dark red", "navy blue", "bright green") keep their meaning.
"""
import random

import torch

from .clock import Clock
from .colours import COLOURS, SURFACES
from .synth import FAMILIES
from .taught_words import PATHS, Listeners

TOWARDS = "bright"
MOVED = {"red": 0.6, "blue": 0.65, "yellow": 0.5, "green": 0.3}     # how far; bright green is nearly a screen's
KEPT = ("bright", "dark", "light", "pale", "deep", "faded", "dirty", "sky", "navy", "olive", "wine", "rusty", "royal", "forest", "lemon", "brick", "old", "glossy")
PEAK, BATCH = 4e-3, (64, 48)                                         # of moved prompts, of kept ones


def surfaces():
    """Plain prompts without a colour, of which none is one of those that colours are measured with."""
    prompts = {family.prompt for family in FAMILIES.values() if len(family.prompt.split()) < 4}
    return sorted(prompt for prompt in prompts - set(SURFACES) if not set(prompt.split()) & set(COLOURS))


def hidden(text, ids, moves):
    """The text encoder's states, its words' rows moved by {id: change}, with gradients to those."""
    rows = text.frozen.rows(ids)
    for word, change in moves.items():
        rows = rows + (ids == word)[..., None] * change
    return text.adapt(text.frozen.from_rows(rows, ids), ids)


def move(student, words, seconds, log, device, side=16, seed=77):
    """Moves the rows of MOVED in a student's table."""
    student = student.to(device).eval().requires_grad_(False)
    text, rng, plain, colours = student.text, random.Random(seed), surfaces(), list(MOVED)
    encode = lambda texts: torch.tensor([words.encode(text) for text in texts], device=device)
    moves = {words.ids[colour]: torch.zeros(text.frozen.width, device=device, requires_grad=True) for colour in colours}
    with torch.no_grad():
        listeners = Listeners(student.unet, hidden(text, encode(rng.sample(plain, min(PATHS, len(plain)))), {}), side)
    optimizer, clock, step = torch.optim.Adam(moves.values(), lr=PEAK), Clock(seconds), 0
    while (progress := clock.progress()) < 1:
        optimizer.param_groups[0]["lr"] = PEAK * min(1.0, 2 * (1 - progress))
        drawn = [(rng.choice(colours), rng.choice(plain)) for _ in range(BATCH[0])]
        said, bright = encode([f"{c} {s}" for c, s in drawn]), encode([f"{TOWARDS} {c} {s}" for c, s in drawn])
        kept = encode([f"{rng.choice(KEPT)} {rng.choice(colours)} {rng.choice(plain)}" for _ in range(BATCH[1])])
        far, asked = torch.tensor([MOVED[c] for c, _ in drawn], device=device), listeners.asked()
        with torch.no_grad():
            before, after, same = (listeners.hear(hidden(text, ids, {}), asked) for ids in (said, bright, kept))
            wanted = [torch.lerp(a, b, far.view(-1, *[1] * (a.dim() - 1))) for a, b in zip(before, after)]
        losses = listeners.distance(hidden(text, said, moves), asked, wanted).mean(), listeners.distance(hidden(text, kept, moves), asked, same).mean()
        optimizer.zero_grad(set_to_none=True)
        sum(losses).backward()
        optimizer.step()
        step += 1
        if step % 50 == 0:
            log("colours: step {} {:.0%} apart: moved {:.4f}, kept {:.4f}".format(step, progress, *(float(loss.detach()) for loss in losses)))
    for word, change in moves.items():
        text.frozen.put(word, change.detach())
    return step
