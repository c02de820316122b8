#!/usr/bin/env python3
"""Writes a model folder from weights that were trained: graphs, tokenizer, configurations.

    python3 Training~/make_model.py --weights OUT/weights Models~/scumble-tiny --out FOLDER

The student's weights, where a folder holds them, else its teacher's; with ControlNets, where a folder holds those (control.*.pt). Needs
no device.
"""
import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training.autoencoder import Decoder, Encoder, preview_decoder  # noqa: E402
from scumble_training.controlnet import ControlNets  # noqa: E402
from scumble_training.export import export  # noqa: E402
from scumble_training.sample import options_of  # noqa: E402
from scumble_training.train_denoiser import Model  # noqa: E402
from scumble_training.train_student import student_of  # noqa: E402
from scumble_training.weights import Weights  # noqa: E402
from scumble_training.words import Words  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help="folders of weights; of each part, the first that has it")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    weights, encoder, decoder, model = Weights(*arguments.weights), Encoder(), Decoder(), Model()
    if weights.has("student"):
        model = student_of(model)
    if not weights.load("autoencoder", encoder=encoder, decoder=decoder):
        parser.error("--weights: no folder holds autoencoder.*.pt")
    if not weights.load("student", model=model) and not weights.load("denoiser", model=model):
        parser.error("--weights: no folder holds student.*.pt or denoiser.*.pt")
    preview, controls = preview_decoder(), ControlNets(model.unet)
    export(model, encoder, decoder, Words(), arguments.out, options_of(model), preview=preview if weights.load("preview", decoder=preview) else None,
           controls=controls if weights.load("control", model=controls) else None)


if __name__ == "__main__":
    main()
