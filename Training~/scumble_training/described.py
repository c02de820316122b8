"""What is seen on the photographs, from facts.jsonl: their captions are made as those of procedural materials are."""
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

from .photos import ARCHIVE, index, of_split
from .synth import FAMILIES
from .synth.palette import known
from .synth.registry import Facts

FACTS = ARCHIVE.with_name("facts.jsonl")
LAYOUTS = ("field", "along", "laid")


@dataclass
class Described:
    """What is seen on one photograph, and what may be done with it."""
    entry: dict              # its line of the archive's index
    facts: Facts             # for captions.describe(); colours are those of the photograph
    layout: str              # "field": no direction, no lattice; "along": as field, but streaked; "laid": nothing in it may be blended
    axis: str | None         # "x" or "y": the way along which the streaks of "along" run
    recolour: bool           # it would be believable in other colours: facts then name a hue in colors only


def described(split, archive=ARCHIVE, facts=FACTS) -> list[Described]:
    """The photographs of one split that facts.jsonl describes, in its order. ValueError names the line that is wrong, of whatever split."""
    with zipfile.ZipFile(archive) as files:
        entries = index(files)
    by_id, wanted, out = {e["id"]: e for e in entries}, {e["id"] for e in of_split(entries, split)}, {}
    for number, line in enumerate(Path(facts).read_text(encoding="utf-8").splitlines(), 1):
        said = json.loads(line)
        if wrong := fault(said, by_id, out):
            raise ValueError(f"{facts}, line {number}: {wrong}")
        out[said["id"]] = Described(by_id[said["id"]], Facts(said["family"] or "", said["nouns"], said["colors"], said["adjectives"],
                                                           said["extras"], said["natural"], photographed=True), said["layout"], said.get("axis"), said["recolour"])
    return [d for key, d in out.items() if key in wanted]


def fault(said, archived, before) -> str:
    """What is wrong with one line of facts, or ''."""
    if missing := [k for k in ("id", "family", "nouns", "colors", "adjectives", "extras", "natural", "layout", "recolour") if k not in said]:
        return f"lacks {', '.join(missing)}"
    name = said["id"]
    if name not in archived:
        return f"the archive has no photograph '{name}'"
    if name in before:
        return f"'{name}' was described before"
    if said["family"] is not None and said["family"] not in FAMILIES:
        return f"'{name}' is of family '{said['family']}', which the synthesiser lacks (null where none fits)"
    if not said["nouns"] or not said["colors"]:
        return f"'{name}' needs a noun and a colour"
    if strange := [c for c in said["colors"] if not known(c)]:
        return f"'{name}' has colours that the palette lacks: {', '.join(strange)}"
    if said["layout"] not in LAYOUTS:
        return f"'{name}' has layout '{said['layout']}', not one of {', '.join(LAYOUTS)}"
    if (said.get("axis") in ("x", "y")) != (said["layout"] == "along"):
        return f"'{name}': 'along', and nothing else, needs axis x or y"
    return ""
