#!/usr/bin/env python3
"""A blind judgement: numbered sheets without prompts, for eyes that know nothing of the model, and the table of what they answer.

    python3 Training~/blind.py generate MODEL_FOLDER prompts.txt FOLDER [--size 512]      (or FOLDER/01.png... by `scumble generate`)
    python3 Training~/blind.py sheets prompts.txt new=FOLDER old=OTHER:12 --out SHEETS    (all of one set, 12 of another among them)
    python3 Training~/blind.py score SHEETS/key.json answers.txt [--wrong 3,17]

FOLDER/NN.png belongs to line NN of the prompts. A sheet shows each picture at its own size beside a tiling of two by two. The judge
answers one line a picture, `NUMBER; what it shows; GRADE 1 to 5; faults`, and sees neither key.json nor the prompts. `score` prints
the answers beside the prompts: whoever reads them says which guesses name another material (--wrong), and gets the table.
"""
import argparse
import json
import random
import sys
from collections import Counter
from pathlib import Path

from PIL import Image, ImageDraw

GAP, LABEL, EDGE, AREA = 8, 28, 1568, 1_150_000   # pixels: between pictures, above each; a sheet at most, so that viewers do not reduce it


def lines(path):
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def generate(arguments):
    sys.path.insert(0, str(Path(__file__).parent))
    import torch
    from scumble_training import pictures
    from scumble_training.folder_model import FolderModel
    model = FolderModel(arguments.model, "cuda" if torch.cuda.is_available() else "cpu", arguments.steps, arguments.guidance)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for n, prompt in enumerate(lines(arguments.prompts), 1):
        x = model.generate([prompt], arguments.size or model.size, arguments.seed)
        pictures.picture((x[0, :3] + 1) / 2).save(arguments.folder / f"{n:02d}.png")


def cell(number, path):
    """The picture at its own size, its tiling beside it at the size of 512, or twice the picture's where that is less."""
    image = Image.open(path).convert("RGB")
    edge = min(2 * image.width, 512)
    tiling = Image.new("RGB", (2 * image.width, 2 * image.height))
    for place in ((0, 0), (1, 0), (0, 1), (1, 1)):
        tiling.paste(image, (place[0] * image.width, place[1] * image.height))
    out = Image.new("RGB", (image.width + GAP + edge, LABEL + max(image.height, edge)), "white")
    label = Image.new("L", (8 * len(str(number)), 11), 255)
    ImageDraw.Draw(label).text((0, 0), str(number), fill=0)
    out.paste(label.resize((2 * label.width, 2 * label.height)), (0, 2))
    out.paste(image, (0, LABEL))
    out.paste(tiling.resize((edge, edge), Image.LANCZOS) if tiling.width != edge else tiling, (image.width + GAP, LABEL))
    return out


def sheets(arguments):
    chosen, order, prompts = [], random.Random(arguments.seed), lines(arguments.prompts)
    for given in arguments.sets:
        name, _, where = given.partition("=")
        folder, _, count = where.partition(":")
        files = [(int(path.stem), path) for path in sorted(Path(folder).glob("[0-9]*.png")) if path.stem.isdigit()]
        files = order.sample(files, min(int(count), len(files))) if count else files
        chosen += [{"set": name, "prompt": prompts[n - 1], "file": str(path)} for n, path in files]
    order.shuffle(chosen)
    arguments.out.mkdir(parents=True, exist_ok=True)
    cells = [cell(n, entry["file"]) for n, entry in enumerate(chosen, 1)]
    width, height = max(c.width for c in cells) + GAP, max(c.height for c in cells) + GAP
    columns = max(1, EDGE // width)
    rows = max(1, min(EDGE // height, AREA // (columns * width * height)))
    for k, first in enumerate(range(0, len(cells), columns * rows), 1):
        sheet = Image.new("RGB", (columns * width, rows * height), "white")
        for i, image in enumerate(cells[first:first + columns * rows]):
            sheet.paste(image, (i % columns * width, i // columns * height))
        sheet.save(arguments.out / f"sheet-{k:02d}.png")
    (arguments.out / "key.json").write_text(json.dumps({str(n): entry for n, entry in enumerate(chosen, 1)}, indent=1) + "\n", encoding="utf-8")


def score(arguments):
    key, wrong, graded = json.loads(arguments.key.read_text(encoding="utf-8")), set(arguments.wrong.split(",")), {}
    print("| | set | prompt | guess | grade | faults |\n|---|---|---|---|---|---|")
    for line in lines(arguments.answers):
        number, guess, grade, *faults = (part.strip() for part in line.split(";"))
        entry = key[number]
        graded.setdefault(entry["set"], []).append((float(grade), number not in wrong))
        print(f"| {number} | {entry['set']} | {entry['prompt']} | {guess}{' (wrong)' if number in wrong else ''} | {grade} | {'; '.join(faults)} |")
    print("\n| set | pictures | mean grade | below 3 | grades | named right |\n|---|---|---|---|---|---|")
    for name, answers in sorted(graded.items()):
        grades = [grade for grade, _ in answers]
        counts = ", ".join(f"{n} x {grade:g}" for grade, n in sorted(Counter(grades).items()))
        print(f"| {name} | {len(answers)} | {sum(grades) / len(grades):.2f} | {sum(g < 3 for g in grades)} | {counts} | "
              f"{sum(right for _, right in answers) / len(answers):.0%} |")
    missing = sorted(set(key) - {line.split(";")[0].strip() for line in lines(arguments.answers)}, key=int)
    if missing:
        print("\nnot answered:", ", ".join(missing))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("generate")
    one.add_argument("model", type=Path)
    one.add_argument("prompts", type=Path)
    one.add_argument("folder", type=Path)
    one.add_argument("--size", type=int)
    one.add_argument("--steps", type=int)
    one.add_argument("--guidance", type=float)
    one.add_argument("--seed", type=int, default=11)
    one.set_defaults(run=generate)
    two = commands.add_parser("sheets")
    two.add_argument("prompts", type=Path)
    two.add_argument("sets", nargs="+", help="NAME=FOLDER or NAME=FOLDER:COUNT")
    two.add_argument("--out", type=Path, required=True)
    two.add_argument("--seed", type=int, default=1)
    two.set_defaults(run=sheets)
    three = commands.add_parser("score")
    three.add_argument("key", type=Path)
    three.add_argument("answers", type=Path)
    three.add_argument("--wrong", default="", help="numbers whose guess names another material")
    three.set_defaults(run=score)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
