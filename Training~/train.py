#!/usr/bin/env python3
"""Trains the embedded text-to-material model, in pieces of minutes.

    python3 Training~/train.py --minutes 9 --out OUT                             (from nothing)
    python3 Training~/train.py --minutes 9 --out OUT2 --weights OUT/weights --autoencoder 0    (goes on; repeat with OUT2/weights...)
    python3 Training~/train.py --minutes 9 --out OUT3 --weights OUT2/weights --autoencoder 0 --student   (the same picture in few steps)
    python3 Training~/train.py --minutes 4 --out OUT4 --weights OUT2/weights OUT3/weights --autoencoder 0 --control   (ControlNets for those)

Pieces that follow each other on one device need not wait to compile and to render: `--after OUT2/weights` begins beside the run that writes
them, and trains once that has ended. The minutes count from the start.

OUT/weights holds the finished weights (the autoencoder's as float16, the denoiser's in eight bits, in files of 15 MB), OUT/model the
model folder, OUT/figures.json some numbers, OUT/*.png sheets; `measure.py OUT/model` says the rest. Every CUDA device of the machine is
used, one process each. Data are rendered beside compiling and the first training, and kept on the devices.
"""
import argparse
import os
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training import captions, heldout, pool as pools, progress  # noqa: E402
from scumble_training.autoencoder import FACTOR, Decoder, Encoder  # noqa: E402
from scumble_training.bank import banks  # noqa: E402
from scumble_training.clock import Figures  # noqa: E402
from scumble_training.compiling import CompileCache  # noqa: E402
from scumble_training.control_figures import Steered  # noqa: E402
from scumble_training.controls import pairs  # noqa: E402
from scumble_training.export import check, export  # noqa: E402
from scumble_training.folder_model import FolderModel  # noqa: E402
from scumble_training.probe import PROBED, Probe  # noqa: E402
from scumble_training.photos import ARCHIVE  # noqa: E402
from scumble_training.ranks import Ranks, spawn  # noqa: E402
from scumble_training.sample import TEACHER, options_of  # noqa: E402
from scumble_training.train_autoencoder import train_autoencoder  # noqa: E402
from scumble_training.train_control import Controlling  # noqa: E402
from scumble_training.train_decoder import train_decoder  # noqa: E402
from scumble_training.train_denoiser import MUON, PEAK, Denoising, Draw, Model  # noqa: E402
from scumble_training.train_student import Distilling, student_of  # noqa: E402
from scumble_training.weights import Weights  # noqa: E402
from scumble_training.words import Words  # noqa: E402


class Run:
    """One rank's run, stage by stage."""

    def __init__(self, arguments, ranks):
        self.a, self.ranks, self.device, self.out, self.begun = arguments, ranks, ranks.device, arguments.out, time.time()
        self.kept, self.start = Weights(self.out / "weights", writes=ranks.rank == 0), Weights(*arguments.weights)
        self.words, self.cache = Words(), CompileCache(arguments.compiled)
        self.out.mkdir(parents=True, exist_ok=True)
        self.kept.mark(False)
        self.figures = Figures(self.out / "figures.json") if ranks.rank == 0 else None

    def log(self, text):
        if self.ranks.rank == 0:
            line = f"{time.time() - self.begun:6.0f}s {text}"
            print(line, flush=True)
            with open(self.out / "log.txt", "a", encoding="utf-8") as file:
                file.write(line + "\n")

    def left(self):
        """Seconds until the end of the minutes."""
        return self.ranks.most(self.a.minutes * 60 - (time.time() - self.begun))

    def train(self):
        """-> (encoder, decoder, average of the model, or None where only the autoencoder trains)"""
        a = self.a
        feed = pools.Feed(a.seed + self.ranks.rank, self.device, a.most, a.size, a.workers, 0 if a.control else a.photographed, a.photos)
        denoising = self.denoising() if a.autoencoder < 1 and not a.decoder else None
        photos = pools.photographs(self.device, size=a.size // 2) if a.control or a.decoder or a.autoencoder > 0 else None   # whole ones; pieces of them are in the feed
        if self.figures and denoising:
            self.cache.save(self.out / "compiled.xz")
        while len(feed) < min(a.most, 64):
            feed.take(0.5)
        if a.decoder:
            encoder, decoder = train_decoder(feed, photos, self.left(), self.ranks, self.log, self.kept, self.start)
        elif a.autoencoder > 0:
            encoder, decoder = train_autoencoder(feed, photos, a.autoencoder * self.left(), self.ranks, self.log, self.kept, self.start)
        else:
            encoder, decoder = (net().to(self.device).eval().requires_grad_(False) for net in (Encoder, Decoder))
            self.start.load("autoencoder", encoder=encoder, decoder=decoder)
            self.kept.save("autoencoder", encoder=encoder, decoder=decoder)
            while time.time() - self.begun < a.pool and not feed.full:
                feed.take(0.5)
        pool = feed.stop()
        if not denoising:
            return encoder, decoder, None
        self.log(f"pool: {len(pool)} materials (on this device)")
        large, small = banks(pool, photos, encoder, self.device, a.passes, 0 if a.control else 60 * a.minutes, pairs if a.control else None)
        if a.control:
            denoising.probe = Probe(pool.images[:PROBED], encoder, self.device)
            self.log(f"linear probe of the latents: explains {', '.join(f'{share:.0%}' for share in denoising.probe.explained)} of height, red, green, blue")
        texts = captions.read(pool.captions + (photos.captions if photos else []), self.words, denoising.text, self.device)
        self.log(f"latents: {len(large.latents)} + {len(small.latents)}, {len(texts.ids)} captions")
        denoising.anneal = a.anneal or denoising.anneal
        if a.after:
            self.log("waiting for the weights of the run before")
            Weights(*a.after).wait()
            self.start = Weights(*a.after, *a.weights)
            denoising.begin(self.start)
        model = denoising.train(Draw(large, small, texts, a.batch, self.device), self.left(), self.kept)
        if self.figures:
            self.figures.set(samples=denoising.seen, steps=denoising.step, torch=torch.__version__)
            self.cache.wait()
        return encoder, decoder, model

    def denoising(self):
        """What trains beside the autoencoder: the teacher, its student, or what steers that."""
        a = self.a
        fixed = (60 * a.minutes, self.ranks, self.log, self.start)
        if a.control:
            return Controlling(self.ranks, self.log, self.start)
        if a.student:
            return Distilling(a.batch, a.size // FACTOR, TEACHER["shift"], *fixed, Weights(a.before) if a.before else None)
        return Denoising(a.batch, a.size // FACTOR, *fixed, peak=a.peak * PEAK, muon=a.peak * MUON)

    def measure(self, encoder, decoder, model):
        if not self.a.heldout:
            return self.log("done")
        if self.a.control:
            return self.measure_controls(encoder, decoder, model)
        held = heldout.pool(self.a.heldout, self.a.size, self.device)
        self.figures.set(rebuilt=progress.rebuilt(encoder, decoder, held.images[:64], pools.photographs(
            self.device, "heldout", self.a.size // 2).images, self.device, self.out, "model"))
        if model is None:
            return self.log(f"done: {self.figures.values}")
        self.figures.set(generated=progress.generated(model, decoder, self.words, held, self.device, self.out, "model", self.a.size // FACTOR))
        export(model, encoder, decoder, self.words, self.out / "model", options_of(model))
        if find_spec("onnxruntime"):
            self.figures.set(graphs_differ_by=check(model, encoder, decoder, self.words, self.out / "model"))
        self.log(f"done: {self.figures.values}")


    def measure_controls(self, encoder, decoder, controls):
        student = student_of(Model())
        self.start.load("student", model=student)
        export(student, encoder, decoder, self.words, self.out / "model", options_of(student), controls=controls)
        if find_spec("onnxruntime"):
            self.figures.set(graphs_differ_by=check(student, encoder, decoder, self.words, self.out / "model", controls))
        steered = Steered(FolderModel(self.out / "model", self.device), self.a.size, self.a.heldout, None, self.device)
        self.figures.set(steered=steered.all(self.log))
        steered.draw(self.out / "control")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=9, help="time for everything but the figures (about one minute)")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", type=Path, nargs="+", default=[], help="folders of an earlier run's weights, to go on from")
    parser.add_argument("--autoencoder", type=float, default=0.4, help="its share of the time; 0: as it is in --weights; 1: nothing else")
    parser.add_argument("--decoder", action="store_true", help="train the decoder of --weights alone, against a critic; latents stay as they are")
    parser.add_argument("--student", action="store_true", help="distil the teacher of --weights to few steps, instead of training it on")
    parser.add_argument("--after", type=Path, nargs="+", default=[], help="weights that a run beside this one still writes: only training waits for them, and begins with them")
    parser.add_argument("--before", type=Path, help="the weights of the teacher that the student of --weights had, where that has gone on since")
    parser.add_argument("--control", action="store_true", help="train ControlNets of the student of --weights, which also names its teacher")
    parser.add_argument("--anneal", type=float, help="last share of the training in which the learning rate falls to zero: for a last piece")
    parser.add_argument("--peak", type=float, default=1.0, help="of the teacher's learning rates, as a share of the usual one: less where much was learned already")
    parser.add_argument("--pool", type=float, default=75, help="seconds of rendering, where no autoencoder is trained meanwhile")
    parser.add_argument("--compiled", type=Path, help="OUT/compiled.xz of an earlier run on such a machine")
    parser.add_argument("--photos", type=Path, default=ARCHIVE, help="photographs; `make_photos.py --size 512` packs them larger than those that are kept here")
    parser.add_argument("--photographed", type=float, default=0.4, help="share of photographed materials")
    parser.add_argument("--seed", type=int, default=1, help="of the materials: another one for every piece")
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--batch", type=int, default=512, help="of the denoiser, on each device")
    parser.add_argument("--most", type=int, default=20000, help="at most so many synthetic materials on each device")
    parser.add_argument("--workers", type=int, default=9, help="rendering processes for each device")
    parser.add_argument("--passes", type=int, default=3, help="latents of each material, moved and mirrored")
    parser.add_argument("--heldout", type=int, default=192, help="synthetic materials to measure with; 0: nothing is measured")
    arguments = parser.parse_args()
    count = torch.cuda.device_count()
    children = spawn(count) if count > 1 and "RANK" not in os.environ else []
    device = "cuda:0" if count else "cpu"
    if count:
        torch.cuda.set_device(device)
        torch.backends.cudnn.benchmark = True
        torch.set_float32_matmul_precision("high")
    torch.manual_seed(arguments.seed + int(os.environ.get("RANK", 0)))
    ranks = Ranks(device)
    run = Run(arguments, ranks)
    parts = run.train()
    run.kept.mark(True)
    ranks.end()
    if ranks.rank == 0:
        ranks.world = 1
        run.measure(*parts)
    sys.exit(max((child.wait() for child in children), default=0))


if __name__ == "__main__":
    main()
