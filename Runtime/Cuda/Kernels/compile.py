"""Compiles tensor_ops.cu to tensor_ops.ptx with NVIDIA's NVRTC, on a machine that has it; the driver makes machine code of it.

The first line of the result holds the hash of the source, by which a test sees that it is current.
"""
import ctypes
import glob
import hashlib
import os
import re
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
OPTIONS = [b"--gpu-architecture=compute_75", b"--fmad=false", b"--std=c++17"]
# What these kernels need; newer compilers write their own version, which older drivers refuse.
PTX_VERSION = ".version 7.0"


def library() -> ctypes.CDLL:
    places = [path for root in sys.path for path in glob.glob(os.path.join(root, "nvidia", "*", "lib", "libnvrtc.so.*"))]
    return ctypes.CDLL(next((path for path in places if "builtins" not in path), "libnvrtc.so"))


def compile_source(source: bytes) -> str:
    nvrtc, program, size = library(), ctypes.c_void_p(), ctypes.c_size_t()
    assert nvrtc.nvrtcCreateProgram(ctypes.byref(program), source, b"tensor_ops.cu", 0, None, None) == 0
    failed = nvrtc.nvrtcCompileProgram(program, len(OPTIONS), (ctypes.c_char_p * len(OPTIONS))(*OPTIONS))
    if failed:
        nvrtc.nvrtcGetProgramLogSize(program, ctypes.byref(size))
        log = ctypes.create_string_buffer(size.value)
        nvrtc.nvrtcGetProgramLog(program, log)
        sys.exit(log.value.decode())
    assert nvrtc.nvrtcGetPTXSize(program, ctypes.byref(size)) == 0
    ptx = ctypes.create_string_buffer(size.value)
    assert nvrtc.nvrtcGetPTX(program, ptx) == 0
    return re.sub(r"^\.version .*$", PTX_VERSION, ptx.value.decode(), flags=re.MULTILINE)


def main() -> None:
    with open(os.path.join(FOLDER, "tensor_ops.cu"), "rb") as file:
        source = file.read()
    target = sys.argv[1] if len(sys.argv) > 1 else os.path.join(FOLDER, "tensor_ops.ptx")
    with open(target, "w", encoding="ascii", newline="\n") as file:
        file.write(f"// sha256 of tensor_ops.cu: {hashlib.sha256(source).hexdigest()}\n{compile_source(source)}")


main()
