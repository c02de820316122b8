#!/usr/bin/env python3
"""Trains the judge that `measure.py` recognises materials with, judge/classifier.pt, on pictures that no generator is trained on.

    python3 Training~/make_classifier.py --render 60 --train 60        (seconds, on one device)

Its pictures are 256 x 256, half of them whole tiles and half quarters of tiles of 512 x 512, so that it knows both scales.
"""
import argparse
import sys
import time
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training import pool as pools  # noqa: E402
from scumble_training.classifier import train_classifier  # noqa: E402
from scumble_training.judge import FILE, save  # noqa: E402
from scumble_training.ranks import Ranks  # noqa: E402

SEED, EDGE = 555555555, 256


def rendered(seconds, device, batch):
    """A pool of pictures of all families."""
    images, numbers, start = [], [], time.time()
    for tiles, _, number in pools.synthetic(SEED, device, 2 * EDGE, batch):
        whole = torch.nn.functional.avg_pool2d(tiles.float(), 2).round().to(torch.uint8)
        images += [whole, tiles[:, :, :EDGE, :EDGE]]
        numbers += [number] * (2 * len(tiles))
        if time.time() - start > seconds and len(numbers) >= 2 * batch * len(pools.NAMES):
            return pools.Pool(torch.cat(images), [], torch.tensor(numbers))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--render", type=float, default=60)
    parser.add_argument("--train", type=float, default=60)
    parser.add_argument("--batch", type=int, default=16, help="of rendering")
    parser.add_argument("--out", type=Path, default=FILE)
    arguments = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(0)
    pool = rendered(arguments.render, device, arguments.batch)
    print(len(pool), "pictures", flush=True)
    save(train_classifier(pool, arguments.train, Ranks(device), lambda text: print(text, flush=True)), pools.NAMES, arguments.out)


if __name__ == "__main__":
    main()
