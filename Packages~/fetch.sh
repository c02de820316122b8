#!/usr/bin/env bash
# Fetches ONNX Runtime as Unity's users have it, from the npm registry, into Packages~/upm: C# bindings, the native core, and
# the CUDA provider, which must be of the core's version. --without-cuda leaves the provider out (430 MB become 260 MB).
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p upm
bindings=com.github.asus4.onnxruntime@0.4.9
core=onnxruntime-node@1.29.0
cuda=com.github.asus4.onnxruntime.linux-x64-gpu@0.4.9
[ "${1:-}" = --without-cuda ] && packages=("$bindings" "$core") || packages=("$bindings" "$core" "$cuda")
for package in "${packages[@]}"; do
    folder=upm/${package%@*}
    [ "$(cat "$folder/version" 2>/dev/null)" = "${package##*@}" ] && continue
    rm -rf "$folder" && mkdir "$folder"
    echo "fetching $package"
    archive=$(cd "$folder" && npm pack --silent "$package")
    case $package in
        "$bindings") tar xzf "$folder/$archive" -C "$folder" package/Runtime package/LICENSE ;;
        "$core") tar xzf "$folder/$archive" -C "$folder" package/bin/napi-v6/linux/x64/libonnxruntime.so.1 ;;
        *) tar xzf "$folder/$archive" -C "$folder" package/Plugins/Linux/x64 ;;
    esac
    rm "$folder/$archive"
    echo "${package##*@}" >"$folder/version"
done
