#!/usr/bin/env python3
"""Measures the peer: Stable Diffusion 1.5 in plain PyTorch, with the weights that make_models.py exports for the same seed.

    python3 Benchmarks~/peer.py --out peer.json                              # on a GPU: everything, some minutes
    python3 Benchmarks~/peer.py --out peer.json --only 'unet-*' --only '*/compile+graph'
    python3 Benchmarks~/peer.py --out peer.json --device cpu --width tiny --size 64 --runs 3
"""
import argparse
import fnmatch
import sys
import time
import traceback

import torch

from measuring.clock import captured, milliseconds
from measuring.loop import Loop
from measuring.report import Report
from sd15.build import NETWORKS, WIDTHS, build

EAGER, GRAPH, COMPILED = "eager", "eager+graph", "compile+graph"
LENGTH, START, END = 77, 49406, 49407


class Peer:
    """The networks on the device, each made when it is first needed, in the faster of the two memory layouts."""

    def __init__(self, options):
        self.device, self.width, self.seed, self.size, self.mode = options.device, options.width, options.seed, options.size, options.compile
        self.dtype = torch.float16 if options.device == "cuda" else torch.float32
        self.layouts, self.compile_seconds = {}, {}
        self._eager, self._compiled = {}, {}
        ids = [START, *range(320, 330), *[END] * (LENGTH - 11)]
        self.ids = torch.tensor([ids], device=self.device)

    def inputs(self, name, batch=1):
        latent = torch.randn(batch, 4, self.size // 8, self.size // 8, device=self.device, dtype=self.dtype)
        if name == "text_encoder":
            return (self.ids,)
        if name == "unet":
            states = torch.randn(batch, LENGTH, WIDTHS[self.width]["unet"]["context"], device=self.device, dtype=self.dtype)
            return latent, torch.full((batch,), 499, device=self.device), states
        return (latent,)

    def eager(self, name):
        if name not in self._eager:
            self._eager[name] = self._with_layout(name, build(name, self.width, self.seed).to(self.device, self.dtype))
        return self._eager[name]

    def compiled(self, name, batch=1):
        """Compiles for this batch, too, if it is new."""
        network = self._compiled.setdefault(name, torch.compile(self.eager(name), mode=self.mode, dynamic=False))
        if (key := f"{name} batch {batch}") not in self.compile_seconds:
            start = time.perf_counter()
            with torch.no_grad():
                network(*self.inputs(name, batch))
            self.compile_seconds[key] = round(time.perf_counter() - start, 1)
        return network

    def _with_layout(self, name, network):
        if self.device != "cuda" or name == "text_encoder":
            return network
        medians = {}
        for layout in (torch.contiguous_format, torch.channels_last):
            network, inputs = network.to(memory_format=layout), self.inputs(name)
            medians[layout] = sorted(milliseconds(captured(lambda: network(*inputs)), self.device, 9))[4]
        best = min(medians, key=medians.get)
        self.layouts[name] = {str(layout).removeprefix("torch."): round(median, 3) for layout, median in medians.items()}
        return network.to(memory_format=best)


def measures(peer):
    """By name: a function from a variant to the call that is timed."""
    pixels, latents = peer.size, peer.size // 8
    network = lambda name, batch=1: lambda variant: forward(peer, name, batch, variant)
    loop = lambda decoder, steps: lambda variant: picture(peer, decoder, steps, variant)
    return {
        f"unet-{latents}-batch1": network("unet"),
        f"unet-{latents}-batch2": network("unet", 2),
        f"tiny-decoder-{pixels}": network("tiny_decoder"),
        f"kl-decoder-{pixels}": network("kl_decoder"),
        "text-encoder-77": network("text_encoder"),
        f"image-{pixels}-1step-tiny": loop("tiny_decoder", 1),
        f"image-{pixels}-1step-kl": loop("kl_decoder", 1),
        f"image-{pixels}-4steps-tiny": loop("tiny_decoder", 4),
        f"image-{pixels}-4steps-kl": loop("kl_decoder", 4),
    }


def forward(peer, name, batch, variant):
    network = peer.compiled(name, batch) if variant == COMPILED else peer.eager(name)
    inputs = peer.inputs(name, batch)
    call = lambda: network(*inputs)
    return call if variant == EAGER else captured(call)


def picture(peer, decoder, steps, variant):
    is_compiled = variant == COMPILED
    networks = {name: peer.compiled(name) if is_compiled else peer.eager(name) for name in ("text_encoder", "unet", decoder)}
    make = (lambda function: torch.compile(function, dynamic=False)) if is_compiled else (lambda function: function)
    call = Loop(networks, decoder, peer.ids, steps, peer.size, peer.dtype, make)
    return call if variant == EAGER else captured(call)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, help="the JSON file")
    parser.add_argument("--only", action="append", help="measure, or measure/variant, with * and ?; repeatable; everything by default")
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--compile", default="default", help="torch.compile's mode: default, or max-autotune-no-cudagraphs, which takes minutes")
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--width", choices=list(WIDTHS), default="full")
    parser.add_argument("--size", type=int, default=512, help="edge of the picture in pixels")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.backends.cudnn.benchmark = True
    peer = Peer(options)
    settings = {"width": options.width, "dtype": str(peer.dtype).removeprefix("torch."), "seed": options.seed, "compile": options.compile,
                "layout_ms": peer.layouts, "compile_seconds": peer.compile_seconds}
    report = Report(options.out, options.device, settings)
    is_wanted = lambda name, variant: not options.only or any(
        fnmatch.fnmatch(name, pattern) or fnmatch.fnmatch(f"{name}/{variant}", pattern) for pattern in options.only)
    failures = 0
    for variant in (EAGER, GRAPH, COMPILED) if options.device == "cuda" else (EAGER,):
        for name, prepare in measures(peer).items():
            if not is_wanted(name, variant):
                continue
            try:
                report.add(name, variant, milliseconds(prepare(variant), options.device, options.runs))
            except Exception as error:  # the others are still worth measuring
                traceback.print_exc()
                report.fail(name, variant, error)
                failures += 1
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
