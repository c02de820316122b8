"""Runs an exported graph in PyTorch, on any device: an interpreter of the few operators that our graphs use (and of a residual
network's). What is measured is thereby what the file holds, wherever no ONNX runtime with a GPU is at hand.
"""
import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, numpy_helper

TYPES = {TensorProto.FLOAT: torch.float32, TensorProto.FLOAT16: torch.float16, TensorProto.INT64: torch.int64, TensorProto.INT32: torch.int32,
         TensorProto.BOOL: torch.bool, TensorProto.INT8: torch.int8, TensorProto.UINT8: torch.uint8}


class OnnxGraph:
    """graph = OnnxGraph(path, device); graph(sample=x, ...) -> tensor, or a list of them. Float32, no gradients.

    inputs: their names; dims: the second dimension of each, 0 if it is free."""

    def __init__(self, path, device="cpu"):
        graph = onnx.load(str(path)).graph
        self.device = torch.device(device)
        self.values = {i.name: self._place(torch.from_numpy(np.array(numpy_helper.to_array(i)))) for i in graph.initializer}
        self.inputs = [i.name for i in graph.input]
        self.dims = {i.name: i.type.tensor_type.shape.dim[1].dim_value for i in graph.input if len(i.type.tensor_type.shape.dim) > 1}
        self.optional = {name for name in self.inputs if name in self.values}
        self.outputs = [o.name for o in graph.output]
        self.nodes = []
        for node in graph.node:
            attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
            if all(name in self.values and name not in self.optional or not name for name in node.input):
                self._run(node, attributes, self.values)         # of constants alone: once, here
            else:
                self.nodes.append((node, attributes))
        used = {name for node, _ in self.nodes for name in node.input} | set(self.outputs) | self.optional
        self.values = {name: value for name, value in self.values.items() if name in used}
        last = {name: i for i, (node, _) in enumerate(self.nodes) for name in node.input}
        self.ends = [[name for name in set(node.input) if last[name] == i] for i, (node, _) in enumerate(self.nodes)]

    @torch.no_grad()
    def __call__(self, **inputs):
        missing = set(self.inputs) - self.optional - set(inputs)
        if missing or set(inputs) - set(self.inputs):
            raise ValueError(f"inputs are {self.inputs}, given {sorted(inputs)}")
        live = {**self.values, **{name: value.to(self.device) for name, value in inputs.items()}}
        for (node, attributes), ends in zip(self.nodes, self.ends):
            self._run(node, attributes, live)
            for name in ends:
                if name not in self.outputs:
                    live.pop(name, None)
        results = [live[name] for name in self.outputs]
        return results[0] if len(results) == 1 else results

    def _place(self, tensor):
        """Shapes and axes stay on the host, everything else goes to the device."""
        return tensor if tensor.dtype == torch.int64 else tensor.to(self.device)

    def _run(self, node, attributes, values):
        operator = OPERATORS.get(node.op_type)
        if operator is None:
            raise NotImplementedError(f"{node.op_type} ({node.name})")
        arguments = [values[name] if name else None for name in node.input]
        results = operator(attributes, *arguments) if node.op_type not in SPLITTERS else operator(attributes, len(node.output), *arguments)
        for name, result in zip(node.output, results if isinstance(results, (list, tuple)) else [results]):
            values[name] = result


def _together(function):
    """Moves host constants to where the other operand is."""
    def run(attributes, a, b):
        if a.device != b.device:
            a, b = (a.to(b.device), b) if a.device.type == "cpu" else (a, b.to(a.device))
        return function(a, b)
    return run


def _ints(tensor):
    return [int(v) for v in tensor.reshape(-1).tolist()]


def _axes(attributes, given):
    return list(attributes["axes"]) if given is None else _ints(given)


def _reshape(attributes, x, shape):
    return x.reshape([x.shape[i] if n == 0 and not attributes.get("allowzero") else n for i, n in enumerate(_ints(shape))])


def _unsqueeze(attributes, x, axes=None):
    axes = _axes(attributes, axes)
    for axis in sorted(a % (x.dim() + len(axes)) for a in axes):
        x = x.unsqueeze(axis)
    return x


def _squeeze(attributes, x, axes=None):
    for axis in sorted((a % x.dim() for a in _axes(attributes, axes)), reverse=True):
        x = x.squeeze(axis)
    return x


def _reduce(function):
    return lambda attributes, x, axes=None: function(x, _axes(attributes, axes), keepdim=bool(attributes.get("keepdims", 1)))


def _slice(attributes, x, starts, ends, axes=None, steps=None):
    axes = range(len(_ints(starts))) if axes is None else _ints(axes)
    for axis, start, end, step in zip(axes, _ints(starts), _ints(ends), [1] * x.dim() if steps is None else _ints(steps)):
        index = [slice(None)] * x.dim()
        index[axis] = slice(start, min(end, x.shape[axis]), step)
        x = x[tuple(index)]
    return x


def _gather(attributes, x, index):
    axis, index = attributes.get("axis", 0), index.to(x.device)
    return x.index_select(axis, index.reshape(-1)).reshape(*x.shape[:axis], *index.shape, *x.shape[axis + 1:])


def _sides(pads):
    """ONNX's pads of the last two axes (top, left, bottom, right) in F.pad's order."""
    return [pads[1], pads[3], pads[0], pads[2]]


def _pad(attributes, x, pads, value=None, axes=None):
    pads, mode = _ints(pads), attributes.get("mode", b"constant").decode()
    before, after = pads[:x.dim()], pads[x.dim():]
    if mode == "constant":
        return F.pad(x, [side for sides in zip(before[::-1], after[::-1]) for side in sides], value=0.0 if value is None else float(value))
    if mode != "wrap":
        raise NotImplementedError(f"Pad, mode {mode}")
    for axis, (low, high) in enumerate(zip(before, after)):
        if low or high:
            x = torch.cat([x.narrow(axis, x.shape[axis] - low, low), x, x.narrow(axis, 0, high)], axis)
    return x


def _attention(attributes, q, k, v, bias=None, padding=None, mask=None):
    """ONNX Runtime's MultiHeadAttention, of [b, n, c] each."""
    if bias is not None or padding is not None or "scale" in attributes:
        raise NotImplementedError("MultiHeadAttention with biases, a padding mask or a scale")
    q, k, v = (x.unflatten(-1, (attributes["num_heads"], -1)).transpose(1, 2) for x in (q, k, v))
    logits = q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5
    return ((logits if mask is None else logits + mask).softmax(-1) @ v).transpose(1, 2).flatten(2)


def _conv(attributes, x, weight, bias=None):
    pads = list(attributes.get("pads", [0, 0, 0, 0]))
    x = F.pad(x, _sides(pads)) if any(pads) else x
    return F.conv2d(x, weight, bias, list(attributes.get("strides", [1, 1])), 0, list(attributes.get("dilations", [1, 1])), attributes.get("group", 1))


def _pool(function, fill):
    def run(attributes, x):
        pads = list(attributes.get("pads", [0, 0, 0, 0]))
        x = F.pad(x, _sides(pads), value=fill) if any(pads) else x
        return function(x, list(attributes["kernel_shape"]), list(attributes.get("strides", [1, 1])))
    return run


def _resize(attributes, x, roi, scales, sizes=None):
    return F.interpolate(x, scale_factor=[float(s) for s in scales[2:].tolist()], mode="nearest")


def _split(attributes, count, x, sizes=None):
    axis = attributes.get("axis", 0)
    return x.split(_ints(sizes) if sizes is not None else -(-x.shape[axis] // count), axis)


def _blocks(to_depth):
    def run(attributes, x):
        r, (b, c, h, w) = attributes["blocksize"], x.shape
        if to_depth:
            return x.view(b, c, h // r, r, w // r, r).permute(0, 3, 5, 1, 2, 4).reshape(b, r * r * c, h // r, w // r)
        if attributes.get("mode", b"DCR") == b"CRD":
            return F.pixel_shuffle(x, r)
        return x.view(b, r, r, c // (r * r), h, w).permute(0, 3, 4, 1, 5, 2).reshape(b, c // (r * r), h * r, w * r)
    return run


def _dequantize(attributes, x, scale, zero=None):
    shape = [1] * x.dim()
    if scale.dim():
        shape[attributes.get("axis", 1)] = -1
    return (x.float() - (0 if zero is None else zero.float().reshape(shape))) * scale.reshape(shape)


def _gemm(attributes, a, b, c=None):
    a, b = a.t() if attributes.get("transA") else a, b.t() if attributes.get("transB") else b
    y = attributes.get("alpha", 1.0) * (a @ b)
    return y if c is None else y + attributes.get("beta", 1.0) * c


def _sum_norm(attributes, x, skip, scale, shift, bias):
    """ONNX Runtime's SkipLayerNormalization -> (normalised, two for training, the sum)."""
    total = x + skip + bias
    return F.layer_norm(total, scale.shape, scale, shift, attributes["epsilon"]), None, None, total


SPLITTERS = {"Split"}
OPERATORS = {
    "Add": _together(torch.add), "Sub": _together(torch.sub), "Mul": _together(torch.mul), "Pow": _together(torch.pow),
    "Div": _together(lambda a, b: a / b if a.is_floating_point() else torch.div(a, b, rounding_mode="trunc")),
    "Min": _together(torch.minimum), "Clip": lambda _, x, low, high: x.clamp(float(low), float(high)), "Equal": _together(torch.eq), "Less": _together(torch.lt), "Greater": _together(torch.gt),
    "MatMul": lambda _, a, b: a @ b, "Gemm": _gemm, "MultiHeadAttention": _attention, "SkipLayerNormalization": _sum_norm, "Conv": _conv, "Resize": _resize, "Pad": _pad, "Split": _split, "Slice": _slice,
    "Reshape": _reshape, "Unsqueeze": _unsqueeze, "Squeeze": _squeeze, "Gather": _gather, "DequantizeLinear": _dequantize,
    "Concat": lambda a, *x: torch.cat([v.to(x[0].device) for v in x], a["axis"]),
    "Tile": lambda _, x, times: x.repeat(*_ints(times)),
    "Transpose": lambda a, x: x.permute(*a["perm"]), "Flatten": lambda a, x: x.flatten(a.get("axis", 1)),
    "Shape": lambda _, x: torch.tensor(x.shape), "Cast": lambda a, x: x.to(TYPES[a["to"]]),
    "Constant": lambda a: torch.from_numpy(np.array(numpy_helper.to_array(a["value"]))),
    "Expand": lambda _, x, shape: x.expand(torch.broadcast_shapes(x.shape, tuple(_ints(shape)))),
    "Where": lambda _, c, a, b: torch.where(c, a, b.to(a.device)), "Not": lambda _, x: ~x, "Identity": lambda _, x: x,
    "Sigmoid": lambda _, x: x.sigmoid(), "Tanh": lambda _, x: x.tanh(), "Relu": lambda _, x: x.relu(), "Erf": lambda _, x: x.erf(),
    "Gelu": lambda a, x: F.gelu(x), "LeakyRelu": lambda a, x: F.leaky_relu(x, a.get("alpha", 0.01)), "Sqrt": lambda _, x: x.sqrt(),
    "Exp": lambda _, x: x.exp(), "Cos": lambda _, x: x.cos(), "Sin": lambda _, x: x.sin(), "Neg": lambda _, x: -x, "Abs": lambda _, x: x.abs(),
    "Reciprocal": lambda _, x: 1 / x, "Softmax": lambda a, x: x.softmax(a.get("axis", -1)),
    "ReduceMean": _reduce(torch.mean), "ReduceSum": _reduce(torch.sum), "SpaceToDepth": _blocks(True), "DepthToSpace": _blocks(False),
    "InstanceNormalization": lambda a, x, scale, bias: F.instance_norm(x, weight=scale, bias=bias, eps=a["epsilon"]),
    "SimplifiedLayerNormalization": lambda a, x, scale: x * torch.rsqrt(x.square().mean(-1, keepdim=True) + a["epsilon"]) * scale,
    "LayerNormalization": lambda a, x, scale, bias=None: F.layer_norm(x, scale.shape, scale, bias, a["epsilon"]),
    "BatchNormalization": lambda a, x, scale, bias, mean, variance: F.batch_norm(x, mean, variance, scale, bias, False, 0, a["epsilon"]),
    "MaxPool": _pool(F.max_pool2d, float("-inf")), "AveragePool": _pool(F.avg_pool2d, 0.0),
}
