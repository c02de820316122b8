"""Time budgets: a stage trains until its share of the minutes is spent, wherever it runs."""
import json
import math
import time
from pathlib import Path


class Clock:
    """Counts a stage's own seconds."""

    def __init__(self, seconds):
        self.seconds, self.start = max(seconds, 1e-3), time.time()

    def progress(self):
        """0..1, for learning-rate schedules."""
        return min(1.0, (time.time() - self.start) / self.seconds)


def steps(clock, ranks, every=20):
    """Yields the ranks' common progress, 0..1, once a training step until the time is spent; they agree on it every so many steps."""
    while (progress := ranks.most(clock.progress())) < 1:
        for _ in range(every):
            yield progress


class Due:
    """True once in so many seconds, the first time after them."""

    def __init__(self, seconds=120):
        self.seconds, self.last = seconds, time.time()

    def __call__(self):
        due = time.time() - self.last > self.seconds
        if due:
            self.last = time.time()
        return due


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

    def __init__(self):
        self.start, self.seen = time.time(), 0

    def __call__(self, seen):
        """The rate since the call before."""
        now = time.time()
        rate, self.start, self.seen = (seen - self.seen) / max(1e-9, now - self.start), now, seen
        return rate
