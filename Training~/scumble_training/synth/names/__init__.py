"""What artists call a family's surfaces beyond the nouns that the family gives: trade names, uses, objects made of it, species.

A table's line is `family: name, name` or `family [condition; condition]: name, name`; every condition must hold. A condition is
    words            they stand in what the sample's nouns, adjectives or extras say        -words   they do not
    #red/brown       the first colour's name holds one of these words                       &red     so does another colour's
    ~words           an overlay says them
    own              the colours are the material's own
A name that holds a colour, in a line that asks for none, is said of that colour only.
"""
from __future__ import annotations

import re

from . import built, cloth, ground, light, metal, plants, stone, tile, wood

_COLORS = {"red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "black", "white", "grey", "turquoise"}
_LINE = re.compile(r"^(\w+)(?: \[(.*?)\])?: (.*)$")


def _holds(condition: str, said: str, laid: str, colors: list, own: bool) -> bool:
    head, rest = condition[0], condition[1:]
    if condition == "own":
        return own
    if head in "#&":
        shown = " ".join(colors[:1] if head == "#" else colors[1:]).split()
        return any(word in shown for word in rest.split("/"))
    return rest not in said if head == "-" else rest in laid if head == "~" else condition in said


def _parse() -> dict:
    out = {}
    for table in (built, cloth, ground, light, metal, plants, stone, tile, wood):
        for line in table.TABLE.strip().splitlines():
            family, conditions, names = _LINE.match(line).groups()
            asked = [c.strip() for c in (conditions or "").split(";") if c.strip()]
            rows, plain = out.setdefault(family, []), [n.strip() for n in names.split(",")]
            if not any(c.startswith("#") for c in asked):
                shown = [n for n in plain if _COLORS & set(n.split())]
                rows += [(asked + [f"#{c}" for c in n.split() if c in _COLORS], [n]) for n in shown]
                plain = [n for n in plain if n not in shown]
            if plain:
                rows.append((asked, plain))
    return out


NAMES = _parse()


def more(facts) -> list:
    """The names that are true of these Facts."""
    said = ", ".join(facts.nouns + facts.adjectives + facts.extras)
    laid = ", ".join(words for layer in facts.layers for _, words in layer)
    return [n for conditions, names in NAMES.get(facts.family, ()) if all(_holds(c, said, laid, facts.colors, facts.natural) for c in conditions) for n in names]
