#!/usr/bin/env bash
# run.sh OUT: on the GPU machine, beside app.tar.xz as pack.sh made it. Makes the full-size models, measures Scumble and the peer, and prints one
# table; raw JSON lies in OUT. Needs the Vulkan loader, CUDA 13 and cuDNN 9 (PyTorch's packages bring both), Python with PyTorch and onnx.
# Some measures alone: ONLY="unet pipeline" run.sh OUT. PEER=0 leaves the peer out.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
out=$(realpath "$1")
work=${WORK:-/tmp/scumble-benchmarks}
app=${APP:-$work/app}
mkdir -p "$work"
if [ ! -d "$app" ]; then
    mkdir -p "$app"
    tar xJf "$here/../app.tar.xz" -C "$app"
fi
site=$(python3 -c 'import os, torch; print(os.path.dirname(os.path.dirname(torch.__file__)))')
export LD_LIBRARY_PATH=$app:$(find "$site/nvidia" -name '*.so*' -printf '%h\n' | sort -u | tr '\n' ':')${LD_LIBRARY_PATH:-}
[ -d "$work/models" ] || python3 "$here/make_models.py" --out "$work/models"
measure() {
    "$app/Scumble.Benchmarks" --models "$work/models" --material "$here/../Models~/scumble-tiny" "$@"
}
measure --out "$out/scumble.json" --only ${ONLY:-handover text decoders unet blocking pipeline profile agreement material service-calls service-times service-frames}
[ -n "${ONLY:-}" ] || measure --out "$out/scumble-webgpu.json" --provider webgpu --only material
[ "${PEER:-1}" = 0 ] || python3 "$here/peer.py" --out "$out/peer.json"
python3 "$here/table.py" "$out"/*.json | tee "$out/table.md"
