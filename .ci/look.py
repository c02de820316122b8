"""Looks at a screenshot (PNG, RGB, 8 bits): the middle must show a textured object, the border a plain background; with a second argument, all of it textures."""
import struct
import sys
import zlib


def paeth(left, above, corner):
    return min((left, above, corner), key=lambda value: abs(left + above - corner - value))


def rows(path):
    data = open(path, "rb").read()
    width, height = struct.unpack(">II", data[16:24])
    packed, at = b"", 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        packed += data[at + 8:at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    raw, above = zlib.decompress(packed), bytearray(3 * width)
    for start in range(0, height * (3 * width + 1), 3 * width + 1):
        row = bytearray(raw[start + 1:start + 1 + 3 * width])
        for i in range(3 * width):
            left, corner = (row[i - 3], above[i - 3]) if i >= 3 else (0, 0)
            row[i] = row[i] + (0, left, above[i], (left + above[i]) // 2, paeth(left, above[i], corner))[raw[start]] & 255
        above = row
        yield [bytes(row[i:i + 3]) for i in range(0, 3 * width, 3)]


def look(path, is_everywhere):
    picture = list(rows(path))
    height, width = len(picture), len(picture[0])
    middle = {pixel for row in picture[height * 2 // 5:height * 3 // 5] for pixel in row[width * 2 // 5:width * 3 // 5]}
    border = {pixel for row in picture for pixel in (row[0], row[-1])}
    print(f"{path}: {width}x{height}, {len(middle)} colours in the middle, {len(border)} at the border")
    if is_everywhere:
        uneven = sum(max(abs(a - b) for a, b in zip(one, next)) > 3 for row in picture[:height // 2] for one, next in zip(row, row[1:])) / (width * height // 2)
        print(f"{100 * uneven:.1f} % of neighbours differ")
        sys.exit(None if uneven > 0.06 else "the screenshot shows plain colours, not textures")
    if len(middle) < 1500 or len(border) > 100 or not middle - border:
        sys.exit("the screenshot does not show an object before a background")


if __name__ == "__main__":
    look(sys.argv[1], len(sys.argv) > 2)
