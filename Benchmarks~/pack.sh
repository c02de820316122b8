#!/usr/bin/env bash
# pack.sh OUT: packs what a GPU machine without a network needs to measure: the runner with the .NET runtime, ONNX Runtime's core and CUDA
# provider, the embedded model, and the Python beside this file. SM=90 keeps only that generation's machine code of the provider (50 MB
# instead of 180 MB). Run OUT/Benchmarks~/run.sh there.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
out=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
Packages~/fetch.sh
dotnet publish Benchmarks~/Gpu -c Release -r linux-x64 --self-contained -p:ScumbleOnnxRuntime=Upm -o "$work/app" -v quiet
if [ -n "${SM:-}" ]; then
    python3 Benchmarks~/keep_generation.py "$work/app/libonnxruntime_providers_cuda.so" "$SM"
fi
rm -f "$work"/app/*.pdb
XZ_OPT='-6 -T0' tar cJf "$out/app.tar.xz" -C "$work/app" .
tar cf - Benchmarks~/*.py Benchmarks~/*.sh Benchmarks~/sd15 Benchmarks~/measuring Models~/scumble-tiny | tar xf - -C "$out"
du -sh "$out"
