"""Exports a network to ONNX: PyTorch traces the graph, the weights are written here.

The graph is traced in float32 without its weights, so that it is small, needs no GPU and meets no limit of 2 GB; float16 is a
rewriting of that graph. Linear layers keep their weights transposed, as exporters that fold constants leave them.
"""
import inspect
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, numpy_helper

from .heads import Heads
from .onnx_half import to_half

OPSET = 17
ALIGNMENT = 4096  # of each tensor in the file of weights, so that it can be mapped


def export(module, path, inputs, outputs, dynamic, half=False, weights_beside=False):
    """inputs: example tensors by name. outputs: names. dynamic: the names of the axes that vary, by input or output.

    weights_beside puts the weights into PATH_data; without it the graph holds them.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    model = trace(module, inputs, outputs, dynamic)
    weights = take_weights(model.graph, module.state_dict(), inputs)
    if half:
        to_half(model.graph)
        weights = {name: w.astype(np.float16) for name, w in weights.items()}
    if weights_beside:
        write_beside(model.graph, weights, path.with_name(path.name + "_data"))
    else:
        model.graph.initializer.extend(numpy_helper.from_array(np.ascontiguousarray(w), name) for name, w in weights.items())
    path.write_bytes(model.SerializeToString())


@torch.no_grad()
def trace(module, inputs, outputs, dynamic):
    """The graph; parameters are inputs of it behind the real ones."""
    own = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    fused, Heads.fused = Heads.fused, False
    try:
        with tempfile.TemporaryDirectory() as folder:
            file = str(Path(folder) / "graph.onnx")
            torch.onnx.export(module, tuple(inputs.values()), file, export_params=False, do_constant_folding=False, opset_version=OPSET,
                              input_names=list(inputs), output_names=outputs, dynamic_axes=dynamic, **own)
            return onnx.load(file)
    finally:
        Heads.fused = fused


def take_weights(graph, state, inputs):
    """Turns the inputs that are parameters into weights by name. A parameter that is only read transposed is stored so."""
    parameters = [value.name for value in graph.input if value.name not in inputs]
    unknown = [name for name in parameters if name not in state]
    if unknown:
        raise ValueError(f"The traced graph has inputs that are no parameters: {unknown[:5]}")
    weights = {name: state[name].cpu().float().numpy() for name in parameters}
    users = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    renamed = {}
    for name in parameters:
        if len(users[name]) == 1 and users[name][0].op_type == "Transpose":
            transpose = users[name][0]
            weights[name], renamed[transpose.output[0]] = weights[name].transpose(list(transpose.attribute[0].ints)), name
            graph.node.remove(transpose)
    for node in graph.node:
        node.input[:] = [renamed.get(name, name) for name in node.input]
    real = [value for value in graph.input if value.name in inputs]
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
