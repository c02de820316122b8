#!/usr/bin/env python3
"""Trains the small noisy classifier that the tests steer with, and writes it with its own gradient as a graph.

    python3 Training~/make_test_classifier.py Tests/Data/Models/noisy-classifier

Data: points of the plane in two modes, 0.6 N(0.8, 0.5^2) + 0.4 N(-0.7, 0.6^2) in each coordinate; the class is the mode.
Noise: 1000 timesteps with scaled-linear betas from 0.00085 to 0.012, z = sqrt(abar) x0 + sqrt(1 - abar) n.
The graph takes sample [b, 2], timestep [b], class_labels [b] and gives log_probability [b] = log p(class | z) and
gradient [b, 2], its derivative by z: the backward pass is written out as nodes, for no runtime differentiates.
The same seed gives the same file on one version of PyTorch. Under two minutes on one core.
"""
import sys
from pathlib import Path

import torch
from onnx import TensorProto
from torch import nn

from scumble_training.onnx_graph import Graph

MEANS, STDS, WEIGHTS = (0.8, -0.7), (0.5, 0.6), (0.6, 0.4)
TIMESTEPS, WIDTH, CLASSES = 1000, 64, 2
STEPS, BATCH = 6000, 2048


def features(z, timestep):
    """[b, 4]: the point, and the time as a line and a parabola."""
    u = timestep[:, None] / TIMESTEPS
    return torch.cat([z, u, u * u], 1)


def train():
    torch.manual_seed(4)
    torch.set_num_threads(1)
    net = nn.Sequential(nn.Linear(4, WIDTH), nn.Tanh(), nn.Linear(WIDTH, WIDTH), nn.Tanh(), nn.Linear(WIDTH, CLASSES))
    optimizer = torch.optim.Adam(net.parameters(), lr=3e-3)
    decay = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, STEPS)
    abar = torch.cumprod(1 - torch.linspace(0.00085 ** 0.5, 0.012 ** 0.5, TIMESTEPS) ** 2, 0)
    means, stds = torch.tensor(MEANS), torch.tensor(STDS)
    for step in range(STEPS):
        label = torch.multinomial(torch.tensor(WEIGHTS), BATCH, replacement=True)
        t = torch.randint(TIMESTEPS, (BATCH,))
        x0 = means[label, None] + stds[label, None] * torch.randn(BATCH, 2)
        z = abar[t, None].sqrt() * x0 + (1 - abar[t, None]).sqrt() * torch.randn(BATCH, 2)
        loss = nn.functional.cross_entropy(net(features(z, t.float())), label)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        decay.step()
        if step % 1000 == 999:
            print(f"step {step + 1}: cross entropy {loss.item():.4f}")
    return net


def export(net, path):
    w = [layer for layer in net if isinstance(layer, nn.Linear)]
    g = Graph("noisy_classifier")
    z = g.input("sample", TensorProto.FLOAT, ["b", 2])
    t = g.input("timestep", TensorProto.FLOAT, ["b"])
    label = g.input("class_labels", TensorProto.INT64, ["b"])
    weights = [g.weight(layer.weight) for layer in w]  # [out, in]
    biases = [g.weight(layer.bias) for layer in w]

    # Forward.
    u = g.op("Unsqueeze", g.op("Div", t, g.const(TIMESTEPS, "float32")), g.const([1]))
    f = g.op("Concat", z, u, g.op("Mul", u, u), axis=1)
    h1 = g.op("Tanh", g.op("Gemm", f, weights[0], biases[0], transB=1))
    h2 = g.op("Tanh", g.op("Gemm", h1, weights[1], biases[1], transB=1))
    logits = g.op("Gemm", h2, weights[2], biases[2], transB=1)
    asked = g.op("OneHot", label, g.const(CLASSES), g.const([0, 1], "float32"), axis=-1)
    log_p = g.op("ReduceSum", g.op("Mul", asked, g.op("LogSoftmax", logits, axis=-1)), g.const([1]), keepdims=0)

    # Backward: d log p_y / d logits = onehot(y) - p, tanh' = 1 - tanh^2.
    one = g.const(1, "float32")
    d = g.op("Sub", asked, g.op("Softmax", logits, axis=-1))
    d = g.op("Mul", g.op("MatMul", d, weights[2]), g.op("Sub", one, g.op("Mul", h2, h2)))
    d = g.op("Mul", g.op("MatMul", d, weights[1]), g.op("Sub", one, g.op("Mul", h1, h1)))
    gradient = g.op("MatMul", d, g.op("Slice", weights[0], g.const([0]), g.const([2]), g.const([1])))

    g.output(log_p, "log_probability", ["b"])
    g.output(gradient, "gradient", ["b", 2])
    path.parent.mkdir(parents=True, exist_ok=True)
    g.save(str(path))


if __name__ == "__main__":
    export(train(), Path(sys.argv[1]) / "model.onnx")
