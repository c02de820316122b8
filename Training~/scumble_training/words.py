"""Words to ids, as a BERT tokenizer with whole-word pieces does it: lower case, punctuation apart, [CLS] ... [SEP] [PAD]."""
import json
import re
from pathlib import Path

import numpy as np
import torch

LENGTH = 32
PAD, UNK, CLS, SEP = range(4)
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
FOLDER = Path(__file__).parent.parent / "words"


class Words:
    """The vocabulary and its vectors: ids 0..3 are special, id 4 + i is row i of the vectors."""

    def __init__(self, folder=FOLDER):
        lines = (Path(folder) / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self.vocabulary = [line for line in lines if line]
        self.ids = {word: i for i, word in enumerate(self.vocabulary)}
        self.vectors = torch.from_numpy(np.load(Path(folder) / "vectors.npy").astype(np.float32))

    def encode(self, text):
        """-> LENGTH ids; what does not fit is cut."""
        ids = [self.ids.get(word, UNK) for word in split(text)][:LENGTH - 2]
        ids = [CLS] + ids + [SEP]
        return ids + [PAD] * (LENGTH - len(ids))

    def batch(self, texts):
        return torch.tensor([self.encode(text) for text in texts], dtype=torch.long)

    def save_tokenizer(self, folder):
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "vocab.txt").write_text("\n".join(self.vocabulary) + "\n", encoding="utf-8")
        config = {"tokenizer_class": "BertTokenizer", "do_lower_case": True, "model_max_length": LENGTH,
                  "pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
        (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")


def split(text):
    return re.findall(r"[a-z0-9]+|[^a-z0-9\s]", text.lower())
