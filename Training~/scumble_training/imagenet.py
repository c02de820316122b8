"""Features of a network trained on ImageNet (ResNet-18, He et al. 2016), for measuring only: never a loss, so that the licence of every
picture that the model was trained on stays known. The network is not in this repository: see `make_imagenet.py`.
"""
import torch
import torch.nn.functional as F

from .onnx_run import OnnxGraph

EDGE = 224
MEAN = (103.94, 116.78, 123.68)     # blue, green, red of ImageNet, 0..255


class ImageNet:
    def __init__(self, path, device):
        self.graph, self.device = OnnxGraph(path, device), device

    def _features(self, x, batch=64):
        """x: [n, 3, 224, 224] in -1..1 -> [n, 512]"""
        mean = torch.tensor(MEAN, device=self.device).view(1, 3, 1, 1)
        parts = [self.graph(**{self.graph.inputs[0]: (part.to(self.device).flip(1) + 1) * 127.5 - mean}).flatten(1) for part in x.split(batch)]
        return torch.cat(parts)

    def whole(self, x):
        """Of base colour as a whole, reduced."""
        return self._features(F.interpolate(x[:, :3], (EDGE, EDGE), mode="bilinear", antialias=True, align_corners=False))

    def grain(self, x):
        """Of base colour's upper left part at its own scale."""
        return self._features(x[:, :3, :EDGE, :EDGE])
