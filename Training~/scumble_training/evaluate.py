"""Contact sheets, measures, export and the check of what was exported."""
import copy
import random

import torch
import torch.nn.functional as F

from . import measures, pictures, pool as pools
from .card import write_card
from .export import check, export, round_weights, sizes
from .pool import NAMES
from .synth import FAMILIES
from .train_autoencoder import encode
from .train_denoiser import sample

HELDOUT_SEED = 987654321
PROMPTS = (
    "mossy cobblestone, wet", "old red brick wall with white mortar", "blue brick wall", "rusty metal under peeling green paint",
    "snow on dark rock", "dark oak wood planks", "herringbone parquet floor", "white marble with gold veins", "green marble",
    "brown leather", "black leather, glossy", "cracked dry mud", "desert sand with ripples", "lush green grass", "autumn leaves on soil",
    "thick green moss", "rough tree bark", "frozen ice, cracked", "glowing lava with dark crust", "grey concrete, stained", "wet asphalt",
    "pink terrazzo", "turquoise ceramic tiles", "black and white hexagon tiles", "colorful mosaic", "terracotta roof tiles",
    "slate shingles", "brushed steel", "scratched copper", "steel diamond plate", "spaceship hull panels", "riveted iron plates",
    "blue denim", "red knitted wool", "dragon scales, emerald", "grey wolf fur", "crumpled paper", "swimming pool water",
    "pebbles in a river bed", "granite, polished", "sandstone cliff strata", "stone wall covered in ivy", "hammered gold",
    "corrugated iron, rusty", "purple velvet", "woven wicker basket", "yellow plastic", "old parchment")


def evaluate(model, encoder, decoder, classifier, words, device, out, figures, log, heldout=2048):
    """Exports first, with the weights rounded to what the files hold; then sheets, measures and a sweep of few-step settings."""
    options = {"steps": 8, "guidance": 3.0, "shift": 2.0}
    round_weights(model, encoder, decoder)
    export(*(copy.deepcopy(m) for m in (model, encoder, decoder)), words, out / "model", options["shift"])
    files = sizes(out / "model")
    figures.set(files=files, megabytes=round(sum(size for size, _ in files.values()) / 1e6, 2))
    log("exported")
    photos = pools.photographs(words, device, "heldout")
    synthetic = pools.build(words, HELDOUT_SEED, device, heldout, batch=-(-heldout // len(NAMES))).shuffled()
    sheets(model, encoder, decoder, words, device, out, photos, synthetic, options)
    log("sheets drawn")
    figures.set(settings=options, **measures.all_measures(model, encoder, decoder, classifier, words, synthetic, photos, device, **options))
    log("measured")
    figures.set(sweep_frechet_recognition=sweep(model, decoder, classifier, synthetic, device))
    log("swept")
    try:
        import onnxruntime
    except ImportError:
        log("onnxruntime is not installed: the exported graphs were not checked")
    else:
        figures.set(onnxruntime=onnxruntime.__version__,
                    worst_absolute_difference=check(model.cpu(), encoder.cpu(), decoder.cpu(), words, out / "model"))
    write_card(out / "model" / "MODEL_CARD.md", figures.values, options["shift"])


def sweep(model, decoder, classifier, synthetic, device, count=768):
    """[Frechet distance, recognition] for numbers of steps, guidance scales and shifts."""
    images, ids, families = synthetic.images[:count].to(device), synthetic.ids[:count, 0].to(device), synthetic.families[:count].to(device)
    real, result = measures.classify(pools.to_float(images), classifier)[0], {}
    for steps in (4, 6, 8):
        for guidance in (1.5, 2.0, 3.0, 4.5):
            for shift in (1.0, 2.0):
                x = measures.decode(sample(model, ids, device, steps=steps, guidance=guidance, shift=shift, seed=9), decoder, device)
                features, logits = measures.classify(x, classifier)
                right = float((logits.argmax(1) == families).float().mean())
                result[f"steps {steps} guidance {guidance} shift {shift}"] = [round(measures.frechet(features, real), 2), round(right, 3)]
    return result


def sheets(model, encoder, decoder, words, device, out, photos, synthetic, options):
    made = lambda prompts, seed, **more: measures.decode(
        sample(model, words.batch(prompts), device, seed=seed, **{**options, **more}), decoder, device)
    pictures.material_sheet(made(PROMPTS, 1), PROMPTS, 8).save(out / "prompts.png")
    families = [FAMILIES[name].prompt for name in NAMES for _ in range(2)]
    pictures.material_sheet(made(families, 2), families, 8, 128).save(out / "families.png")
    colours = [f"{c} {s}" for s in measures.SURFACES for c in measures.COLOURS]
    flat = (made(colours, 3)[:, :3] + 1) / 2
    pictures.grid([pictures.picture(x) for x in F.avg_pool2d(flat, 2).cpu()], colours, len(measures.COLOURS), 112, 14).save(out / "colours.png")
    rows = [(f"{p} ({n} steps)", made([p], 4, steps=n)) for p in PROMPTS[:6] for n in (2, 4, 6, 8, 12, 30)]
    pictures.material_sheet(torch.cat([x for _, x in rows]), [t for t, _ in rows], 6, 128).save(out / "steps.png")
    large = made(["mossy cobblestone, wet", "old red brick wall with white mortar", "dark oak wood planks"], 5, shape=(64, 64))
    pictures.material_sheet(large, ["512 x 512"] * 3, 3, 384).save(out / "large.png")
    index = random.Random(0).sample(range(len(synthetic)), 12)
    originals = torch.cat([synthetic.images[index].to(device), photos.images[:12]])
    rebuilt = measures.decode(encode(originals, encoder, device), decoder, device)
    pairs = torch.stack([pools.to_float(originals), rebuilt], 1).flatten(0, 1)
    pictures.material_sheet(pairs, ["original", "rebuilt"] * len(originals), 6).save(out / "reconstruction.png")
