"""A CLIP vocabulary of the single bytes: it has the published ids of the bytes and marks, and merges nothing."""
import json

START, END = "<|startoftext|>", "<|endoftext|>"
START_ID, END_ID = 49406, 49407


def letters():
    """The printable characters that stand for the 256 bytes, in CLIP's order: those that are printable themselves come first."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) for byte in printable] + [chr(256 + i) for i in range(len(others))]


def write_tokenizer(folder, length):
    folder.mkdir(parents=True, exist_ok=True)
    tokens = letters() + [letter + "</w>" for letter in letters()]
    vocabulary = {**{token: i for i, token in enumerate(tokens)}, START: START_ID, END: END_ID}
    marks = {"bos_token": START, "eos_token": END, "unk_token": END, "pad_token": END}
    write = lambda name, text: (folder / name).write_text(text + "\n", encoding="utf-8")
    write("vocab.json", json.dumps(vocabulary, ensure_ascii=False))
    write("merges.txt", "#version: 0.2")
    write("tokenizer_config.json", json.dumps({**marks, "model_max_length": length, "tokenizer_class": "CLIPTokenizer"}))
