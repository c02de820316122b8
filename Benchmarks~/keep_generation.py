"""keep_generation.py LIBRARY SM: zeroes the machine code of all other GPU generations in a CUDA library, so that it packs small."""
import struct
import sys

path, keep = sys.argv[1], int(sys.argv[2])
MAGIC = struct.pack("<I", 0xBA55ED50)  # of a fat binary


def entries(data: bytearray, at: int, end: int):
    """(generation, first byte, size) of each piece of machine code."""
    while at < end:
        header, size = struct.unpack_from("<IQ", data, at + 4)
        yield struct.unpack_from("<I", data, at + 0x1C)[0], at + header, size
        at += header + size


with open(path, "rb") as file:
    data = bytearray(file.read())
at = 0
while (at := data.find(MAGIC, at)) >= 0:
    header, size = struct.unpack_from("<HQ", data, at + 6)
    if at + header + size > len(data):
        at += len(MAGIC)
        continue
    pieces = list(entries(data, at + header, at + header + size))
    if any(generation == keep for generation, _, _ in pieces):
        for generation, first, length in pieces:
            if generation != keep:
                data[first:first + length] = bytes(length)
    at += header + size
with open(path, "wb") as file:
    file.write(data)
