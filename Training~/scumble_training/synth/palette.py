"""Named colours: about seventy base names, modifiers, and synonyms.

pick(py)                -> (name, (r, g, b)) any named colour, often with a modifier ("dark", "pale", ...)
parse("red 9a4632, ..") -> a natural pool for a family: list of (name, rgb); names may repeat and hold several words
rgb(name)               -> sRGB triple in 0..1 of a base or modified name
All values are sRGB-encoded.
"""
from __future__ import annotations

import colorsys
import random

_TABLE = """
red c22a24, crimson a81634, scarlet d6301a, maroon 6e1a26, burgundy 661830, ruby a3123c, rose d0607c, pink e48aa4, salmon e8907a,
coral ea7258, peach f0b894, orange e07b1e, rust a24a22, copper b8704a, bronze 8c6a38, terracotta c0633f, brick red a0442f, amber dc9a20,
gold d0a43a, yellow e6cb2c, mustard c69c28, lemon eee060, ochre be8a34, sand d2b888, tan c6a278, beige d8c6a4, cream eee3c6, ivory efead8,
khaki a89c6c, brown 7a4e30, chestnut 7c3f26, chocolate 52331f, umber 63492e, sienna 96522c, olive 72742e, moss green 5f7030, lime 98cc2e,
green 3a923c, forest green 27602f, emerald 17915a, jade 3c9c74, mint 9cdcb8, sage 98a886, teal 17807e, turquoise 36bcb0, cyan 2cbcd6,
aqua 62ccd0, sky blue 74b4e2, blue 2c5cc0, royal blue 2c42b4, cobalt 22489e, navy 1c2850, indigo 3a2e84, slate blue 5a6690, violet 7a44b8,
purple 6e2e92, plum 70355f, lavender b2a0dc, lilac c4a2d0, magenta c02690, fuchsia d83a9e, white eeeeeb, silver b9bcc0, light grey b9b9b6,
grey 858583, dark grey 4b4b4b, slate 525b64, charcoal 343638, black 1b1b1c, taupe 8b7d70
"""
# Names that appear as they are, never with a modifier in front.
_PLAIN = {"light grey", "dark grey", "navy", "charcoal", "maroon", "burgundy", "ivory", "cream", "chocolate", "forest green",
          "moss green", "brick red", "royal blue", "sky blue", "slate blue", "silver", "gold", "lemon", "white", "black"}
_COMMON = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "black", "white", "grey", "teal", "turquoise", "beige")
_SYNONYMS = {"grey": ("gray",), "light grey": ("light gray", "pale grey"), "dark grey": ("dark gray", "charcoal grey"), "purple": ("violet",),
             "violet": ("purple",), "magenta": ("hot pink",), "burgundy": ("wine red",), "navy": ("navy blue", "dark blue"),
             "maroon": ("dark red",), "sky blue": ("light blue",), "gold": ("golden", "golden yellow"),
             "forest green": ("dark green",), "chocolate": ("dark brown",), "tan": ("light brown",),
             "cream": ("off white", "cream coloured", "creamy white"), "charcoal": ("dark grey", "dark gray", "anthracite"), "beige": ("buff", "sandy beige", "pale tan"),
             "black": ("jet black", "pitch black"), "terracotta": ("burnt orange", "clay coloured"), "rust": ("rust coloured", "rusty orange"), "teal": ("blue green", "greenish blue"),
             "light blue": ("pale blue", "baby blue"), "olive": ("olive green", "olive drab"), "slate": ("slate grey", "blue grey"), "mustard": ("mustard yellow", "dark yellow"),
             "emerald": ("emerald green",), "mint": ("mint green", "pale green"), "lime": ("lime green",), "sage": ("sage green", "greyish green"), "ochre": ("yellow ochre", "earthy yellow"),
             "crimson": ("blood red", "deep red"), "scarlet": ("bright red",), "cobalt": ("cobalt blue",), "indigo": ("dark blue", "indigo blue"), "lemon": ("lemon yellow", "pale yellow"),
             "coral": ("coral pink", "salmon pink"), "peach": ("light orange", "apricot"), "taupe": ("greyish brown", "grey brown"), "ivory": ("off white", "bone white"),
             "copper": ("copper coloured",), "amber": ("honey coloured",), "sand": ("sandy", "sand coloured"), "umber": ("earth brown",), "sienna": ("reddish brown",),
             "chestnut": ("chestnut brown", "reddish brown"), "jade": ("jade green",), "aqua": ("aqua blue", "aquamarine"), "ruby": ("ruby red",), "rose": ("rose pink",),
             "lavender": ("light purple",), "lilac": ("pale purple", "light purple"), "fuchsia": ("hot pink", "bright pink"), "plum": ("dark purple",),
             "dark brown": ("chocolate brown", "deep brown"), "dark green": ("deep green", "bottle green"), "dark red": ("deep red", "oxblood"), "reddish brown": ("russet", "red brown"),
             "dark blue": ("midnight blue", "deep blue"), "silver": ("silvery",), "salmon": ("salmon pink",), "turquoise": ("turquoise blue",), "cyan": ("cyan blue",),
             "royal blue": ("bright blue",), "brick red": ("brownish red",), "moss green": ("mossy green",), "khaki": ("khaki coloured",), "light brown": ("pale brown",)}


def parse(pool: str) -> list[tuple[str, tuple[float, float, float]]]:
    """'red 9a4632, dark red 6d2b22' -> [(name, rgb), ...]; a name without a hex value uses the table."""
    out = []
    for part in pool.replace("\n", " ").split(","):
        words = part.split()
        if not words:
            continue
        last = words[-1]
        if len(last) == 6 and all(c in "0123456789abcdef" for c in last) and len(words) > 1:
            out.append((" ".join(words[:-1]), tuple(int(last[i:i + 2], 16) / 255 for i in (0, 2, 4))))
        else:
            out.append((" ".join(words), rgb(" ".join(words))))
    return out


def modify(modifier: str, c):
    """A modifier's effect on an sRGB triple."""
    h, s, v = colorsys.rgb_to_hsv(*c)
    if modifier == "light":
        s, v = s * 0.62, v + (1 - v) * 0.55
    elif modifier == "pale":
        s, v = s * 0.42, v + (1 - v) * 0.62
    elif modifier == "pastel":
        s, v = min(s, 0.75) * 0.5, max(v, 0.9)
    elif modifier == "dark":
        s, v = min(1.0, s * 1.05), v * 0.52
    elif modifier == "deep":
        s, v = min(1.0, s * 1.15), v * 0.68
    elif modifier in ("bright", "vivid"):
        s, v = min(1.0, s * 1.2 + 0.08), min(1.0, v * 1.15 + 0.1)
    elif modifier in ("faded", "dusty", "muted"):
        s, v = s * 0.55, v * 0.9 + 0.08
    return colorsys.hsv_to_rgb(h, s, v)


def tamed(c, kind: str):
    """A named colour as pigment in this kind of matter shows it: stone, earth and wood are never pure red, nor whiter than chalk."""
    rich, top = {"stone": (0.78, 0.84), "ground": (0.62, 0.80), "wood": (0.78, 0.84), "plant": (0.85, 0.85), "metal": (0.82, 0.92),
                 "fabric": (0.92, 0.90), "paper": (0.9, 0.93), "cold": (0.7, 0.97)}.get(kind, (0.95, 0.95))
    h, s, v = colorsys.rgb_to_hsv(*c)
    return colorsys.hsv_to_rgb(h, s * rich, min(v * (0.94 + 0.06 * rich), top))


COLORS = {}
MODIFIERS = ("light", "pale", "pastel", "dark", "deep", "bright", "vivid", "faded", "muted")


def rgb(name: str):
    """sRGB of a base name, or of 'modifier name'."""
    if name in COLORS:
        return COLORS[name]
    head, _, tail = name.partition(" ")
    return modify(head, rgb(tail))


COLORS.update(parse(_TABLE))


def known(name: str) -> bool:
    """Whether rgb(name) knows this name: a base name, or one with a modifier."""
    head, _, tail = name.partition(" ")
    return name in COLORS or head in MODIFIERS and tail in COLORS


def pick(py: random.Random):
    """Any named colour; the common names come more often."""
    name = py.choice(_COMMON) if py.random() < 0.5 else py.choice(list(COLORS))
    c = COLORS[name]
    if name not in _PLAIN and py.random() < 0.4:
        mods = ("light", "dark") if name in ("grey", "beige", "brown", "taupe", "slate", "tan") else MODIFIERS
        mod = py.choice(mods)
        if name in ("pink", "lavender", "lilac", "mint", "peach") and mod in ("deep", "dark"):
            mod = "pale"
        return f"{mod} {name}", modify(mod, c)
    return name, c


def synonym(name: str, py: random.Random) -> str:
    """Sometimes another word for the same colour."""
    if name in _SYNONYMS and py.random() < 0.35:
        return py.choice(_SYNONYMS[name])
    if "grey" in name and py.random() < 0.45:
        return name.replace("grey", "gray")
    return name
