"""Words to ids, as a BERT tokenizer does it (Devlin et al. 2018; Wu et al. 2016, section 4.1): lower case, no accents,
punctuation apart, the longest piece first, [CLS] ... [SEP] [PAD]. The package's tokenizer gives the same ids.
"""
import json
import unicodedata
from pathlib import Path

import torch

LENGTH = 40
PAD, UNK, CLS, SEP = range(4)
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
EMPTY = [CLS, SEP] + [PAD] * (LENGTH - 2)  # the ids of the empty prompt
FOLDER = Path(__file__).parent.parent / "words"
LONGEST = 100  # characters of a word; a longer one is unknown


def encode(text, ids, length):
    """-> length ids by a table of pieces; what does not fit is cut."""
    row = [CLS] + [i for word in split(text) for i in pieces(word, ids) or [UNK]][:length - 2] + [SEP]
    return row + [PAD] * (length - len(row))


class Words:
    """The vocabulary: one piece a line of pieces.txt, the line's number is its id; ids 0..3 are special."""

    def __init__(self, folder=FOLDER):
        self.vocabulary = (Path(folder) / "pieces.txt").read_text(encoding="utf-8").split()
        self.keep(len(self.vocabulary))

    def keep(self, count):
        """The first pieces only."""
        self.vocabulary = self.vocabulary[:count]
        self.ids = {piece: i for i, piece in enumerate(self.vocabulary)}

    def encode(self, text):
        """-> LENGTH ids; what does not fit is cut."""
        return encode(text, self.ids, LENGTH)

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
    """Words and punctuation marks, in lower case and without accents; symbols and white space only part them."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) not in ("Mn", "Cc"))
    words, inside = [], False
    for c in unicodedata.normalize("NFC", plain):
        kind = unicodedata.category(c)
        ideograph = "\u3400" <= c <= "\u4dbf" or "\u4e00" <= c <= "\u9fff"
        letter = not ideograph and (kind[0] == "L" or kind in ("Nd", "Pc"))
        if letter and inside:
            words[-1] += c
        elif letter or ideograph or kind[0] == "P":
            words.append(c)
        inside = letter
    return words


def pieces(word, ids):
    """The ids that spell a word, the longest piece first; None if a part of it has none."""
    out, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            found = ids.get(("##" if start else "") + word[start:end])
            if found is not None:
                break
        else:
            return None
        out.append(found)
        start = end
    return out if len(word) <= LONGEST else None
