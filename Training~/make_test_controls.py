#!/usr/bin/env python3
"""Writes the small untrained ControlNets that the tests run on the embedded model: its ControlNets' layout and operators, narrow layers.

    python3 Training~/make_test_controls.py Tests/Data/Models

FOLDER/untrained-controls holds controlnet_depth and controlnet_edge: what they do to a picture means nothing; shapes, names, wrapping and
determinism are the real ones. FOLDER/untrained-controls-reference holds what PyTorch computes with the depth net's weights, as little-endian
float32: picture [1,3,64,64], latent [1,32,4,4], states [1,40,256] whose i-th number is (i % 7 - 3) / 3, timestep 700, guidance 3 -> first
[1,128,4,4] and middle [1,320,1,1], its first and last residual.
"""
import sys
from pathlib import Path

import torch

from scumble_training.autoencoder import LATENT
from scumble_training.controlnet import PICTURE, ControlNets
from scumble_training.export import export_controls
from scumble_training.text_encoder import WIDTH
from scumble_training.unet import UNet
from scumble_training.words import LENGTH


@torch.no_grad()
def main():
    torch.manual_seed(21)
    controls = ControlNets(UNet(jumps=True), widths=(8, 8, 8), hint=(4, 8), condition=8)
    for parameter in controls.parameters():
        if not parameter.any():
            torch.nn.init.normal_(parameter, std=0.1)
    folder = Path(sys.argv[1])
    export_controls(controls, folder / "untrained-controls", eight=False)
    given = {"picture": torch.rand(1, PICTURE, 64, 64), "latent": torch.randn(1, LATENT, 4, 4)}
    states = ((torch.arange(LENGTH * WIDTH) % 7 - 3) / 3).view(1, LENGTH, WIDTH)
    residuals = controls.depth(given["picture"], given["latent"], torch.tensor([700.0]), states, torch.tensor([3.0]))
    reference = folder / "untrained-controls-reference"
    reference.mkdir(parents=True, exist_ok=True)
    for name, tensor in {**given, "first": residuals[0], "middle": residuals[-1]}.items():
        (reference / f"{name}.bin").write_bytes(tensor.contiguous().numpy().tobytes())


if __name__ == "__main__":
    main()
