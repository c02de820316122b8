#!/usr/bin/env bash
# Compiles every shader of this folder into OUT (default: Compiled, which is what the program embeds).
set -euo pipefail
cd "$(dirname "$0")"
out=${1:-Compiled}
mkdir -p "$out"
for source in *.vert *.frag; do
    glslangValidator --quiet -V --target-env vulkan1.2 -g0 -o "$out/$source.spv" "$source"
done
