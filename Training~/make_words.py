#!/usr/bin/env python3
"""Teaches a model folder's text encoder what prompts mean (`taught_words.py`, `prompts/translations.txt`) and writes it anew; all else stays.

    python3 Training~/make_words.py Models~/scumble-tiny --minutes 2            (on a CUDA device; on a CPU take 20)
"""
import argparse
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training import taught_words  # noqa: E402
from scumble_training.export import export_text  # noqa: E402
from scumble_training.train_student import student_in  # noqa: E402
from scumble_training.words import Words  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--minutes", type=float, default=2)
    parser.add_argument("--side", type=int, default=16, help="of the latents")
    parser.add_argument("--tail", default=taught_words.TAIL, help="what a bare prompt means beside its words, such as ', photograph'")
    parser.add_argument("--seed", type=int, default=77)
    arguments = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(arguments.seed)
    model = student_in(arguments.model, parser.error)
    print(taught_words.teach(model, Words(), 60 * arguments.minutes, lambda text: print(text, flush=True), device, arguments.side, arguments.seed, arguments.tail))
    export_text(model.text, arguments.model)


if __name__ == "__main__":
    main()
