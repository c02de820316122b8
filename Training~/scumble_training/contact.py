"""The contact sheets of a model: what the 48 prompts give, nothing picked out."""
from . import pictures

EACH, COLUMNS, SIDE, CROP = 24, 4, 192, 256


def draw(x, prompts, stem):
    """Writes STEM-prompts-1.png... (base colour and lit, reduced) and STEM-grain-1.png... (base colour at its own scale)."""
    stem.parent.mkdir(parents=True, exist_ok=True)
    for n, first in enumerate(range(0, len(prompts), EACH), 1):
        part, texts = x[first:first + EACH], prompts[first:first + EACH]
        pictures.material_sheet(part, texts, COLUMNS, SIDE).save(f"{stem}-prompts-{n}.png")
        crops = [pictures.picture((p[:3, :CROP, :CROP] + 1) / 2) for p in part]
        pictures.grid(crops, texts, 6, CROP, 14).save(f"{stem}-grain-{n}.png")
