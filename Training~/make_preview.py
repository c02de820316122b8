#!/usr/bin/env python3
"""Trains a model folder's decoder of previews, vae_decoder_preview, from the folder alone, on any device: latents are given, the network is small.

    python3 Training~/make_preview.py Models~/scumble-tiny --minutes 20

It learns from the photographs and from pictures that the model itself makes of every family, by their absolute differences at full, half and
quarter size: colours and shapes, without the grain. A latent holds for its picture however both are rolled around.
"""
import argparse
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training import pool as pools  # noqa: E402
from scumble_training import preview  # noqa: E402
from scumble_training.autoencoder import preview_decoder  # noqa: E402
from scumble_training.export import export_preview  # noqa: E402
from scumble_training.folder_model import FolderModel  # noqa: E402
from scumble_training.synth import FAMILIES  # noqa: E402

EDGE = 256


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--minutes", type=float, default=20, help="of training, after the pairs are made")
    parser.add_argument("--photographs", type=int, default=1491, help="how many of the training split")
    parser.add_argument("--seeds", type=int, default=4, help="pictures generated of each family")
    parser.add_argument("--batch", type=int, default=8)
    arguments = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = FolderModel(arguments.model, device)
    pairs = [preview.encoded(model, pools.photographs(device).shuffled().images[:arguments.photographs])]
    print(len(pairs[0][0]), "photographs", flush=True)
    prompts = [FAMILIES[name].prompt for name in sorted(FAMILIES)] * arguments.seeds
    pairs.append(preview.generated(model, prompts, EDGE, seed=3))
    print(len(prompts), "generated pictures", flush=True)
    latents, pictures = (torch.cat(part) for part in zip(*pairs))
    network = preview_decoder().to(device)
    preview.train(network, latents, pictures, 60 * arguments.minutes, arguments.batch, lambda text: print(text, flush=True))
    export_preview(network, arguments.model)
    heldout = pools.photographs(device, "heldout").images
    print(f"held-out photographs: {preview.measure(network.to(device), *preview.encoded(model, heldout)):.2f} dB of base colour")


if __name__ == "__main__":
    main()
