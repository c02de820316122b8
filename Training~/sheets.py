#!/usr/bin/env python3
"""Measures a finished run again and draws its contact sheets: python3 Training~/sheets.py --out OUT (as given to train.py)."""
import argparse
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training.autoencoder import Decoder, Encoder  # noqa: E402
from scumble_training.classifier import Classifier  # noqa: E402
from scumble_training.clock import Figures  # noqa: E402
from scumble_training.evaluate import evaluate  # noqa: E402
from scumble_training.train_denoiser import Model  # noqa: E402
from scumble_training.words import Words  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--heldout", type=int, default=2048)
    arguments = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    words, state = Words(), lambda name: torch.load(arguments.out / "checkpoints" / f"{name}.pt", map_location=device)
    model, encoder, decoder, classifier = (m.to(device).eval() for m in (Model(words), Encoder(), Decoder(), Classifier()))
    model.load_state_dict(state("denoiser")["average"])
    encoder.load_state_dict(state("autoencoder")["encoder"])
    decoder.load_state_dict(state("autoencoder")["decoder"])
    classifier.load_state_dict(state("classifier")["model"])
    evaluate(model, encoder, decoder, classifier, words, device, arguments.out, Figures(arguments.out / "figures.json"), print,
             arguments.heldout)


if __name__ == "__main__":
    main()
