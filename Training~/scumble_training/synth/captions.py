"""One caption from Facts, in varied wording: sentences, tag lists, or just the noun."""
from __future__ import annotations

import random

from .palette import synonym
from .registry import Facts

_SUFFIX = ("texture", "material", "surface", "pattern")
_MAX_WORDS = 20


def _article(text: str) -> str:
    """'a' or 'an' in front, none for plurals and mass nouns."""
    last = text.split(" with ")[0].split()[-1]
    if last.endswith("s") and not last.endswith(("ss", "us")) or last in _MASS:
        return text
    return ("an " if text[0] in "aeiou" else "a ") + text


_MASS = frozenset("""sand soil grass moss bark snow ice lava asphalt concrete gravel rock stone mud dirt earth brickwork masonry wood marble granite
steel iron copper gold silver metal leather fabric cloth denim wool paper cardboard plastic rubber glass water fur skin felt foam clay cement
stucco plaster terrazzo foliage tarmac pavement paving cobblestone flagstone sandstone limestone limestone scree shingle magma velvet silk
linen cotton canvas burlap carpet chrome brass bronze rust obsidian quartz amber slime coral chocolate wax soap""".split())


def _layer(f: Facts, rng: random.Random):
    """Words of the overlays: (adjectives, tails)."""
    adj, tail = [], []
    for options in f.layers:
        if rng.random() < 0.06:
            continue
        kinds = sorted({k for k, _ in options})
        kind = rng.choice(kinds)
        words = rng.choice([w for k, w in options if k == kind])
        (adj if kind == "adj" else tail).append(words)
    return adj, tail


def _join(parts) -> str:
    return " ".join(p for p in parts if p)


def _colors(names, rng):
    if not names:
        return ""
    return names[0] if len(names) == 1 else f"{names[0]} and {names[1]}"


def describe(facts: Facts, rng: random.Random) -> str:
    """A true caption of 1 to 20 words."""
    noun = facts.nouns[0] if rng.random() < 0.5 else rng.choice(facts.nouns)
    names = [] if facts.natural and rng.random() < 0.25 else [synonym(c, rng) for c in facts.colors[:2 if rng.random() < 0.75 else 1]]
    layer_adj, layer_tail = _layer(facts, rng)
    said = set(noun.split())
    adj = [a for a in facts.adjectives if not said & set(a.split())]
    adj = rng.sample(adj, min(len(adj), rng.choice((0, 1, 1, 2, 2, 3))))
    names = [c for c in names if c not in said]
    extra = rng.sample(facts.extras, min(len(facts.extras), rng.choice((0, 1, 1, 2))))
    style = rng.random()
    if style < 0.08 and not facts.layers and facts.natural:
        text = noun
    elif style < 0.24:
        text = _join(layer_adj + [_colors(names, rng), noun])
        tails = layer_tail
        text = ", ".join([text] + tails) if rng.random() < 0.5 else _join([text] + ["and " + t if i else t for i, t in enumerate(tails)])
    elif style < 0.5:                                   # tags
        bits = [names[0]] if names else []
        bits += adj + layer_adj + layer_tail + extra + names[1:]
        rng.shuffle(bits)
        if bits and rng.random() < 0.6:                 # "mossy cobblestone, wet": one short tag in front of the noun
            short = [b for b in bits if b in adj or b in layer_adj or b in names]
            if short:
                noun_text = f"{short[0]} {noun}"
                bits.remove(short[0])
                text = ", ".join([noun_text] + bits)
            else:
                text = ", ".join([noun] + bits)
        else:
            text = ", ".join([noun] + bits)
        if rng.random() < 0.12:
            text += ", " + rng.choice(("seamless texture", "game texture", "tileable", "pbr material", "seamless"))
    else:                                               # a phrase or sentence
        front = adj + layer_adj
        rng.shuffle(front)
        if len(front) > 1 and rng.random() < 0.3:
            front = [", ".join(front)]
        text = _join(front + [_colors(names, rng), noun])
        if rng.random() < 0.15:
            text = f"{text} {rng.choice(_SUFFIX)}"
        tails = layer_tail + extra
        if tails:
            rng.shuffle(tails)
            text += " " + tails[0] + "".join((", " if rng.random() < 0.6 else " and ") + t for t in tails[1:])
        r = rng.random()
        if r < 0.22:
            text = _article(text)
        elif r < 0.34:
            text = rng.choice(("seamless texture of ", "texture of ", "close up of ", "seamless ", "surface of ", "tileable ")) + text
    words = text.split()
    if len(words) > _MAX_WORDS:
        words = words[:_MAX_WORDS]
        while words[-1].strip(",") in ("and", "with", "in", "of", "a", "under", "the", "on", "by"):
            words.pop()
    return " ".join(words).rstrip(",")
