#!/usr/bin/env python3
"""The mean of the weights of two networks that one was trained on from: between what is soft and what is sharp with artefacts (decoders), or between
what keeps its order and what looks like photographs (students).

    python3 Training~/average.py BEFORE AFTER --share 0.5 --stages student control --out FOLDER     (folders of weights, as train.py leaves them, or model folders)

Weights on the straight line between a network and what it became work as networks do, and err less than either (Wortsman et al. 2022, WiSE-FT).
Of decoders the encoder must be the same.
"""
import argparse
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training.autoencoder import Decoder, Encoder  # noqa: E402
from scumble_training.controlnet import ControlNets  # noqa: E402
from scumble_training.train_denoiser import Model  # noqa: E402
from scumble_training.train_student import student_of  # noqa: E402
from scumble_training.weights import Weights  # noqa: E402

STAGES = {"autoencoder": lambda: {"encoder": Encoder(), "decoder": Decoder()},
          "student": lambda: {"model": student_of(Model())},
          "control": lambda: {"model": ControlNets(student_of(Model()).unet)}}


def read(parser, folder, stage):
    networks = STAGES[stage]()
    if not Weights(folder).load(stage, **networks):
        parser.error(f"{folder} holds no {stage}.*.pt")
    return networks


def mean(before, after, share):
    """`before` moves to `after` by the share of the way."""
    new = after.state_dict()
    before.load_state_dict({name: value.lerp(new[name], share) if value.is_floating_point() else value for name, value in before.state_dict().items()})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="of AFTER, 0 to 1")
    parser.add_argument("--stages", nargs="+", choices=STAGES, default=["autoencoder"])
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    for stage in arguments.stages:
        before, after = (read(parser, folder, stage) for folder in (arguments.before, arguments.after))
        kept = before.pop("encoder", None)
        if kept and not all(torch.allclose(a, b, 1e-3, 1e-6) for a, b in zip(kept.state_dict().values(), after["encoder"].state_dict().values())):   # in eight bits or in float16
            parser.error("the encoders differ, and so do the latents that the decoders read")
        for name, network in before.items():
            mean(network, after[name], arguments.share)
        Weights(arguments.out).save(stage, stage != "autoencoder", **({"encoder": kept} if kept else {}), **before)


if __name__ == "__main__":
    main()
