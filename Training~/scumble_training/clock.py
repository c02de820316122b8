"""Time budgets: a stage trains until its share of the minutes is spent, wherever it runs, and can be taken up again."""
import json
import math
import time
from pathlib import Path

import torch

COMPILE_FROM = 60  # seconds of a stage below which compiling does not pay


class Clock:
    """Counts a stage's own seconds, across restarts."""

    def __init__(self, seconds, spent=0.0):
        self.seconds, self.spent, self.start = max(seconds, 1e-3), spent, time.time()

    def elapsed(self):
        return self.spent + time.time() - self.start

    def progress(self):
        """0..1, for learning-rate schedules."""
        return min(1.0, self.elapsed() / self.seconds)

    def done(self):
        return self.elapsed() >= self.seconds


def steps(clock, ranks, every=20):
    """Yields the ranks' common progress, 0..1, once a training step until the time is spent; they agree on it every so many steps."""
    while (progress := ranks.most(clock.progress())) < 1:
        for _ in range(every):
            yield progress


class Checkpoint:
    """One stage's state on disk: written whole or not at all, every `every` seconds and at the end."""

    def __init__(self, folder, name, ranks, every=60.0):
        self.path, self.every, self.last, self.writes = Path(folder) / f"{name}.pt", every, time.time(), ranks.rank == 0
        self.path.parent.mkdir(parents=True, exist_ok=True)

    def load(self, device):
        return torch.load(self.path, map_location=device) if self.path.exists() else None

    def due(self):
        """True when the last save is long enough ago; ranks other than the first never save."""
        return self.writes and time.time() - self.last >= self.every

    def save(self, **state):
        if not self.writes:
            return
        beside = self.path.with_suffix(".part")
        torch.save(state, beside)
        beside.rename(self.path)
        self.last = time.time()


class Figures:
    """The run's numbers in one JSON file, rewritten at every change."""

    def __init__(self, path):
        self.path = Path(path)
        self.values = json.loads(self.path.read_text()) if self.path.exists() else {}

    def set(self, **values):
        self.values.update(values)
        self.path.write_text(json.dumps(self.values, indent=2, sort_keys=True) + "\n")


def learning_rate(progress, step, peak, warmup=200):
    """Half a cosine to zero over the time, after a linear warm-up in steps (compiling takes time, and makes no step)."""
    return peak * min(1.0, (step + 1) / warmup) * (0.5 + 0.5 * math.cos(math.pi * progress))


class Rate:
    """Samples a second, from the report before on."""

    def __init__(self, seen=0):
        self.start, self.seen = time.time(), seen

    def __call__(self, seen):
        """The rate since the call before."""
        now = time.time()
        rate, self.start, self.seen = (seen - self.seen) / max(1e-9, now - self.start), now, seen
        return rate


def autocast(device):
    kind = torch.device(device).type
    return torch.autocast(kind, dtype=torch.bfloat16, enabled=kind == "cuda")


def compiled(module, device, seconds):
    """The module as one compiled graph, channels innermost, where the stage is long enough for that to pay."""
    if torch.device(device).type != "cuda" or seconds < COMPILE_FROM:
        return module
    from torch._inductor import config
    config.force_layout_optimization = True
    return torch.compile(module, dynamic=False)
