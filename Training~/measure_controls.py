#!/usr/bin/env python3
"""Measures the ControlNets of a model folder, from its files alone, on held-out data: how far height and edges of what is generated follow
what was asked for, with and without them, and what the pictures lose.

    python3 Training~/measure_controls.py MODEL_FOLDER --out control.json [--size 512] [--steps 4] [--guidance 3] [--count 192]

Beside control.json it draws a sheet of each set (control-SET.png). Definitions stand in scumble_training/control_figures.py. The last
row that a set can reach is its own "rebuilt": its materials through the autoencoder.
"""
import argparse
import json
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training.control_figures import Steered, table  # noqa: E402
from scumble_training.folder_model import FolderModel  # noqa: E402
from scumble_training.judge import FILE, Judge  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="control.json")
    parser.add_argument("--size", type=int, help="edge of generated pictures, instead of the model's default; photographs are of 256")
    parser.add_argument("--steps", type=int, help="instead of the model's default")
    parser.add_argument("--guidance", type=float, help="instead of the model's default")
    parser.add_argument("--count", type=int, default=192, help="at most so many pictures of each set")
    parser.add_argument("--judge", type=Path, default=FILE)
    arguments = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = FolderModel(arguments.model, device, arguments.steps, arguments.guidance)
    missing = {"depth", "edge"} - set(model.controlnets)
    if missing:
        parser.error(f"{arguments.model} has no {' and no '.join(f'controlnet_{kind}' for kind in sorted(missing))}: "
                     "train them (train.py --control) and write the folder with make_model.py.")
    judge = Judge(arguments.judge, device) if arguments.judge.exists() else None
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    steered = Steered(model, arguments.size or model.size, arguments.count, judge, device)
    result = steered.all(lambda line: print(line, flush=True))
    arguments.out.write_text(json.dumps({"steps": model.steps, "guidance": model.guidance, **result}, indent=1) + "\n", encoding="utf-8")
    steered.draw(arguments.out.with_suffix(""))
    print(table(result))
    if judge is None:
        print("left out, for want of the judge (make_classifier.py): recognition")


if __name__ == "__main__":
    main()
