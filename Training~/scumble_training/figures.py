"""All figures of one model, each a method that says what it is. Decibels are those of a peak that spans -1..1, mean over pictures."""
import torch

from . import colours, heldout, spectra
from .distances import frechet, precision_recall
from .synth import FAMILIES

SEEDS = {"captions": 7, "colours": 5, "families": 6}
PER_FAMILY, COUPLED, COUPLED_SEEDS = 3, 24, 4


def decibels(made, real):
    """Mean over pictures of the peak signal-to-noise ratio."""
    error = (made - real.to(made.device)).square().mean((1, 2, 3)).clamp_min(1e-9)
    return float((10 * torch.log10(4 / error)).mean())


def seam(x):
    """Mean absolute difference across the wrap over that of neighbours inside, mean of both axes and all pictures: 1 = no seam."""
    scores = []
    for dim in (2, 3):
        across = (x.select(dim, 0) - x.select(dim, x.shape[dim] - 1)).abs().mean((1, 2))
        scores.append((across + 1e-4) / (x.diff(dim=dim).abs().mean((1, 2, 3)) + 1e-4))
    return float(torch.stack(scores).mean())


class Figures:
    """model: a FolderModel; judge, imagenet: or None; real pictures are rendered once, at `size` or 512, whichever is larger."""

    def __init__(self, model, size, count, judge, imagenet, prompts, device):
        self.model, self.size, self.judge, self.imagenet, self.prompts = model, size, judge, imagenet, prompts
        self.full, self.captions, self.families = heldout.synthetic(count, max(size, 512), device)
        self.photos, self.measured = heldout.photographs(device)
        self.real = heldout.reduced(self.full, size)
        self.made = model.generate(self.captions, size, SEEDS["captions"])

    def all(self, log=lambda name, value: None):
        """{name: value}"""
        result = {}
        for name in ("rebuilt", "octaves", "colours", "coupling", "occlusion", "seam", "recognition", "distances"):
            result[name] = getattr(self, name)()
            log(name, result[name])
        return result

    def rebuilt(self, most=128):
        """Encoded and decoded: dB of base colour and height, dB of each octave's power (coarse to fine), how far the powers of single pictures' frequencies are apart,
        Fréchet distance of grain on ImageNet's features; height of photographs where it was measured."""
        full, n, result = self.full, min(most, len(self.full)), {}
        sets = {"synthetic_256": heldout.reduced(full[:n], 256), f"synthetic_{full.shape[-1]}": full[:n], "photographs": self.photos}
        for name, x in sets.items():
            y = self.model.rebuild(x)
            some = self.measured if name == "photographs" and self.measured.any() else torch.ones(len(x), dtype=torch.bool)
            result[name] = {"base_color_db": decibels(y[:, :3], x[:, :3]), "height_db": decibels(y[some, 3:4], x[some, 3:4]),
                            "octaves_db": spectra.octaves_db(y, x), "spectrum_nepers": float(spectra.spectral_distance(y, x))}
            if self.imagenet:
                result[name]["imagenet_grain_frechet"] = frechet(self.imagenet.grain(y), self.imagenet.grain(x))
        return result

    def octaves(self):
        """dB of base colour's power by octave, coarse to fine: generated from held-out captions, against those materials."""
        return spectra.octaves_db(self.made, self.real)

    def colours(self):
        """Share of pictures of "COLOUR SURFACE" in the colour that was named."""
        return colours.obeyed(self.model.generate(colours.PROMPTS, self.size, SEEDS["colours"]))

    def coupling(self):
        """Mean correlation of luminance at 24 x 24 between pictures of different prompts: under one noise, and each under its own."""
        mean = lambda same: sum(spectra.coupling(self.model.generate(self.prompts[:COUPLED], self.size, seed, same))
                                for seed in range(COUPLED_SEEDS)) / COUPLED_SEEDS
        return {"one_noise": mean(True), "own_noise": mean(False)}

    def occlusion(self):
        """Correlation of base colour's luminance with openness, computed from height: generated, and the data's own."""
        own = spectra.occlusion_in_colour
        return {"generated": own(self.made), "synthetic": own(self.real), "photographs": own(self.photos[self.measured.to(self.photos.device)])}

    def seam(self):
        """Of generated pictures, of the synthetic materials, of photographs."""
        return {"generated": seam(self.made), "synthetic": seam(self.real), "photographs": seam(self.photos)}

    def recognition(self):
        """Share of pictures of each family's plain prompt that the judge names: first guess, first three; of held-out materials; of
        pictures generated from those materials' captions."""
        if self.judge is None:
            return None
        names = [name for name in sorted(FAMILIES) for _ in range(PER_FAMILY)]
        logits = self.judge(self.model.generate([FAMILIES[name].prompt for name in names], self.size, SEEDS["families"]))[1]
        share = lambda x: self.judge.recognised(self.judge(x)[1], self.families)
        return {"first": self.judge.recognised(logits, names), "first_three": self.judge.recognised(logits, names, 3),
                "real": share(self.real), "captions": share(self.made)}

    def distances(self):
        """Between generated pictures and the materials whose captions they were given: Fréchet distance (and that of two halves of the
        materials), precision and recall; on the judge's features, on ImageNet's of the whole picture and of its grain."""
        kinds = {"judge": self.judge and (lambda x: self.judge(x)[0]), "imagenet": self.imagenet and self.imagenet.whole,
                 "imagenet_grain": self.imagenet and self.imagenet.grain}
        result = {}
        for name, features in kinds.items():
            if features:
                real, made = features(self.real), features(self.made)
                precision, recall = precision_recall(real, made)
                result[name] = {"frechet": frechet(made, real), "frechet_real_halves": frechet(real[::2], real[1::2]), "precision": precision, "recall": recall}
        return result
