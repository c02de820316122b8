"""Exports a network to ONNX: PyTorch traces the graph, the weights are written here.

The graph is traced in float32 with the weights as inputs: the exporter neither copies nor compares them, and meets no limit of 2 GB.
float16 is a rewriting of that graph, so that a GPU is of use and not needed. Linear layers keep their weights transposed, as exporters that fold constants leave them.
"""
import inspect
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, numpy_helper
from torch import nn

from .heads import Heads
from .onnx_half import to_half

OPSET = 17
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"  # of the tracer, which copies every weight
ALIGNMENT = 4096  # of each tensor in the file of weights, so that it can be mapped


def export(module, path, inputs, outputs, dynamic, half=False, weights_beside=False):
    """inputs: example tensors by name. outputs: names. dynamic: the names of the axes that vary, by input or output.

    weights_beside puts the weights into PATH_data; without it the graph holds them.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    network = Bare(module.to(DEVICE))
    model = trace(network, inputs, outputs, dynamic)
    if half:
        to_half(model.graph)
    weights = take_weights(model.graph, network.weights, torch.float16 if half else torch.float32)
    if weights_beside:
        write_beside(model.graph, weights, path.with_name(path.name + "_data"))
    else:
        model.graph.initializer.extend(numpy_helper.from_array(np.ascontiguousarray(w), name) for name, w in weights.items())
    path.write_bytes(model.SerializeToString())


class Bare(nn.Module):
    """A network whose parameters come with each call, behind its inputs. It takes them away from the network."""

    def __init__(self, module):
        super().__init__()
        self.network, self.weights, self.owners = module, {}, []
        for prefix, part in module.named_modules():
            for name, value in list(part.named_parameters(recurse=False)):
                del part._parameters[name]
                self.owners.append((part, name))
                self.weights[f"{prefix}.{name}"] = value.detach()

    def forward(self, *values):
        count = len(values) - len(self.owners)
        for (part, name), value in zip(self.owners, values[count:]):
            part.__dict__[name] = value
        return self.network(*values[:count])


@torch.no_grad()
def trace(network, inputs, outputs, dynamic):
    """The graph, with the weights as inputs behind the real ones."""
    own = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    fused, Heads.fused = Heads.fused, False
    try:
        with tempfile.TemporaryDirectory() as folder:
            file = str(Path(folder) / "graph.onnx")
            torch.onnx.export(network, (*(x.to(DEVICE) for x in inputs.values()), *network.weights.values()), file,
                              opset_version=OPSET, do_constant_folding=False, input_names=[*inputs, *network.weights], output_names=outputs, dynamic_axes=dynamic, **own)
            return onnx.load(file)
    finally:
        Heads.fused = fused


def take_weights(graph, weights, dtype):
    """The weights as arrays by name, no longer inputs of the graph. One that is only read transposed is stored so."""
    weights = {name: value.to(dtype).cpu().numpy() for name, value in weights.items()}
    users = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    renamed = {}
    for name in weights:
        if len(users[name]) == 1 and users[name][0].op_type == "Transpose":
            transpose = users[name][0]
            weights[name], renamed[transpose.output[0]] = weights[name].transpose(list(transpose.attribute[0].ints)), name
            graph.node.remove(transpose)
    for node in graph.node:
        node.input[:] = [renamed.get(name, name) for name in node.input]
    real = [value for value in graph.input if value.name not in weights]
    del graph.input[:]
    graph.input.extend(real)
    return weights


def write_beside(graph, weights, path):
    with open(path, "wb") as file:
        for name, weight in weights.items():
            file.write(bytes(-file.tell() % ALIGNMENT))
            kind = TensorProto.FLOAT16 if weight.dtype == np.float16 else TensorProto.FLOAT
            tensor = TensorProto(name=name, dims=weight.shape, data_type=kind, data_location=TensorProto.EXTERNAL)
            for key, value in (("location", path.name), ("offset", file.tell()), ("length", weight.nbytes)):
                tensor.external_data.add(key=key, value=str(value))
            graph.initializer.append(tensor)
            np.ascontiguousarray(weight).tofile(file)
