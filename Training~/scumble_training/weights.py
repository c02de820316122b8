"""Weights small enough to carry to another machine and to keep in a repository: float16, or eight bits with a scale for each row of a
matrix, in files of at most PART bytes."""
from pathlib import Path

import torch

PART, ROWS = 15_000_000, 4096


def pack(tensor, eight):
    """-> (values,) or (values, scales)"""
    tensor = tensor.detach().cpu()
    if not tensor.is_floating_point():
        return tensor,
    if not eight or tensor.ndim < 2 or tensor.numel() < ROWS:
        return tensor.half(),
    scale = tensor.flatten(1).abs().amax(1).clamp_min(1e-12).float() / 127
    wide = scale.view(-1, *[1] * (tensor.ndim - 1))
    return (tensor.float() / wide).round().to(torch.int8), scale


def unpack(packed):
    values, *scale = packed
    return values.float() * scale[0].view(-1, *[1] * (values.ndim - 1)) if scale else values


class Weights:
    """One folder of finished weights: files STAGE.0.pt, STAGE.1.pt, ..."""

    def __init__(self, folder, writes=True):
        self.folder, self.writes = Path(folder), writes

    def files(self, stage):
        return sorted(self.folder.glob(f"{stage}.*.pt"))

    def save(self, stage, eight=False, **modules):
        if not self.writes:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        parts, size = [{}], 0
        for name, module in modules.items():
            for key, tensor in module.state_dict().items():
                packed = pack(tensor, eight)
                count = sum(t.numel() * t.element_size() for t in packed)
                if size + count > PART:
                    parts, size = parts + [{}], 0
                parts[-1][f"{name}/{key}"], size = packed, size + count
        for i, part in enumerate(parts):
            torch.save(part, self.folder / f"{stage}.{i}.pt")

    def load(self, stage, **modules):
        """True if the stage's files are there; the modules then hold them."""
        state = {}
        for path in self.files(stage):
            state.update(torch.load(path, map_location="cpu"))
        for name, module in modules.items():
            own = {key[len(name) + 1:]: unpack(packed) for key, packed in state.items() if key.startswith(name + "/")}
            if not own:
                return False
            module.load_state_dict(own)
        return True
