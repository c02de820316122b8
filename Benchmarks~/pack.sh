#!/usr/bin/env bash
# pack.sh OUT: packs what a GPU machine without a network needs to measure, in parts that each travel alone: OUT/part1, OUT/part2, ... Each holds the
# scripts and a slice of the rest: the runner with the .NET runtime, ONNX Runtime with its CUDA provider, the Vulkan loader, libglvnd, the embedded
# model.
# Run OUT/partN/Benchmarks~/run.sh there, one part after the other; it says what is still missing.
# SM=90 keeps only that generation's machine code of the provider. PART_MIB=58 is the most of a part. RUNTIME=Upm takes npm's ONNX Runtime, which has
# WebGPU too, instead of NuGet's.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1"
out=$(realpath "$1")
runtime=${RUNTIME:-Gpu}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ "$runtime" != Upm ] || Packages~/fetch.sh
dotnet publish Benchmarks~/Gpu -c Release -r linux-x64 --self-contained -p:ScumbleOnnxRuntime="$runtime" -o "$work/kit/app" -v quiet
provider=$work/kit/app/libonnxruntime_providers_cuda.so
[ -f "$provider" ] || { echo "the published program lacks $(basename "$provider")" >&2; exit 1; }
[ -z "${SM:-}" ] || python3 Benchmarks~/keep_generation.py "$provider" "$SM"
# What only debuggers read, and TensorRT's provider, which is not measured.
(cd "$work/kit/app" && rm -f ./*.pdb ./*.xml createdump libmscordaccore.so libmscordbi.so libcoreclrtraceptprovider.so libonnxruntime_providers_tensorrt.so)

# A machine that only computes may lack the loader, and libglvnd, without which NVIDIA's driver makes no instance; they are used where there are no others.
take() { # FOLDER LIBRARY PACKAGE
    local found
    found=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p | awk -v name="$2" '$1 == name && /x86-64/ && !n++ { print $NF }')
    [ -n "$found" ] || { echo "there is no $2 here to take along: install $3" >&2; exit 1; }
    mkdir -p "$work/kit/$1"
    cp -L "$found" "$work/kit/$1/$2"
}
take loader libvulkan.so.1 libvulkan1
take glvnd libGLdispatch.so.0 libglvnd0
take glvnd libEGL.so.1 libegl1
take glvnd libGLX.so.0 libglx0
take glvnd libGL.so.1 libgl1
take glvnd libOpenGL.so.0 libopengl0
cp -r Models~/scumble-tiny "$work/kit/model"

XZ_OPT='-6 -T0' tar cJf "$work/kit.tar.xz" -C "$work/kit" .
size=$(stat -c %s "$work/kit.tar.xz")
most=$((${PART_MIB:-58} << 20))
count=$(((size + most - 1) / most))
split --number="$count" --numeric-suffixes=1 --suffix-length=1 "$work/kit.tar.xz" "$work/slice."
sum=$(sha256sum <"$work/kit.tar.xz" | cut -d' ' -f1)
rm -rf "$out"/part*
for i in $(seq "$count"); do
    mkdir -p "$out/part$i"
    tar cf - --exclude=__pycache__ Benchmarks~/*.py Benchmarks~/*.sh Benchmarks~/sd15 Benchmarks~/measuring | tar xf - -C "$out/part$i"
    mv "$work/slice.$i" "$out/part$i/slice.$i"
    echo "$count $sum" >"$out/part$i/whole"
done
du -sm "$out"/part*
