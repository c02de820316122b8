#!/usr/bin/env python3
"""Writes ResNet-18 with weights of eight bits (11 MB), for `measure.py --imagenet`, from ML.NET's package (MIT).

    curl -LO https://www.nuget.org/api/v2/package/Microsoft.ML.DnnImageFeaturizer.ResNet18/0.23.1
    python3 Training~/make_imagenet.py 0.23.1 resnet18.onnx

For evaluation only; the file stays out of the repository.
"""
import argparse
import zipfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    with zipfile.ZipFile(arguments.package) as files:
        model = onnx.load_model_from_string(files.read(next(n for n in files.namelist() if n.endswith("ResNet18.onnx"))))
    graph, stored, nodes = model.graph, [], []
    used = {name for node in graph.node for name in node.input}
    for value in graph.initializer:
        array = numpy_helper.to_array(value)
        if value.name in used and array.ndim == 4:
            scale = np.abs(array).max((1, 2, 3), keepdims=True) / 127
            stored += [numpy_helper.from_array(np.rint(array / scale).astype(np.int8), value.name + "_8"), numpy_helper.from_array(scale, value.name + "_scale")]
            nodes += [helper.make_node("Cast", [value.name + "_8"], [value.name + "_32"], to=TensorProto.FLOAT),
                      helper.make_node("Mul", [value.name + "_32", value.name + "_scale"], [value.name])]
        elif value.name in used:
            stored.append(value)
    small = helper.make_graph(nodes + list(graph.node), graph.name, [graph.input[0]], list(graph.output), stored)
    onnx.save(helper.make_model(small, opset_imports=model.opset_import), str(arguments.out))
    print(round(arguments.out.stat().st_size / 1e6, 1), "MB")


if __name__ == "__main__":
    main()
