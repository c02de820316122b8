#!/usr/bin/env python3
"""Checks the networks: parameters and arithmetic at full width, and outputs against recorded pipelines at narrow widths.

    python3 Benchmarks~/check.py        # needs 4 GB of memory, no GPU
"""
import sys

import torch

from sd15.build import build
from sd15.count import flops, parameters
from sd15.recorded import differences

TOLERANCE = 1e-4
PUBLISHED = {  # parameters, GFLOP of one forward pass at 512x512, batch 1
    "text_encoder": (123_060_480, 13.3),
    "unet": (859_520_964, 803.3),
    "kl_decoder": (49_490_199, 2514.5),
    "tiny_decoder": (1_222_531, 141.4),
    "controlnet": (361_279_120, None),
}


def inputs(name):
    meta = dict(device="meta")
    latent = torch.empty(1, 4, 64, 64, **meta)
    return {"text_encoder": (torch.empty(1, 77, dtype=torch.long, **meta),),
            "unet": (latent, torch.empty(1, dtype=torch.long, **meta), torch.empty(1, 77, 768, **meta)),
            "controlnet": (latent, torch.empty(1, dtype=torch.long, **meta), torch.empty(1, 77, 768, **meta), torch.empty(1, 3, 512, 512, **meta))}.get(name, (latent,))


def main():
    faults = 0
    for name, (count, gigaflops) in PUBLISHED.items():
        module = build(name).to("meta")
        found = parameters(module), flops(module, *inputs(name)) / 1e9
        good = found[0] == count and (gigaflops is None or abs(found[1] - gigaflops) < 0.1)
        faults += not good
        print(f"{name}: {found[0]:,} parameters (published {count:,}), {found[1]:.1f} GFLOP ({gigaflops or 'not published'}){'' if good else ' DIFFERS'}")
    for name, difference in differences().items():
        faults += not difference < TOLERANCE
        print(f"{name}: differs by {difference:.1e} from what was recorded{'' if difference < TOLERANCE else ', TOO MUCH'}")
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
