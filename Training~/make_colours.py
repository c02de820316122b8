#!/usr/bin/env python3
"""Makes colour words heard more strongly in a model folder's text encoder (`colour_words.py`) and writes it anew; all else stays. Once for each
student, after `make_words.py`: a second time moves them again, and weights that are saved do not hold it, only the folder does.

    python3 Training~/make_colours.py Models~/scumble-tiny --seconds 40            (on a CUDA device)
"""
import argparse
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training import colour_words  # noqa: E402
from scumble_training.export import export_text  # noqa: E402
from scumble_training.train_student import student_in  # noqa: E402
from scumble_training.words import Words  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--seed", type=int, default=77)
    arguments = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(arguments.seed)
    model = student_in(arguments.model, parser.error)
    print(colour_words.move(model, Words(), arguments.seconds, lambda text: print(text, flush=True), device, seed=arguments.seed), "steps")
    export_text(model.text, arguments.model)


if __name__ == "__main__":
    main()
