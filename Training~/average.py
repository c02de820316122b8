#!/usr/bin/env python3
"""The mean of the weights of two decoders that one was trained on from: between what is soft and what is sharp with artefacts.

    python3 Training~/average.py BEFORE AFTER --share 0.5 --out FOLDER          (folders of weights, as train.py leaves them)

Weights on the straight line between a network and what it became work as networks do, and err less than either (Wortsman et al. 2022, WiSE-FT).
The encoder must be the same.
"""
import argparse
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training.autoencoder import Decoder, Encoder  # noqa: E402
from scumble_training.weights import Weights  # noqa: E402


def read(parser, folder):
    encoder, decoder = Encoder(), Decoder()
    if not Weights(folder).load("autoencoder", encoder=encoder, decoder=decoder):
        parser.error(f"{folder} holds no autoencoder.*.pt")
    return encoder, decoder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="of what it became")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    (encoder, old), (same, new) = read(parser, arguments.before), read(parser, arguments.after)
    if any(not torch.equal(a, b) for a, b in zip(encoder.state_dict().values(), same.state_dict().values())):
        parser.error("the encoders differ, and so do the latents that the decoders read")
    new, kept = new.state_dict(), old.state_dict()
    old.load_state_dict({name: value.lerp(new[name], arguments.share) for name, value in kept.items()})
    Weights(arguments.out).save("autoencoder", encoder=encoder, decoder=old)


if __name__ == "__main__":
    main()
