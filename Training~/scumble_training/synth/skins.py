"""What photographs lend to procedural surfaces: the detail of real stone, soil or metal, in new pieces (`examples.py`), as fields of mean 0 and
standard deviation 1 that a family multiplies by its own amounts."""
from __future__ import annotations

from functools import lru_cache

from .. import photos
from .examples import Examples
from .noise import blur, luma

SIZE, LARGE = 256, 0.1              # pixels of the exemplars; what is larger is the family's, not theirs (standard deviation in tile units)
KINDS = {"stone": ("rock/cliff", "concrete", "granite", "asphalt"), "mortar": ("concrete", "asphalt", "plaster", "soil/ground"), "ground": ("soil/ground", "gravel", "asphalt"),
         "metal": ("metal plain",), "soft": ("leather",), "paper": ("paper",), "tile": ("plaster", "concrete"), "plaster": ("plaster", "concrete")}


@lru_cache(maxsize=None)
def _exemplars(kind, device):
    families = KINDS[kind]
    images, _ = photos.load("train", size=SIZE, wanted=lambda e: e["size"] >= SIZE and e["tileable"] == "yes" and e["family"] in families)
    return Examples(images, device)


def skin(g, kind):
    """(tone [n, 1, s, s], height [n, 1, s, s], tint [n, 3, s, s]): how much brighter, higher, and otherwise coloured than its surroundings each place is;
    an exemplar for each sample."""
    examples = _exemplars(kind, str(g.device))
    x = examples.blend(g, [g.py.randrange(len(examples)) for _ in range(g.n)], g.py.choice((4, 5, 6)))
    x = x[:, :4]
    x = x - blur(x, LARGE)
    tone = luma(x)
    tint = x[:, :3] - tone
    scale = lambda field: (field / field.square().mean((1, 2, 3), keepdim=True).sqrt().clamp_min(1e-4)).clamp(-4, 4)
    return scale(tone), scale(x[:, 3:]), scale(tint)
