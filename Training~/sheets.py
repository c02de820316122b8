#!/usr/bin/env python3
"""Measures a finished run again and draws its contact sheets, from OUT/weights: python3 Training~/sheets.py --out OUT (as given to train.py)."""
import argparse
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training.autoencoder import Decoder, Encoder  # noqa: E402
from scumble_training.classifier import Classifier  # noqa: E402
from scumble_training.clock import Figures, Weights  # noqa: E402
from scumble_training.evaluate import evaluate  # noqa: E402
from scumble_training.train_denoiser import Model  # noqa: E402
from scumble_training.words import Words  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--heldout", type=int, default=2048)
    arguments = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    words, weights = Words(), Weights(arguments.out / "weights")
    model, encoder, decoder, classifier = (m.to(device).eval() for m in (Model(words), Encoder(), Decoder(), Classifier()))
    stages = {"autoencoder": {"encoder": encoder, "decoder": decoder}, "denoiser": {"model": model}, "classifier": {"model": classifier}}
    for stage, modules in stages.items():
        if not weights.load(stage, **modules):
            parser.error(f"{weights.folder / stage}.pt is missing: --out names the folder that was given to train.py")
    evaluate(model, encoder, decoder, classifier, words, device, arguments.out, Figures(arguments.out / "figures.json"), print,
             arguments.heldout)


if __name__ == "__main__":
    main()
