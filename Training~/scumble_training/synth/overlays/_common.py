"""What the overlays share: how they name themselves, and where crevices and low ground are."""
from __future__ import annotations

from ..noise import cavity, smooth
from ..registry import Material

UPRIGHT = ("bark", "stone_wall", "rock", "strata", "roof", "thatch", "corrugated_metal", "planks", "scales", "plaster",
           "painted_wall", "ashlar", "concrete_blocks", "brick", "wicker", "bamboo", "ivy", "chainmail", "straw", "crocodile", "crystal")   # no water stands on these
SOLID = "stone ground wood metal tile plastic"


def say(m: Material, i: int, adj=(), tail=(), on=()):
    """One entry of interchangeable words: adjectives in front ("mossy"), phrases behind ("with moss"), or what the material lies
    under ("moss growing on", which the material's name follows)."""
    m.facts[i].layers.append([("adj", w) for w in adj] + [("tail", w) for w in tail] + [("on", w) for w in on])


def ranked(x):
    """Mean 0, standard deviation 1."""
    x = x - x.mean((2, 3), keepdim=True)
    return x / (x.square().mean((2, 3), keepdim=True).sqrt() + 1e-4)


def low(m: Material, r=0.02):
    """How much a point belongs to crevices and low ground, sd 1; faint where the base is flat."""
    flat = m.height - m.height.mean((2, 3), keepdim=True)
    depth = flat.square().mean((2, 3), keepdim=True).sqrt()
    return (cavity(m.height, r) * 1.5 - flat / (depth + 0.02)) * smooth(depth, 0.005, 0.05)
