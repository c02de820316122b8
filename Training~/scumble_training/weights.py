"""Weights small enough to carry to another machine and to keep in a repository: float16, or eight bits with a scale for each row of a
matrix, in files of at most PART bytes."""
import time
from pathlib import Path

import torch

from .onnx_graph import read_graph

PART, ROWS = 15_000_000, 4096
DONE = "done"   # an empty file beside weights that no run writes any more


def pack(tensor, eight):
    """-> (values,) or (values, scales); computed where the tensor is, so that little has to move."""
    tensor = tensor.detach()
    if not tensor.is_floating_point():
        return tensor.cpu(),
    if not eight or tensor.ndim < 2 or tensor.numel() < ROWS:
        return tensor.half().cpu(),
    scale = tensor.flatten(1).abs().amax(1).clamp_min(1e-12).float() / 127
    wide = scale.view(-1, *[1] * (tensor.ndim - 1))
    return (tensor.float() / wide).round().to(torch.int8).cpu(), scale.cpu()


def unpack(packed):
    values, *scale = packed
    return values.float() * scale[0].view(-1, *[1] * (values.ndim - 1)) if scale else values


GRAPHS = {"autoencoder": {"encoder": "vae_encoder", "decoder": "vae_decoder"}, "student": {"text": "text_encoder", "unet": "unet"},
          "control": {"depth": "controlnet_depth", "edge": "controlnet_edge"}, "preview": {"decoder": "vae_decoder_preview"}}


class Weights:
    """Folders of finished weights: files STAGE.0.pt, STAGE.1.pt, ...; the first is written to, the first that has a stage is read. A folder
    may also be a student's model folder: its graphs are read."""

    def __init__(self, *folders, writes=True):
        self.folders, self.writes = [Path(folder) for folder in folders], writes

    def files(self, stage):
        return next((found for folder in self.folders if (found := sorted(folder.glob(f"{stage}.*.pt")))), [])

    def save(self, stage, eight=False, **modules):
        if not self.writes:
            return
        self.folders[0].mkdir(parents=True, exist_ok=True)
        parts, size = [{}], 0
        for name, module in modules.items():
            for key, tensor in module.state_dict().items():
                packed = pack(tensor, eight)
                count = sum(t.numel() * t.element_size() for t in packed)
                if size + count > PART:
                    parts, size = parts + [{}], 0
                parts[-1][f"{name}/{key}"], size = packed, size + count
        for i, part in enumerate(parts):
            torch.save(part, self.folders[0] / f"{stage}.{i}.pt")

    def mark(self, done):
        """Says whether these are a run's last."""
        if self.writes and done:
            (self.folders[0] / DONE).touch()
        elif self.writes:
            (self.folders[0] / DONE).unlink(missing_ok=True)

    def wait(self):
        """Until all folders hold a run's last weights."""
        while not all((folder / DONE).exists() for folder in self.folders):
            time.sleep(0.2)

    def has(self, stage):
        return bool(self.files(stage) or self.graphs(stage))

    def graphs(self, stage):
        """The stage's files of the first folder that is a model's, by part."""
        found = [{part: folder / name / "model.onnx" for part, name in GRAPHS.get(stage, {}).items()} for folder in self.folders]
        return next((graphs for graphs in found if graphs and all(path.exists() for path in graphs.values())), {})

    def load(self, stage, **modules):
        """True if the stage's files are there; the modules then hold them."""
        state, graphs = {}, {} if self.files(stage) else self.graphs(stage)
        for part, path in graphs.items():
            read_graph(modules[part] if part in modules else getattr(modules["model"], part), path)
        if graphs:
            return True
        for path in self.files(stage):
            state.update(torch.load(path, map_location="cpu"))
        for name, module in modules.items():
            own = {key[len(name) + 1:]: unpack(packed) for key, packed in state.items() if key.startswith(name + "/")}
            if not own:
                return False
            module.load_state_dict(own)
        return True
