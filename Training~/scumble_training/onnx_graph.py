"""A small writer of ONNX graphs: every network of this package builds itself in it, node by node, and takes its weights back from such
a file by building itself once more.

Weights are stored as float16 initialisers followed by a Cast to float32, or as int8 with a scale for each channel followed by Cast
and Mul. An inference engine folds these at load time: half or a quarter of the file, full precision of arithmetic.
"""
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

OPSET = 20  # Pad mode "wrap" needs 19
CONTRIB = "com.microsoft"  # ONNX Runtime's own operators
IR_VERSION = 9


class Graph:
    """Collects nodes; values are named by strings."""

    def __init__(self, title):
        self.title, self.nodes, self.initializers, self.inputs, self.outputs = title, [], [], [], []
        self._count, self._constants = 0, {}

    def input(self, name, elem_type, dims):
        self.inputs.append(helper.make_tensor_value_info(name, elem_type, dims))
        return name

    def output(self, value, name, dims):
        self.nodes.append(helper.make_node("Identity", [value], [name], name=name))
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, dims))

    def op(self, kind, *inputs, outputs=1, **attributes):
        """Adds one node and returns its output's name, or a list of names. outputs: how many, or their names, "" for what is not wanted."""
        self._count += 1
        names = [f"v{self._count}" + (f"_{i}" if outputs > 1 else "") for i in range(outputs)] if isinstance(outputs, int) else outputs
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=f"{kind}_{self._count}", **attributes))
        return names[0] if len(names) == 1 else names

    def name(self, stem):
        """A name that no value has yet."""
        self._count += 1
        return f"{stem}{self._count}"

    def const(self, values, dtype=np.int64):
        """A small constant (shapes, scales, axes)."""
        array = np.asarray(values, dtype=dtype)
        key = (array.tobytes(), array.shape, str(array.dtype))
        if key not in self._constants:
            self._constants[key] = self._initializer(array)
        return self._constants[key]

    def weight(self, tensor):
        """A trained tensor, stored as float16."""
        return self.op("Cast", self.stored(tensor.detach().float().half()), to=TensorProto.FLOAT)

    def fixed(self, tensor):
        """A tensor that follows from the code, stored as float16; not read back."""
        return self.weight(tensor)

    def weight8(self, tensor, scale):
        """tensor (int8) times scale (stored as float16, broadcast)."""
        return self.op("Mul", self.op("Cast", self.stored(tensor), to=TensorProto.FLOAT), self.weight(scale))

    def matrix(self, layer, order=lambda weight: weight):
        """A layer's weight, [outputs, ...] brought into this order; in eight bits where the layer has a scale for each output
        (`export.round_to_eight`)."""
        if layer.eight is None:
            return self.weight(order(layer.weight))
        return self.weight8(order((layer.weight / layer.eight).round().to(torch.int8)), order(layer.eight))

    def stored(self, tensor):
        """A tensor as it is, for gathers from a table."""
        return self._initializer(tensor.detach().cpu().numpy())

    def save(self, path):
        graph = helper.make_graph(self._sorted(), self.title, self.inputs, self.outputs, self.initializers)
        model = helper.make_model(graph, producer_name="scumble-training", ir_version=IR_VERSION,
                                  opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)])
        onnx.save(model, path)

    def _sorted(self):
        """What is done to weights alone stands first, wherever it is read."""
        known, first = {initializer.name for initializer in self.initializers}, []
        for node in self.nodes + self.nodes:                       # twice: an earlier node may read what a later one makes of weights
            if node.output[0] in known:
                continue
            if known.issuperset(node.input):
                known.update(node.output)
                first.append(node)
        return first + [node for node in self.nodes if node.output[0] not in known]

    def _initializer(self, array):
        name = f"w{len(self.initializers)}"
        self.initializers.append(numpy_helper.from_array(np.asarray(array, order="C"), name))
        return name


class Stored(Graph):
    """The weights that a file's graph holds: a network with the same weights that builds itself in it gets them. What else the file
    computes with them, and with which constants, may differ: an older file's weights are read alike."""

    def __init__(self, path):
        super().__init__("")
        arrays = [numpy_helper.to_array(initializer) for initializer in onnx.load(path).graph.initializer]
        self._left = [array for array in arrays if array.dtype in (np.int8, np.float16)][::-1]

    def weight(self, tensor):
        tensor.detach().copy_(torch.from_numpy(self._next(tensor).copy()))
        return ""

    def fixed(self, tensor):
        self._next(tensor)
        return ""

    def matrix(self, layer, order=lambda weight: weight):
        weight, scales = layer.weight.detach(), layer.weight.new_empty(len(layer.weight), *[1] * (layer.weight.ndim - 1))
        values = self._next(order(weight))
        order(weight).copy_(torch.from_numpy(values * self._next(order(scales)).astype(np.float32) if values.dtype == np.int8 else values.copy()))
        return ""

    def _initializer(self, array):
        if array.dtype in (np.int8, np.float16):
            self._next(array)
        return ""

    def _next(self, expected):
        """Sizes of one do not count."""
        sizes = lambda array: [n for n in array.shape if n != 1]
        if not self._left or sizes(self._left[-1]) != sizes(expected):
            found = self._left[-1].shape if self._left else "the end"
            raise ValueError(f"The file's graph is of another form: expected {tuple(expected.shape)}, found {found}.")
        return self._left.pop().reshape(tuple(expected.shape))


def write_graph(network, path):
    graph = Graph(Path(path).parent.name)
    network.build(graph)
    graph.save(path)


@torch.no_grad()
def read_graph(network, path):
    """The network's weights become the file's, as precise as that holds them."""
    stored = Stored(path)
    network.build(stored)
    if stored._left:
        raise ValueError(f"The file's graph is of another form: {len(stored._left)} tensors too many.")
