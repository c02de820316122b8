"""A small writer of ONNX graphs: every network of this package builds itself in it, node by node, and takes its weights back from such
a file by building itself once more.

Weights are stored as float16 initialisers followed by a Cast to float32, or as int8 with a scale for each channel followed by Cast
and Mul. An inference engine folds these at load time: half or a quarter of the file, full precision of arithmetic.
"""
from fractions import Fraction
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

OPSET = 20  # Pad mode "wrap" needs 19
CONTRIB = "com.microsoft"  # ONNX Runtime's own operators
IR_VERSION = 9
MOST = 4096  # rows or columns that anything in a graph may have


class Graph:
    """Collects nodes; values are named by strings."""

    def __init__(self, title):
        self.title, self.nodes, self.initializers, self.inputs, self.outputs = title, [], [], [], []
        self._count, self._constants, self._sizes, self._places = 0, {}, {}, {}

    def input(self, name, elem_type, dims):
        self.inputs.append(helper.make_tensor_value_info(name, elem_type, dims))
        self._sizes[name] = (name, Fraction(1))
        return name

    def output(self, value, name, dims):
        self.nodes.append(helper.make_node("Identity", [value], [name], name=name))
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, dims))

    def op(self, kind, *inputs, outputs=1, **attributes):
        """Adds one node and returns its output's name, or a list of names. outputs: how many, or their names, "" for what is not wanted."""
        self._count += 1
        names = [f"v{self._count}" + (f"_{i}" if outputs > 1 else "") for i in range(outputs)] if isinstance(outputs, int) else outputs
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=f"{kind}_{self._count}", **attributes))
        self._follow(kind, inputs, names, attributes)
        return names[0] if len(names) == 1 else names

    def larger(self, x, times):
        """Each place of [b, c, h, w] becomes times x times."""
        y = self.op("Resize", x, "", self.const([1.0, 1.0, times, times], np.float32), mode="nearest", nearest_mode="floor", coordinate_transformation_mode="asymmetric")
        if x in self._sizes:
            self._sizes[y] = (self._sizes[x][0], self._sizes[x][1] * times)
        return y

    def wrapped(self, x, pads, axis, channels=None):
        """x with the opposite edge on both sides: of the two axes from `axis` on, as many places as pads says for each. channels: of x, where both
        axes get some; they are innermost then. A gather whose places are worked out once for all values of one size, on the device: ONNX
        Runtime's Pad divides 64-bit numbers four times for each number on CUDA, which took three quarters of a decoder's time."""
        if all(pads):
            flat = self.op("Reshape", x, self.const([0, -1, channels]))
            return self.op("Gather", flat, self._both(x, pads, axis), axis=axis)
        across = axis + (0 if pads[0] else 1)
        return self.op("Gather", x, self._once(x, ("index", *pads), lambda: self._whole(self._line(x, max(pads), across, across - axis))), axis=across)

    def _both(self, x, pads, axis):
        """The places of a padded grid, row by row: [h + 2 pads[0], w + 2 pads[1]]."""
        def make():
            rows, columns = (self._line(x, pad, axis + i, i) for i, pad in enumerate(pads))
            count = self._count_of(x, axis + 1)
            width = self.op("Slice", self._numbers(), count, self.op("Add", count, self.const([1])), self.const([0]))
            return self._whole(self.op("Add", self.op("Mul", self.op("Unsqueeze", rows, self.const([1])), width), columns))
        return self._once(x, ("both", *pads), make)

    def _line(self, x, pad, axis, which):
        """The places along an axis, padded."""
        def make():
            line = self.op("Slice", self._numbers(), self.const([0]), self._count_of(x, axis), self.const([0]))
            return self.op("Pad", line, self.const([pad, pad]), mode="wrap")
        return self._once(x, ("line", which, pad), make)

    def _count_of(self, x, axis):
        return self.op("Slice", self.op("Shape", x), self.const([axis]), self.const([axis + 1]))

    def _whole(self, numbers):
        return self.op("Cast", numbers, to=TensorProto.INT32)

    def _numbers(self):
        """0, 1, 2, ...: of these a runtime takes as many as it needs where the tensors are, not where the shapes are. Exact in float32."""
        return self.const(np.arange(MOST), np.float32)

    def _once(self, x, what, make):
        """What follows from a value's size alone."""
        key = (self._sizes.get(x, x), *what)
        if key not in self._places:
            self._places[key] = make()
        return self._places[key]

    def _follow(self, kind, inputs, names, attributes):
        """Which values are of one size: (the input that it follows from, times that)."""
        size = next((self._sizes[name] for name in inputs if name in self._sizes), None)
        if size is None:
            return
        factor = attributes["blocksize"] if kind == "DepthToSpace" else Fraction(1, attributes["blocksize"] if kind == "SpaceToDepth" else attributes.get("strides", [1])[0])
        self._sizes.update((name, (size[0], size[1] * factor)) for name in names)

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

    def stored(self, tensor):
        tensor.detach().copy_(torch.from_numpy(self._next(tensor).copy()))
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
