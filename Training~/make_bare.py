#!/usr/bin/env python3
"""Teaches a model folder's text encoder what bare prompts mean (`bare_prompts.py`), on any device's CPU, and writes it anew; all else stays.

    python3 Training~/make_bare.py Models~/scumble-tiny --minutes 4
"""
import argparse
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training import bare_prompts  # noqa: E402
from scumble_training.export import round_to_eight, round_weights  # noqa: E402
from scumble_training.onnx_graph import write_graph  # noqa: E402
from scumble_training.train_denoiser import Model  # noqa: E402
from scumble_training.train_student import student_of  # noqa: E402
from scumble_training.weights import Weights  # noqa: E402
from scumble_training.words import Words  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--minutes", type=float, default=4)
    parser.add_argument("--seed", type=int, default=77)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    model = student_of(Model())
    if not Weights(arguments.model).load("student", model=model):
        parser.error(f"{arguments.model} holds no student's text_encoder and unet")
    figures = bare_prompts.teach(model.text, Words(), 60 * arguments.minutes, lambda text: print(text, flush=True), arguments.seed)
    print(figures)
    round_weights(model.text)
    round_to_eight(model.text)
    write_graph(model.text.eval(), arguments.model / "text_encoder" / "model.onnx")


if __name__ == "__main__":
    main()
