"""Figures and sheets of a run on its way, within half a minute: what it rebuilds, what it generates. `measure.py` says the rest."""
import torch

from . import colours, pictures, spectra
from .figures import decibels
from .pool import to_float, to_uint8
from .sample import TEACHER, decode, options_of, sample
from .train_autoencoder import encode
from .views import half

PROMPTS = (
    "mossy cobblestone, wet", "old red brick wall with white mortar", "rusty metal under peeling green paint", "dark oak wood planks",
    "herringbone parquet floor", "white marble with gold veins", "brown leather", "cracked dry mud", "desert sand with ripples",
    "lush green grass", "autumn leaves on soil", "rough tree bark", "glowing lava with dark crust", "grey concrete, stained",
    "turquoise ceramic tiles", "black and white hexagon tiles", "terracotta roof tiles", "steel diamond plate", "blue denim",
    "red knitted wool", "granite, polished", "stone wall covered in ivy", "purple velvet", "woven wicker basket")


def coupling(model, decoder, device, words, chosen=TEACHER, seeds=4):
    """Mean correlation of 24 x 24 luminance between pictures of different prompts under one seed."""
    total = []
    for seed in range(seeds):
        z = sample(model, words.batch(PROMPTS[::2]), device, seed=seed, same=True, **chosen)
        total.append(spectra.coupling(decode(z, decoder, device, 4)))
    return sum(total) / seeds


@torch.no_grad()
def rebuilt(encoder, decoder, real, photos, device, out, name):
    """real: uint8 tiles at full size; photos at half."""
    figures = {}
    sets = {"large": to_float(real), "small": half(to_float(real)), "photographs": to_float(photos)}
    for key, x in sets.items():
        x = x.to(device)
        y = decode(encode(to_uint8((x + 1) / 2), encoder, device, 8), decoder, device, 8)
        figures[key] = {"base_color_db": decibels(y[:, :3], x[:, :3]), "height_db": decibels(y[:, 3:4], x[:, 3:4]), "octaves_db": spectra.octaves_db(y, x)}
        if key == "large":
            crop = torch.cat([v[None, :, :256, :256] for pair in list(zip(x, y))[:8] for v in pair])
            pictures.material_sheet(crop, ["original, full scale", "rebuilt"] * 8, 4, 192).save(out / f"{name}-rebuilt.png")
    return figures


@torch.no_grad()
def generated(model, decoder, words, heldout, device, out, name, side):
    """Figures, and the sheets of the prompts whole and of their first corner at full scale."""
    chosen = options_of(model)
    options = {**chosen, "shape": (side, side)}
    small = {**chosen, "shape": (side // 2, side // 2)}
    worded = decode(sample(model, words.batch(colours.PROMPTS), device, seed=5, **small), decoder, device)
    figures = {"colours": colours.obeyed(worded)["all"], "coupling": coupling(model, decoder, device, words, chosen)}
    made = lambda prompts, seed: decode(sample(model, words.batch(prompts), device, seed=seed, **options), decoder, device, 8)
    x = made(PROMPTS, 1)
    pictures.material_sheet(x, PROMPTS, 4, 200).save(out / f"{name}-prompts.png")
    pictures.grid([pictures.picture((v[:3, :256, :256] + 1) / 2) for v in x[:12]], PROMPTS, 4, 256, 14).save(out / f"{name}-crops.png")
    captioned = made([texts[0] for texts in heldout.captions], 7)
    figures["octaves_db"] = spectra.octaves_db(captioned, to_float(heldout.images))
    return figures
