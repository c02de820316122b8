#!/usr/bin/env python3
"""Packs photographed materials with known licences into photos.zip: colour and, where measured, height, roughness and
metallic at 256x256; colour alone at 128x128. Only CC0 and public-domain entries are taken.

    python3 Training~/make_photos.py TEXDATA_FOLDER
    python3 Training~/make_photos.py TEXDATA_FOLDER --size 512 --out photos-512.zip      (for `train.py --photos`: larger, and not kept here)

TEXDATA_FOLDER holds materials/index.jsonl, materials/ID/{color,height,roughness,metal}.jpg and lowres128/index.jsonl.
"""
import argparse
import io
import json
import zipfile
from pathlib import Path

from PIL import Image

FREE = {"CC0-1.0", "Public domain"}


def jpeg(path, size, mode):
    image, data = Image.open(path).convert(mode), io.BytesIO()
    image.resize((size, size), Image.LANCZOS).save(data, "JPEG", quality=86, subsampling=0)
    return data.getvalue()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texdata", type=Path)
    parser.add_argument("--size", type=int, default=256)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "photos" / "photos.zip")
    arguments = parser.parse_args()
    root, out, entries = arguments.texdata, arguments.out, []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for set_name, size in (("materials", arguments.size), ("lowres128", 128)):
            for line in (root / set_name / "index.jsonl").read_text(encoding="utf-8").splitlines():
                entry = json.loads(line)
                if entry["license"] not in FREE:
                    continue
                folder = root / set_name / entry["id"] if set_name == "materials" else None
                source = folder / "color.jpg" if folder else root / set_name / entry["file"]
                archive.writestr(f"{entry['id']}.color.jpg", jpeg(source, size, "RGB"))
                for part in ("height", "roughness", "metal"):
                    if folder and (folder / f"{part}.jpg").exists():
                        archive.writestr(f"{entry['id']}.{part}.jpg", jpeg(folder / f"{part}.jpg", size, "L"))
                kept = {k: entry[k] for k in ("id", "family", "caption", "license", "source", "path", "split", "variant_group")}
                entries.append({**kept, "tileable": entry.get("tileable", "yes"), "size": size})
        archive.writestr("index.jsonl", "".join(json.dumps(e) + "\n" for e in entries))
    print(len(entries), "entries,", round(out.stat().st_size / 1e6, 1), "MB")


if __name__ == "__main__":
    main()
