"""What the training of the teacher and of its student share: steps until the time is spent, and the average of the weights kept on the way."""
import torch

from .clock import Clock, Due, Rate, steps
from .optimizer import Trainer

OUTER = ("conv_in", "conv_out", "time", "prompt", "affine", "text")  # AdamW's, not Muon's


class Training:
    """A kind of it has `backward(batch)`, which ends in `add`, `load(start)`, which reads the Weights to begin with into `networks`, and compiles in its
    constructor, which ends in `ready`.

    name: what it is called, in its weights' files too; every: steps between reports; warmup: steps in which the learning rate rises;
    anneal: the last share of the time, in which it falls to zero."""

    name, every, warmup, anneal, networks = "", 200, 150, 0.0, ()

    def __init__(self, model, peak, muon, ranks, log):
        self.model, self.ranks, self.log, self.step, self.seen = model, ranks, log, 0, 0
        self.trainer, self.total = Trainer(model, peak, muon, OUTER, ranks), torch.zeros((), device=ranks.device)

    def begin(self, start):
        """With these weights, before compiling or, where they were not finished then, after it."""
        self.load(start)
        self.ranks.same(*self.networks)
        self.trainer.average.load_state_dict(self.model.state_dict())

    def add(self, loss):
        """The gradients of a batch's loss."""
        loss.backward()
        self.total.add_(loss.detach())

    def ready(self):
        """What compiling left behind is no training."""
        self.trainer.flat.zero_()
        self.total.zero_()
        self.log(f"{self.name}: compiled")

    def share(self, progress):
        """Of the peak learning rate."""
        falling = min(1.0, (1 - progress) / self.anneal) if self.anneal else 1.0
        return min(1.0, (self.step + 1) / self.warmup, falling)

    def report(self):
        """What a kind of training adds to its reports."""
        return ""

    def train(self, draw, seconds, kept):
        """-> the moving average of the model, which `kept` (Weights) also gets, on the way too."""
        clock, rate, due = Clock(seconds), Rate(), Due()
        keep = lambda: kept.save(self.name, True, model=self.trainer.average)
        for progress in steps(clock, self.ranks):
            self.backward(draw(self.step))
            self.trainer.set(self.share(progress), self.step)
            self.trainer.step()
            self.seen += draw.count(self.step) * self.ranks.world
            self.step += 1
            if self.step % self.every == 0:
                loss = self.total.item() / self.every
                self.log(f"{self.name} step {self.step} loss {loss:.4f} {rate(self.seen):.0f}/s {self.seen / 1e6:.2f} M {progress:.0%} {self.report()}")
                self.total.zero_()
                if due():
                    keep()
        keep()
        return self.trainer.average.eval()
