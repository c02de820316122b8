#!/usr/bin/env python3
"""Trains, evaluates and exports the embedded text-to-material model.

    python3 Training~/train.py --minutes 25 --out OUT

OUT/model is the model folder, OUT/figures.json the numbers, OUT/*.png the contact sheets, OUT/checkpoints what a second run with
the same OUT goes on from (pools are made again, from the same seeds). Every CUDA device of the machine is used, one process each.

Where a machine is lent for minutes only, train in parts and carry OUT/weights (float16, 43 MB) from one to the next:

    python3 Training~/train.py --minutes 9 --stage autoencoder --out OUT
    python3 Training~/train.py --minutes 9 --weights OUT/weights --out OUT2      (keeps the autoencoder; repeat with OUT2/weights...)
"""
import argparse
import os
import sys
import time
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training import pool as pools  # noqa: E402
from scumble_training.classifier import train_classifier  # noqa: E402
from scumble_training.clock import Clock, Figures, Weights  # noqa: E402
from scumble_training.evaluate import evaluate  # noqa: E402
from scumble_training.ranks import Ranks, spawn  # noqa: E402
from scumble_training.train_autoencoder import encode, train_autoencoder  # noqa: E402
from scumble_training.train_denoiser import train_denoiser  # noqa: E402
from scumble_training.words import Words  # noqa: E402

SHARES = {"pool": 0.10, "autoencoder": 0.24, "classifier": 0.03}  # of the minutes; the denoiser gets what is left
PASSES = 2                                                        # each material becomes this many latents, moved and mirrored
MOST = 90000                                                      # materials in one rank's pool: 35 GB


class Run:
    """One rank's run, stage by stage."""

    def __init__(self, arguments, ranks):
        self.seconds, self.out, self.ranks, self.device = arguments.minutes * 60, arguments.out, ranks, ranks.device
        self.seed, self.most, self.heldout = arguments.seed + 1000 * ranks.rank, arguments.most, arguments.heldout
        self.kept, self.start_from = Weights(arguments.out / "weights", ranks.rank == 0), Weights(arguments.weights or arguments.out / "none")
        self.stage = arguments.stage
        self.checkpoints, self.words, self.start = arguments.out / "checkpoints", Words(), time.time()
        self.out.mkdir(parents=True, exist_ok=True)

    def log(self, text):
        if self.ranks.rank == 0:
            line = f"{time.time() - self.start:6.0f}s {text}"
            print(line, flush=True)
            with open(self.out / "log.txt", "a", encoding="utf-8") as file:
                file.write(line + "\n")

    def share(self, stage):
        return SHARES[stage] * self.seconds

    def pool(self):
        """Synthetic materials for the pool's share of the time, and all training photographs."""
        made = pools.build(self.words, self.seed, self.device, self.most, Clock(self.share("pool")))
        photos = pools.photographs(self.words, self.device)
        self.log(f"pool: {len(made)} synthetic materials (on this device), {len(photos)} photographs")
        return pools.Pool(*(torch.cat(pair) for pair in ((made.images, photos.images), (made.ids, photos.ids),
                                                         (made.families, photos.families))))

    def latents(self, pool, encoder):
        """PASSES latents of every material, as (latents, ids, families)."""
        made = [encode(pool.images, encoder, self.device)]
        for _ in range(PASSES - 1):
            made.append(torch.cat([encode(pools.flip_and_roll(part), encoder, self.device) for part in pool.images.split(256)]))
        return torch.cat(made), pool.ids.repeat(PASSES, 1, 1), pool.families.repeat(PASSES)

    def train(self):
        """-> (model, encoder, decoder, classifier), or None after a first stage alone."""
        pool, whole = self.pool(), self.stage == "all"
        has_autoencoder = (self.start_from.folder / "autoencoder.pt").exists()
        share = self.share("autoencoder") if whole else self.seconds * (1 - SHARES["pool"])
        encoder, decoder = train_autoencoder(pool, self.checkpoints, share, self.ranks, self.log, self.start_from)
        self.kept.save("autoencoder", encoder=encoder, decoder=decoder)
        if not whole:
            return None
        classifier = train_classifier(pool, self.checkpoints, self.share("classifier"), self.ranks, self.log)
        self.kept.save("classifier", model=classifier)
        begun = time.time()
        latents, ids, families = self.latents(pool, encoder)
        size = len(pool)
        del pool
        left = self.seconds * (1 - sum(SHARES.values()) + (SHARES["autoencoder"] if has_autoencoder else 0)) - (time.time() - begun)
        self.log(f"latents: {PASSES} x {size} (on this device); denoiser for {left:.0f} s")
        model = train_denoiser(latents, ids, families, self.words, self.checkpoints, left, self.ranks, self.log, self.kept, self.start_from)
        return model, encoder, decoder, classifier

    def evaluate(self, parts):
        figures = Figures(self.out / "figures.json")
        devices = [torch.cuda.get_device_name(i) for i in range(torch.cuda.device_count())] or ["CPU"]
        figures.set(training_minutes=round((time.time() - self.start) / 60, 1), devices=devices, torch=torch.__version__)
        evaluate(*parts, self.words, self.device, self.out, figures, self.log, self.heldout)
        self.log("done")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=25, help="time for everything but the evaluation (one to two minutes)")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--stage", choices=["all", "autoencoder"], default="all", help="autoencoder: stop after it")
    parser.add_argument("--weights", type=Path, help="OUT/weights of an earlier run, to go on from")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=MOST, help="at most so many synthetic materials on each device")
    parser.add_argument("--heldout", type=int, default=2048, help="synthetic materials to evaluate with")
    arguments = parser.parse_args()
    count = torch.cuda.device_count()
    children = spawn(count) if count > 1 and "RANK" not in os.environ else []
    rank = int(os.environ.get("RANK", 0))
    device = "cuda:0" if count else "cpu"
    if count:
        torch.cuda.set_device(device)
        torch.backends.cudnn.benchmark = True
        torch.set_float32_matmul_precision("high")
    torch.manual_seed(arguments.seed + rank)
    ranks = Ranks(device)
    run = Run(arguments, ranks)
    parts = run.train()
    ranks.end()
    if rank == 0 and parts:
        run.evaluate(parts)
    sys.exit(max((child.wait() for child in children), default=0))


if __name__ == "__main__":
    main()
