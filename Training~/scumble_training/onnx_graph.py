"""A small writer of ONNX graphs: every network of this package emits itself through it, node by node.

Weights are stored as float16 initialisers followed by a Cast to float32, or as int8 with a scale for each channel followed by Cast
and Mul. An inference engine folds these at load time: half or a quarter of the file, full precision of arithmetic.
"""
import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

OPSET = 20  # Pad mode "wrap" needs 19
IR_VERSION = 9


class Graph:
    """Collects nodes; values are named by strings."""

    def __init__(self, name):
        self.name, self.nodes, self.initializers, self.inputs, self.outputs = name, [], [], [], []
        self._count, self._constants = 0, {}

    def input(self, name, elem_type, dims):
        self.inputs.append(helper.make_tensor_value_info(name, elem_type, dims))
        return name

    def output(self, value, name, dims):
        self.nodes.append(helper.make_node("Identity", [value], [name], name=name))
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, dims))

    def op(self, kind, *inputs, outputs=1, **attributes):
        """Adds one node and returns its output's name (or a list of names)."""
        self._count += 1
        names = [f"{kind.lower()}_{self._count}" + (f"_{i}" if outputs > 1 else "") for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=f"{kind}_{self._count}", **attributes))
        return names[0] if outputs == 1 else names

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
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, self.initializers)
        model = helper.make_model(graph, producer_name="scumble-training", ir_version=IR_VERSION,
                                  opset_imports=[helper.make_opsetid("", OPSET)])
        onnx.save(model, path)

    def _initializer(self, array):
        name = f"w{len(self.initializers)}"
        self.initializers.append(numpy_helper.from_array(np.asarray(array, order="C"), name))
        return name
