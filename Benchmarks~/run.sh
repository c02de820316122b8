#!/usr/bin/env bash
# run.sh OUT: on the GPU machine, in a part that pack.sh made. Keeps the part's slice; once all are there, unpacks them and measures, the most wanted
# first, each measure in a process of its own. OUT/scumble.json holds what was measured so far, OUT/log.txt what was said, OUT/table.md a table.
# Needs CUDA 13 and cuDNN 9 (PyTorch's packages bring both), Python with PyTorch and onnx.
#   MINUTES=9             ends in time, in whole minutes: a measure that has no time left is left out, and named
#   ONLY="unet material"  these measures alone
#   STRENGTH=0.25         how far frames of the live view leave what they start from, instead of 0.5
#   PEER=1                PyTorch's times too
#   PROVIDER=cpu          tries it all without a GPU, with narrow full-size models
set -uo pipefail
[[ ${MINUTES:-9} =~ ^[1-9][0-9]{0,4}$ ]] || { echo "MINUTES='$MINUTES': a whole number of minutes from 1 to 99999 is expected, such as MINUTES=9. Nothing was run." >&2; exit 2; }
export PATH=$PATH:/usr/sbin:/sbin
here=$(cd "$(dirname "$0")" && pwd)
start=$SECONDS
mkdir -p "$1"
out=$(realpath "$1")
work=${WORK:-/tmp/scumble-benchmarks}
provider=${PROVIDER:-cuda}
mkdir -p "$work/slices"
left() { echo $((${MINUTES:-9} * 60 - (SECONDS - start))); }
say() { echo "[$((SECONDS - start)) s] $*" | tee -a "$out/log.txt"; }

# The kit
part=$here/..
read -r count sum <"$part/whole"
[ "$(cat "$work/slices/whole" 2>/dev/null)" = "$count $sum" ] || rm -rf "$work"/slices/* "$work/kit"
cp "$part/whole" "$part"/slice.* "$work/slices/"
missing=""
for i in $(seq "$count"); do [ -f "$work/slices/slice.$i" ] || missing="$missing part$i"; done
if [ -z "$missing" ] && [ ! -d "$work/kit" ]; then
    cat $(seq -f "$work/slices/slice.%.0f" "$count") >"$work/kit.tar.xz"
    [ "$(sha256sum <"$work/kit.tar.xz" | cut -d' ' -f1)" = "$sum" ] || { say "the slices do not make the packed kit: run every part again"; exit 1; }
    rm -rf "$work/unpacking"
    mkdir -p "$work/unpacking"
    tar xJf "$work/kit.tar.xz" -C "$work/unpacking" && mv "$work/unpacking" "$work/kit" || exit 1
    rm "$work/kit.tar.xz"
    say "unpacked"
fi

# The most wanted first
measures=${ONLY:-unet pipeline material service-frames service-calls service-times scene-extraction service-endurance live concept batch service-batch agreement decoders text handover blocking profile}

# Full-size models with random weights, where a measure runs them
full_size="unet pipeline concept decoders text blocking profile memory-free memory-within-budget"
needs_models() {
    local name
    for name in $measures; do [[ " $full_size " != *" $name "* ]] || return 0; done
    return 1
}
if [ ! -d "$work/models" ] && needs_models; then
    width=full
    [ "$provider" = cuda ] || width=tiny
    rm -rf "$work/models-made"
    if python3 "$here/make_models.py" --out "$work/models-made" --control --width "$width" $([ "$provider" = cuda ] || echo --dtype float32) 2>&1 | tee -a "$out/log.txt"; then
        mv "$work/models-made" "$work/models"
        say "models made"
    fi
fi
if [ -n "$missing" ]; then
    say "kept; run$missing next"
    exit 0
fi

# Libraries: CUDA's from Python's packages; the loader and libglvnd only where there is none
site=$(python3 -c 'import os, torch; print(os.path.dirname(os.path.dirname(torch.__file__)))' 2>/dev/null)
export LD_LIBRARY_PATH=$work/kit/app:$(find "${site:-/nowhere}/nvidia" -name '*.so*' -printf '%h\n' 2>/dev/null | sort -u | tr '\n' ':')${LD_LIBRARY_PATH:-}
has() { [[ "$(ldconfig -p)" == *"$1 "* ]]; }
has libvulkan.so.1 || export LD_LIBRARY_PATH=$LD_LIBRARY_PATH:$work/kit/loader
if ! has libGLdispatch.so.0 || ! has libEGL.so.1; then export LD_LIBRARY_PATH=$LD_LIBRARY_PATH:$work/kit/glvnd; fi
driver=/usr/local/nvidia/share/vulkan/icd.d/nvidia_icd.json
if [ "$provider" = cuda ] && [ -f "$driver" ] && ! compgen -G '/usr/share/vulkan/icd.d/nvidia*' >/dev/null && ! compgen -G '/etc/vulkan/icd.d/nvidia*' >/dev/null; then
    export VK_DRIVER_FILES=$driver
fi
if command -v nvidia-smi >/dev/null; then
    nvidia-smi --query-gpu=name,driver_version --format=csv | tee -a "$out/log.txt"
    nvidia-smi --query-gpu=timestamp,memory.used,utilization.gpu,clocks.sm --format=csv --loop=1 >"$out/gpu.csv" 2>&1 &
    watcher=$!
    trap 'kill $watcher' EXIT
fi

for name in $measures; do
    if [ "$(left)" -lt 15 ]; then
        say "$name: no time left"
        continue
    fi
    timeout -k 5 "$(left)" "$work/kit/app/Scumble.Benchmarks" --models "$work/models" --material "$work/kit/model" --provider "$provider" --seconds "$(left)" \
        --pictures "$out" --out "$out/scumble.json" --append ${STRENGTH:+--strength "$STRENGTH"} --only "$name" 2>&1 | tee -a "$out/log.txt"
    [ "${PIPESTATUS[0]}" -eq 0 ] || say "$name: ended with ${PIPESTATUS[0]}"
done
if [ "${PEER:-0}" = 1 ]; then timeout -k 5 "$(left)" python3 "$here/peer.py" --out "$out/peer.json" 2>&1 | tee -a "$out/log.txt"; fi
python3 "$here/table.py" $(ls "$out"/scumble.json "$out"/peer.json 2>/dev/null) >"$out/table.md"
say "done"
