#!/usr/bin/env python3
"""Writes Stable Diffusion 1.5 with random weights as ONNX model folders, for measurements: time does not depend on the weights.

    python3 Benchmarks~/make_models.py --out DIR          # DIR/sd15-kl and DIR/sd15-tiny, 2.1 GB together in float16
    python3 Benchmarks~/make_models.py --out DIR --control  # and DIR/sd15-control, with ControlNets for depth and edges, 2.4 GB more
"""
import argparse
import time
import warnings

from sd15.build import WIDTHS
from sd15.folder import write_control, write_folders


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, help="where the two folders go; they must not be there")
    parser.add_argument("--dtype", choices=("float16", "float32"), default="float16")
    parser.add_argument("--width", choices=list(WIDTHS), default="full", help="tiny: the same operators, to try it on a CPU")
    parser.add_argument("--control", action="store_true", help="a third folder, with ControlNets")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    warnings.filterwarnings("ignore", module="torch")  # of tracing and of the exporter's age
    start = time.perf_counter()
    write_folders(options.out, options.width, options.seed, options.dtype == "float16")
    if options.control:
        write_control(options.out, options.width, options.seed, options.dtype == "float16")
    print(f"wrote {options.out}/sd15-kl and {options.out}/sd15-tiny in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
