#!/usr/bin/env bash
# Compiles every kernel of this folder into OUT (default: Compiled, which is what the assembly embeds).
# A kernel whose first lines say "// variants: f32 f64" becomes NAME.f32.spv and NAME.f64.spv, else NAME.spv.
set -euo pipefail
cd "$(dirname "$0")"
out=${1:-Compiled}

defines() {
    case $1 in
        f32) echo "-DREAL=float -DREAL_BITS=32" ;;
        f64) echo "-DREAL=double -DREAL_BITS=64" ;;
        f??_f??) echo "-DSOURCE_BITS=${1:1:2} -DTARGET_BITS=${1:5:2}" ;;
        rgba8) echo "-DTEXEL=rgba8 -DTEXEL_BITS=8" ;;
        rgba16f) echo "-DTEXEL=rgba16f -DTEXEL_BITS=16" ;;
        "") ;;
        *) echo "there is no variant $1" >&2; return 1 ;;
    esac
}

compile() {
    local source=$1 variant=$2 flags
    flags=$(defines "$variant")
    # shellcheck disable=SC2086
    glslangValidator --quiet -V --target-env vulkan1.2 -g0 $flags -o "$out/${source%.comp}${variant:+.$variant}.spv" "$source"
}

mkdir -p "$out"
for source in *.comp; do
    variants=$(sed -n 's|^// variants: ||p' "$source")
    if [ -z "$variants" ]; then compile "$source" ""; fi
    for variant in $variants; do compile "$source" "$variant"; done
done
