#!/usr/bin/env python3
"""How well the text encoder's frozen features tell what prompts mean, on prompts/paraphrases.txt: python3 Training~/try_text_encoder.py

Share of lines whose first prompt is nearer, by the cosine of the summaries, to its paraphrase than to the third: where that one is
unrelated ("far"), and where it shares words but differs in colour, material, state or size. `retrieval`: the paraphrase is the
nearest of all lines' paraphrases.
"""
import sys
from pathlib import Path

import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).parent))

from scumble_training.trunk import Trunk, read  # noqa: E402
from scumble_training.words import Words  # noqa: E402


@torch.no_grad()
def main():
    lines = (Path(__file__).parent / "prompts" / "paraphrases.txt").read_text(encoding="utf-8").splitlines()
    rows = [[part.strip() for part in line.split("|")] for line in lines if line and line[0] != "#"]
    ids, trunk = Words().batch([prompt for row in rows for prompt in row[1:]]), Trunk(read())
    summaries = torch.cat([trunk(part)[:, 0] for part in ids.split(64)])
    first, same, other = F.normalize(summaries, dim=1).view(len(rows), 3, -1).unbind(1)
    right = (first * same).sum(1) > (first * other).sum(1)
    for kind in dict.fromkeys(row[0] for row in rows):
        of = torch.tensor([row[0] == kind for row in rows])
        print(f"{kind:10} {int(of.sum()):4}  {float(right[of].float().mean()):.0%}")
    retrieved = (first @ same.T).argmax(1) == torch.arange(len(rows))
    print(f"all        {len(rows):4}  {float(right.float().mean()):.0%}, retrieval {float(retrieved.float().mean()):.0%}")


if __name__ == "__main__":
    main()
