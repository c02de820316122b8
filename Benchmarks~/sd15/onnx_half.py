"""Rewrites a float32 graph to compute in float16, as if it had been traced so. Weights are the caller's."""
import numpy as np
from onnx import TensorProto, helper, numpy_helper


def to_half(graph):
    """Inputs, outputs, constants and casts become float16, but for what must stay: angles of sines and cosines (timesteps reach 999, where
    float16 has steps of 0.5), and the scales of Resize, which the standard wants in float32."""
    angles = ancestors(graph, [name for node in graph.node if node.op_type in ("Sin", "Cos") for name in node.input])
    scales = ancestors(graph, [name for node in graph.node if node.op_type == "Resize" for name in node.input[1:]])
    for value in (*graph.input, *graph.output):
        tensor = value.type.tensor_type
        if tensor.elem_type == TensorProto.FLOAT:
            tensor.elem_type = TensorProto.FLOAT16
    del graph.value_info[:]
    nodes = []
    for node in graph.node:
        nodes.append(node)
        name = node.output[0]
        if name in angles or name in scales:
            continue
        for attribute in node.attribute:
            if attribute.name == "to" and attribute.i == TensorProto.FLOAT:
                attribute.i = TensorProto.FLOAT16
            elif attribute.name == "value" and attribute.t.data_type == TensorProto.FLOAT:
                attribute.t.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(attribute.t).astype(np.float16), attribute.t.name))
        if node.op_type in ("Sin", "Cos"):
            node.output[0] = f"{name}_float"
            nodes.append(helper.make_node("Cast", [node.output[0]], [name], f"{node.name}_half", to=TensorProto.FLOAT16))
    del graph.node[:]
    graph.node.extend(nodes)


def ancestors(graph, names):
    """These values and all that lead to them, less the graph's inputs."""
    makers = {name: node for node in graph.node for name in node.output}
    found, left = set(), list(names)
    while left:
        name = left.pop()
        if name in makers and name not in found:
            found.add(name)
            left.extend(makers[name].input)
    return found
