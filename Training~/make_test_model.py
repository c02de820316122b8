#!/usr/bin/env python3
"""Writes the small untrained model that the tests run: the embedded model's layout and operators, narrow layers, few words.

    python3 Training~/make_test_model.py Tests/Data/Models

FOLDER/untrained is the model: its pictures mean nothing; its shapes, names, wrapping and determinism are the real ones.
FOLDER/untrained-reference holds what PyTorch computes with the same weights, as little-endian float32 (ids: int64):
PROMPT -> ids [1,40] -> states [1,40,256]; latent [1,32,4,4], timestep 700, states -> velocity [1,32,4,4], without
residuals; latent -> decoded [1,6,64,64] -> encoded [1,32,4,4].
"""
import sys
from pathlib import Path

import torch

from scumble_training.autoencoder import LATENT, Decoder, Encoder
from scumble_training.export import export
from scumble_training.text_encoder import TextEncoder
from scumble_training.trunk import untrained
from scumble_training.unet import UNet
from scumble_training.words import Words

KEPT = 900  # pieces, the first of the vocabulary: marks, letters and the most frequent words
PROMPT = "Mossy cobblestone, wet"


def main():
    torch.manual_seed(20)
    words = Words()
    words.keep(KEPT)
    model = torch.nn.Module()
    model.text, model.unet = TextEncoder(untrained(KEPT), layers=1), UNet(widths=(32, 32, 32), depth=1, condition=32)
    encoder, decoder = Encoder(widths=(8, 8, 16), depth=1), Decoder(widths=(16, 16, 8, 8), depths=(1, 1, 1, 1))
    for module in (model, encoder, decoder):
        for parameter in module.parameters():
            if not parameter.any():
                torch.nn.init.normal_(parameter, std=0.05)
    folder = Path(sys.argv[1])
    export(model, encoder, decoder, words, folder / "untrained", {"steps": 12, "guidance": 3.0, "shift": 1.0}, eight=False)
    reference(model, encoder, decoder, words, folder / "untrained-reference")


@torch.no_grad()
def reference(model, encoder, decoder, words, folder):
    folder.mkdir(parents=True, exist_ok=True)
    ids, latent = words.batch([PROMPT]), torch.randn(1, LATENT, 4, 4)
    states = model.text(ids)
    decoded = decoder(latent)
    values = {"ids": ids, "states": states, "latent": latent, "decoded": decoded, "encoded": encoder(decoded),
              "velocity": model.unet(latent, torch.tensor([700.0]), states)}
    for name, tensor in values.items():
        (folder / f"{name}.bin").write_bytes(tensor.contiguous().numpy().tobytes())


if __name__ == "__main__":
    main()
