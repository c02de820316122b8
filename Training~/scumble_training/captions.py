"""Captions of a pool as the denoiser reads them: every different text once, with its ids and its frozen features."""
from dataclasses import dataclass

import torch


@dataclass
class Captions:
    rows: torch.Tensor        # int64 [materials, CAPTIONS]: which text
    ids: torch.Tensor         # int64 [texts, LENGTH]; text 0 is empty
    features: torch.Tensor    # half [texts, LENGTH, w]


@torch.no_grad()
def read(captions, words, text, device, batch=1024):
    """captions: a list of texts for each material; text: a TextEncoder."""
    numbers = {"": 0}
    rows = [[numbers.setdefault(caption, len(numbers)) for caption in texts] for texts in captions]
    ids = torch.tensor([words.encode(caption) for caption in numbers], device=device)
    features = torch.cat([text.trunk(part).half() for part in ids.split(batch)])
    return Captions(torch.tensor(rows, device=device), ids, features)
