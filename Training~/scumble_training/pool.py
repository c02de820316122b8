"""Training data: materials as uint8 [n, 6, s, s] with captions, rendered by several processes into one tensor of the device.

Rendering waits for kernel launches, not for the device: so processes render side by side, and beside the training that begins meanwhile.
"""
import os
import queue
import random
from dataclasses import dataclass

import torch
import torch.multiprocessing as mp

from . import photos
from .photographed import Photographed
from .synth import FAMILIES, describe, render
from .synth.render import lay

CAPTIONS = 6
NAMES = sorted(FAMILIES)
PHOTO = len(NAMES)  # the family number of photographs
BATCH, MEMORY = 12, 3e9   # materials rendered at once; bytes that a rendering process may keep


@dataclass
class Pool:
    images: torch.Tensor      # uint8 [n, 6, s, s]
    captions: list            # n lists of CAPTIONS texts
    families: torch.Tensor    # int64 [n]

    def __len__(self):
        return len(self.families)

    def shuffled(self, seed=0):
        """The same pool in another order, so that its beginning holds something of every family."""
        order = torch.randperm(len(self), generator=torch.Generator().manual_seed(seed))
        return Pool(self.images[order.to(self.images.device)], [self.captions[i] for i in order], self.families[order])


def stack(material):
    """[n, 6, s, s] float in 0..1."""
    return torch.cat([material.color, material.height, material.roughness, material.metallic], dim=1)


def to_uint8(x):
    return (x.clamp(0, 1) * 255 + 0.5).to(torch.uint8)


def to_float(images):
    """uint8 -> -1..1"""
    return images.float() / 127.5 - 1


def synthetic(seed, device, size, batch=BATCH, families=None):
    """Endless batches of one family each: (uint8 images, captions, family's number)."""
    rng, order = random.Random(seed), []
    while True:
        if not order:
            order = list(families or NAMES)
            rng.shuffle(order)
        name = order.pop()
        material = render([name], batch, size, rng.randrange(2 ** 31), device)
        yield to_uint8(stack(material)), captioned(material, rng), NAMES.index(name)


def captioned(material, rng):
    """CAPTIONS texts of each material."""
    return [[describe(facts, rng) for _ in range(CAPTIONS)] for facts in material.facts]


def mixed(seed, device, size, batch, share, archive):
    """Endless batches for training, of one procedural family each or, by a share, of photographed materials: (uint8 images, captions, the families' numbers)."""
    rng, photographed = random.Random(seed + 1), Photographed(device, archive) if share else None
    for images, captions, number in synthetic(seed, device, size, batch):
        while rng.random() < share:
            material = lay(photographed.render(batch, size, rng.randrange(2 ** 31)), rng)
            yield to_uint8(stack(material)), captioned(material, rng), [NAMES.index(f.family) if f.family else PHOTO for f in material.facts]
        yield images, captions, [number] * batch


def build(seed, device, count, size, batch=BATCH, families=None):
    """A pool of `count` synthetic materials, rendered here."""
    images, captions, numbers = [], [], []
    for made, texts, number in synthetic(seed, device, size, batch, families):
        images.append(made)
        captions += texts
        numbers += [number] * len(made)
        if len(captions) >= count:
            return Pool(torch.cat(images), captions, torch.tensor(numbers))


def photographs(device, split="train", size=256):
    """All photographs of a split as a pool."""
    images, entries = photos.load(split, size=size)
    return Pool(images.to(device), [[caption(e, k) for k in range(CAPTIONS)] for e in entries], torch.full((len(entries),), PHOTO))


def caption(entry, k):
    text, family = entry["caption"].lower(), entry["family"].replace("/", " ")
    return (text, f"{text} texture", f"{text}, {family}", f"photo of {text}", text, f"seamless {text}")[k % 6]


class Feed:
    """A pool that grows while it is used: `workers` processes render into its images until it holds `most` materials or is stopped; a share of
    the batches are photographed materials of the archive."""

    def __init__(self, seed, device, most, size, workers, share=0.0, archive=photos.ARCHIVE, batch=BATCH):
        self.images = torch.zeros(most // batch * batch, 6, size, size, dtype=torch.uint8, device=device)
        self.captions, self.numbers, self.parts = [None] * len(self.images), torch.zeros(len(self.images), dtype=torch.int64), 0
        self.batch, self.slots = batch, []
        context = mp.get_context("spawn")
        self.made, self.taken, self.ended = context.Queue(), context.Value("i", 0), context.Event()
        self.workers = [context.Process(target=work, daemon=True, args=(
            self.images, self.made, self.taken, self.ended, seed * 1000 + 17 * k, device, size, batch, share, archive)) for k in range(workers)]
        for worker in self.workers:
            worker.start()

    def __len__(self):
        """Materials that can be used: whole batches from the first on."""
        return self.parts * self.batch

    def take(self, wait=0.0):
        """Notes what has been rendered since; with `wait`, up to so many seconds for one batch more."""
        try:
            while True:
                slot, captions, numbers = self.made.get(wait > 0, wait) if wait > 0 else self.made.get_nowait()
                wait = 0.0
                first = slot * self.batch
                self.captions[first:first + self.batch] = captions
                self.numbers[first:first + self.batch] = torch.tensor(numbers)
                self.slots.append(slot)
        except queue.Empty:
            pass
        done = set(self.slots)
        while self.parts in done:
            self.parts += 1

    @property
    def full(self):
        return len(self) == len(self.images)

    def stop(self):
        """Ends the processes -> the Pool of what they made."""
        self.ended.set()
        for worker in self.workers:
            while worker.is_alive():
                self.take(0.2)
        self.take(0.2)
        n = len(self)
        return Pool(self.images[:n], self.captions[:n], self.numbers[:n])


def work(images, made, taken, ended, seed, device, size, batch, share, archive):
    """One rendering process: takes a slot, renders into it, says so."""
    torch.set_num_threads(1)
    os.nice(10)                                                    # compiling goes first
    for rendered, captions, numbers in mixed(seed, device, size, batch, share, archive):
        with taken.get_lock():
            slot = taken.value
            taken.value += 1
        if ended.is_set() or (slot + 1) * batch > len(images):
            return
        images[slot * batch:(slot + 1) * batch] = rendered
        if images.is_cuda:
            torch.cuda.synchronize()
            if torch.cuda.memory_reserved() > MEMORY:
                torch.cuda.empty_cache()
        made.put((slot, captions, numbers))
