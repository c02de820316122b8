"""One caption from Facts, in varied wording: one word, tag lists, phrases, sentences, and prompts as artists write them.

A caption says only what is seen. Its parts (noun, colours, adjectives, extras, what the overlays say) are drawn at random, reworded by
the lexicon, and set into one of the forms below.
"""
from __future__ import annotations

import random

from .lexicon import ABSENT, swap
from .names import more
from .palette import synonym
from .registry import FAMILIES, Facts

_MAX_WORDS = 24
_STYLE_TAGS = ("seamless texture", "game texture", "tileable", "pbr material", "seamless", "pbr", "close up", "high detail", "4k",
               "top down view", "texture", "detailed", "game asset", "highly detailed")
_DRAWN, _PHOTOGRAPHED = ("stylized", "procedural texture"), ("photorealistic", "realistic", "natural light", "material scan", "photoscan", "realistic texture")
PHOTOGRAPH = "photograph"      # said of half of the photographed materials, behind all else
_FRAMES = ("seamless texture of {}", "texture of {}", "close up of {}", "seamless {}", "surface of {}", "tileable {}", "tileable texture of {}",
           "pbr material of {}", "pbr texture, {}", "{}, close-up, pbr", "{} texture", "{} material", "{} surface", "{} texture, seamless",
           "detailed {}", "a close view of {}", "game ready {} texture", "{} for a game environment", "flat view of {}", "{}, seamless tileable texture",
           "material: {}", "background of {}", "pattern of {}")
_PHOTO_FRAMES = ("a photo of {}", "close-up photograph of {}", "realistic {} texture", "high resolution scan of {}", "photo of {}", "photograph of {}", "{}, photo")
_UNTOUCHED = frozenset(("clean", "new", "dry", "fresh", "bare", "plain", "polished", "smooth"))      # not said of what lies under an overlay
_LINKS = (", ", ", ", " and ", ", also ")
_MASS = frozenset("""sand soil grass moss bark snow ice lava asphalt concrete gravel rock stone mud dirt earth brickwork masonry wood marble granite
steel iron copper gold silver metal leather fabric cloth denim wool paper cardboard plastic rubber glass water fur skin felt foam clay cement
stucco plaster terrazzo foliage tarmac pavement paving cobblestone flagstone sandstone limestone scree shingle magma velvet silk
linen cotton canvas burlap carpet chrome brass bronze rust obsidian quartz amber slime coral chocolate wax soap timber planking flooring tiling
textile parquetry render turf topsoil carpeting knitwear corduroy satin aluminium aluminum patina verdigris bamboo ivy ashlar oak pine walnut cherry ebony
lumber hay straw thatch camouflage camo siding decking cladding upholstery armour armor grating sheeting plating roofing flagging blockwork
scree rubble debris ballast grit aggregate coal ash dust peat compost humus mulch powder litter undergrowth foil tweed flannel jute hessian sackcloth twill
gabardine velour satin charmeuse yarn fleece canvas hide pelt basketry rattan wicker cane cork pewter titanium zinc vinyl polymer pvc acrylic foam
porcelain celadon travertine slate basalt quartzite render adobe artex stuccowork plasterwork macadam bitumen tarmac terrain stockinette kevlar graphite
glaze paint lacquer enamel carton packaging vellum parchment papyrus chainmail maille mail circuitry electronics tissue matter flesh meat diorite gabbro
amethyst citrine topaz garnet apatite aquamarine tourmaline peridot kryptonite firewood brickwork shiplap trim weave pile denim needlecord tiling
matting casting gilding bullion silverware cookware expanse savanna grassland ground wire mesh bedding crust shingles planking driftwood patina corten
plywood onyx pebbledash roughcast stonework blocks gravel chippings wool earthenware pottery china bark bamboo linoleum leatherette lumber boarding alloy thatching""".split())


def _head(text: str) -> str:
    """The last word of what a phrase names."""
    for link in (",", " with ", " in ", " under ", " of ", " on ", " from "):
        text = text.split(link)[0]
    return text.split()[-1] if text.split() else ""


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us"))


def _article(text: str) -> str:
    """'a' or 'an' in front, none for plurals and mass nouns."""
    head = _head(text)
    if _plural(head) or head in _MASS:
        return text
    return ("an " if text[0] in "aeiou" else "a ") + text


def _layers(f: Facts, rng):
    """Words of the overlays: (adjectives, tails, what lies on the material or '')."""
    adj, tail, on = [], [], ""
    for options in f.layers:
        if rng.random() < 0.03:
            continue
        kind = rng.choice(sorted({k for k, _ in options if k != "on" or not on}))
        words = rng.choice([w for k, w in options if k == kind])
        if kind == "on":
            on = words
        else:
            (adj if kind == "adj" else tail).append(words)
    return adj, tail, on


def _join(*parts) -> str:
    return " ".join(p for p in parts if p)


def _absent(f: Facts, rng) -> str:
    """Something that is not there, in words ('without moss', 'no cracks'), or ''."""
    said = " ".join(f.nouns + f.adjectives + f.extras + [w for layer in f.layers for _, w in layer])
    kind = FAMILIES[f.family].kind if f.family else None
    free = [what for what, words in ABSENT.get(kind, ()) if not any(w in said for w in words.split())]
    return rng.choice(("without {}", "no {}", "with no {}", "free of {}", "without any {}")).format(rng.choice(free)) if free else ""


def _color_words(names, noun, rng):
    """Ways to say one or two colours with a noun: in front, behind, or as shades."""
    if not names:
        return noun
    both = names[0] if len(names) == 1 else rng.choice((" and ", " and ", " ", "/")).join(names[:2])
    r = rng.random()
    if r < 0.78:
        return _join(both, noun)
    if len(names) == 1 and r < 0.86:
        return rng.choice((f"{noun} in {both}", f"{noun} in shades of {both}", f"{noun} of {both} colour", f"{both} coloured {noun}", f"{both} toned {noun}"))
    return f"{noun}, {both}" if r < 0.93 else f"{noun} in {both}"


def _tags(noun, names, adj, rest, rng):
    """A comma list, the noun first, or behind one short tag, or last."""
    bits = adj + rest + names
    rng.shuffle(bits)
    short = [b for b in bits if b in adj or b in names]
    r = rng.random()
    if short and r < 0.5:
        bits.remove(short[0])
        return ", ".join([_join(short[0], noun)] + bits)
    if short and r < 0.65:
        bits.remove(short[0])
        return ", ".join(bits + [_join(short[0], noun)]) if not any(b.startswith(("with", "in ", "no ")) for b in bits) else ", ".join([_join(short[0], noun)] + bits)
    return ", ".join([noun] + bits)


def _phrase(noun, names, adj, tails, rng):
    """Adjectives, colours and noun, then what it is with."""
    adj = list(adj)
    rng.shuffle(adj)
    front = [", ".join(adj)] if len(adj) > 1 and rng.random() < 0.3 else [" and ".join(adj)] if len(adj) == 2 and rng.random() < 0.15 else adj
    colored = _color_words(names, noun, rng)
    text = _join(*front, colored)
    if len(adj) == 1 and names and rng.random() < 0.12:       # "red rusty metal" beside "rusty red metal"
        text = _join(names[0], adj[0], noun)
    tails = list(tails)
    rng.shuffle(tails)
    for i, tail in enumerate(tails):
        text += (" " if i == 0 else rng.choice(_LINKS)) + tail
    return text


def _sentence(noun, names, adj, tails, rng):
    """A short sentence about the surface."""
    what = _article(_color_words(names[:1], noun, rng) if rng.random() < 0.6 else _join(*names[:1], noun))
    look = " and ".join(adj[-2:])
    more = tails[0] if tails else ""
    forms = [f"{what} {more}".strip() + (f", {look}" if look else ""), f"the surface of {what} {more}".strip() + (f", looking {look}" if look else "")]
    if look:
        be, seem = ("are", "look") if _plural(_head(noun)) else ("is", "looks")
        forms += [f"{what} that {be} {look}" + (f", {more}" if more else ""), f"{what} that {seem} {look}" + (f" {more}" if more else "")]
    return rng.choice(forms)


def _noun(facts: Facts, rng) -> str:
    """The family's plain noun, another of its own, or a name from the tables of names."""
    r = rng.random()
    wide = more(facts) if r > 0.56 else ()
    if wide:
        return rng.choice(wide)
    return swap(facts.nouns[0] if r < 0.28 else rng.choice(facts.nouns), rng)


def describe(facts: Facts, rng: random.Random) -> str:
    """A true caption of 1 to 24 words."""
    noun = _noun(facts, rng)
    names = [] if facts.natural and rng.random() < 0.28 else [synonym(c, rng) for c in facts.colors[:2 if rng.random() < 0.75 else 1]]
    layer_adj, layer_tail, on = _layers(facts, rng)
    said = set(noun.split())
    names = [c for c in names if c not in said and not set(c.split()) & said]
    pool = [a for a in facts.adjectives if not said & set(a.split()) and not (facts.layers and a in _UNTOUCHED)]
    adj = [swap(a, rng) for a in rng.sample(pool, min(len(pool), rng.choice((0, 1, 1, 2, 2, 3))))] + [swap(a, rng) for a in layer_adj]
    adj = list(dict.fromkeys(a for a in adj if not said & set(a.split())))
    extra = rng.sample(facts.extras, min(len(facts.extras), rng.choice((0, 1, 1, 2))))
    tails = [swap(t, rng, 0.2) for t in layer_tail + extra]
    if rng.random() < 0.07:
        tails += [t for t in [_absent(facts, rng)] if t]
    style = rng.random()
    if on:
        text = f"{on} {_phrase(noun, names, adj if rng.random() < 0.5 else [], extra if rng.random() < 0.4 else [], rng)}"
    elif style < 0.08 and not facts.layers and facts.natural:
        text = noun
    elif style < 0.20:
        text = _phrase(noun, names, layer_adj, layer_tail, rng)
    elif style < 0.44:
        text = _tags(noun, names, adj, tails, rng)
    elif style < 0.56 and len(facts.layers) < 2:
        text = _sentence(noun, names, adj, tails, rng)
    else:
        text = _phrase(noun, names, adj, tails, rng)
        if rng.random() < 0.2:
            text = _article(text)
    r = rng.random()
    tags = _STYLE_TAGS + 2 * (_PHOTOGRAPHED if facts.photographed else _DRAWN)
    if r < 0.20:
        whole = text.startswith(("a ", "an ", "the "))      # an article stands behind "of" only
        frames = [f for f in _FRAMES + (2 * _PHOTO_FRAMES if facts.photographed else ("stylized pbr {}",)) if (not whole or "of {}" in f or f.startswith("{},")) and not ("surface" in f and "surface" in text)]
        text = rng.choice(frames).format(text)
    elif r < 0.32:
        text = ", ".join([text] + rng.sample(tags, rng.choice((1, 1, 2))))
    words = text.split()
    if len(words) > _MAX_WORDS:
        words = words[:_MAX_WORDS]
        while words[-1].strip(",") in ("and", "with", "in", "of", "a", "an", "under", "the", "on", "by", "no", "without", "that", "is", "between"):
            words.pop()
    text = " ".join(words).rstrip(",")
    return f"{text}, {PHOTOGRAPH}" if facts.photographed and rng.random() < 0.5 else text
