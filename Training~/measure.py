#!/usr/bin/env python3
"""Measures a model folder, from its files alone, on held-out data; the same for any model, so that their columns compare.

    python3 Training~/measure.py MODEL_FOLDER --out figures.json [--size 512] [--steps 4] [--guidance 1] [--imagenet resnet18.onnx]

Beside figures.json it draws the contact sheets of prompts/sheet.txt (base colour and lit) and their grain at its own scale. `--sheets`
leaves the figures out. Without the judge (judge/classifier.pt, `make_classifier.py`) or the ImageNet network (`make_imagenet.py`) what
needs them is left out, and said. Every figure's definition stands where it is computed: spectra.py, colours.py, distances.py, judge.py,
figures.py. One device with 512 x 512 pictures: about a minute on an H200.
"""
import argparse
import json
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training import contact  # noqa: E402
from scumble_training.figures import Figures  # noqa: E402
from scumble_training.folder_model import FolderModel  # noqa: E402
from scumble_training.imagenet import ImageNet  # noqa: E402
from scumble_training.judge import FILE, Judge  # noqa: E402
from scumble_training.report import table  # noqa: E402

PROMPTS = (Path(__file__).parent / "prompts" / "sheet.txt").read_text(encoding="utf-8").splitlines()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="figures.json")
    parser.add_argument("--size", type=int, help="edge of generated pictures, instead of the model's default")
    parser.add_argument("--steps", type=int, help="instead of the model's default")
    parser.add_argument("--guidance", type=float, help="instead of the model's default; 1: none")
    parser.add_argument("--count", type=int, default=568, help="held-out materials, and generated pictures to compare with them")
    parser.add_argument("--sheet-count", type=int, default=len(PROMPTS), help="prompts on the sheets")
    parser.add_argument("--judge", type=Path, default=FILE)
    parser.add_argument("--imagenet", type=Path)
    parser.add_argument("--sheets", action="store_true", help="draw the sheets only")
    arguments = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    model = FolderModel(arguments.model, device, arguments.steps, arguments.guidance)
    size, prompts = arguments.size or model.size, PROMPTS[:arguments.sheet_count]
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    contact.draw(model.generate(prompts, size, 1).cpu(), prompts, arguments.out.with_suffix(""))
    print("sheets drawn", flush=True)
    if arguments.sheets:
        return
    judge = Judge(arguments.judge, device) if arguments.judge.exists() else None
    imagenet = ImageNet(arguments.imagenet, device) if arguments.imagenet else None
    figures = Figures(model, size, arguments.count, judge, imagenet, prompts, device)
    values = {"model": {"folder": arguments.model.name, "size": size, "steps": model.steps, "guidance": model.guidance, "calls": model.calls,
                        "bytes": {str(p.relative_to(arguments.model)): p.stat().st_size for p in sorted(arguments.model.rglob("*.onnx"))}},
              "pictures": arguments.count, **figures.all(lambda name, value: print(name, json.dumps(value), flush=True))}
    arguments.out.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    print(table({values["model"]["folder"]: values}))
    for part, tool in ((judge, "judge (make_classifier.py)"), (imagenet, "ImageNet network (--imagenet, make_imagenet.py)")):
        if part is None:
            print(f"left out, for want of the {tool}: what needs it")


if __name__ == "__main__":
    main()
