"""The classifier that judges pictures, as it is kept: one file with the names that it knows."""
from pathlib import Path

import torch
import torch.nn.functional as F

from .classifier import Classifier, classify

FILE, EDGE = Path(__file__).parent.parent / "judge" / "classifier.pt", 256


def save(classifier, names, path=FILE):
    path.parent.mkdir(parents=True, exist_ok=True)
    half = lambda t: t.half() if t.is_floating_point() else t
    torch.save({"names": list(names), "state": {k: half(v.cpu()) for k, v in classifier.state_dict().items()}}, path)


class Judge:
    """Pictures [n, 6, s, s] in -1..1 -> features and guesses; larger ones are reduced to 256."""

    def __init__(self, path, device):
        kept = torch.load(path, map_location="cpu")
        self.names, self.device = kept["names"], device
        self.classifier = Classifier(len(self.names))
        self.classifier.load_state_dict(kept["state"])
        self.classifier.to(device).eval()

    def __call__(self, x):
        """-> (features [n, 256], logits [n, names])"""
        return classify(F.adaptive_avg_pool2d(x.to(self.device), EDGE), self.classifier)

    def recognised(self, logits, names, among=1):
        """Share of pictures whose name is among the first guesses; names that the judge does not know are left out."""
        known = [i for i, name in enumerate(names) if name in self.names]
        target = torch.tensor([self.names.index(names[i]) for i in known], device=logits.device)
        return float((logits[known].topk(among).indices == target[:, None]).any(1).float().mean())
