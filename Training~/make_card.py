#!/usr/bin/env python3
"""Writes a model folder's MODEL_CARD.md from what `measure.py` wrote of it and of the models to compare with.

    python3 Training~/make_card.py MODEL_FOLDER "this model=new.json" "the one before=old.json" --trained "40 M samples on ..."
"""
import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training.report import table  # noqa: E402
from scumble_training.synth import FAMILIES, OVERLAYS  # noqa: E402

CARD = """# {name}

A text-to-material latent diffusion model: a prompt becomes base colour, height, roughness and metallic that agree with each other and
tile on both axes. Made for the Scumble package; licence: MIT, like the package, but for the text encoder's frozen part.

## What it is
{what}
- Fully convolutional: every multiple of {multiple} from {least} to {most} on each edge; made for {size}. {steps} calls of the denoiser a picture.
- Every convolution wraps and there is no positional encoding, so the output tiles by construction.

## What it was trained on
- {families} families of procedural materials and {overlays} overlays, rendered by `Training~`: our own work.
- Photographs of materials under CC0 or in the public domain, the training split only: `Training~/photos/LICENSES.md`.
- Text encoder: layers of all-MiniLM-L6-v2 (Apache License 2.0: `Training~/words/LICENSE.md`), frozen, in eight bits.
- {trained}.

## What was measured
By `Training~/measure.py`, from the files of each model alone, on {pictures} held-out synthetic materials, their captions and the held-out
photographs; each definition stands beside its code.

{table}

## What it is not
It knows surfaces, not things: no scenes, letters, faces or logos. Its pictures carry the mark of generated media.
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("columns", nargs="+", help="HEADING=FIGURES.json, this model's first")
    parser.add_argument("--trained", required=True, help="how long, on what")
    parser.add_argument("--what", type=Path, help="a file with lines about the networks")
    arguments = parser.parse_args()
    columns = {heading: json.loads(Path(path).read_text(encoding="utf-8"))
               for heading, _, path in (column.rpartition("=") for column in arguments.columns)}
    first, index = next(iter(columns.values())), json.loads((arguments.model / "model_index.json").read_text(encoding="utf-8"))["scumble"]
    sizes = ", ".join(f"{path.split('/')[0]} {size / 1e6:.1f} MB" for path, size in first["model"]["bytes"].items())
    what = arguments.what.read_text(encoding="utf-8").strip() if arguments.what else f"- {sizes}."
    (arguments.model / "MODEL_CARD.md").write_text(CARD.format(
        name=arguments.model.name, what=what, multiple=index["size_multiple"], least=index["min_size"], most=index["max_size"],
        size=index["default_size"], steps=first["model"]["calls"], families=len(FAMILIES), overlays=len(OVERLAYS), trained=arguments.trained,
        pictures=first["pictures"], table=table(columns)), encoding="utf-8")


if __name__ == "__main__":
    main()
