"""What photographs lend to procedural surfaces: the detail of real stone, soil or metal, in new pieces (`examples.py`), as fields of mean 0 and
standard deviation 1 that a family multiplies by its own amounts."""
from __future__ import annotations

from functools import lru_cache

from .. import photos
from .examples import Examples
from .noise import blur, luma

SIZE, LARGE = 256, 0.1              # pixels of the exemplars; what is larger is the family's, not theirs (standard deviation in tile units)
FAINT = 0.015                       # a photograph with less contrast than this stays faint: its compression is no texture
KINDS = {"stone": ("rock/cliff", "concrete", "granite", "asphalt"), "mortar": ("concrete", "asphalt", "plaster", "soil/ground"), "ground": ("soil/ground", "gravel", "asphalt"),
         "metal": ("metal plain",), "soft": ("leather",), "paper": ("paper",), "tile": ("plaster", "concrete"), "plaster": ("plaster", "concrete"),
         "cliff": ("rock/cliff",), "grit": ("granite", "asphalt", "concrete"), "sand": ("sand", "soil/ground"), "soil": ("soil/ground",), "rust": ("metal rusty",),
         "bark": ("bark",), "moss": ("leaves/moss",), "lawn": ("grass",), "marble": ("marble",), "snow": ("snow/ice",), "ice": ("snow/ice",)}
WITHOUT = {"cliff": ("aerial", "snow"), "moss": ("leaves", "coast", "pine", "floor"), "lawn": ("aerial",), "snow": ("ice0", "asphalt"), "ice": ("snow", "ufo"),
           "metal": ("metal055a",)}                 # parts of the names of photographs that show something else
WIDE = {"metal": 0.03, "soft": 0.04, "cliff": 0.22, "bark": 0.16, "marble": 0.2}           # other bounds of what is large
SMALL = ("bark", "moss", "lawn", "rust")            # kinds that also take photographs of half that size, repeated


@lru_cache(maxsize=None)
def _exemplars(kind, device):
    families = KINDS[kind]
    images, _ = photos.load("train", size=SIZE, wanted=lambda e: e["size"] >= (SIZE // 2 if kind in SMALL else SIZE) and e["tileable"] == "yes" and e["family"] in families
                            and not any(word in e["id"] for word in WITHOUT.get(kind, ())))
    return Examples(images, device)


def skin(g, kind, cells=(4, 5, 6)):
    """(tone [n, 1, s, s], height [n, 1, s, s], tint [n, 3, s, s]): how much brighter, higher, and otherwise coloured than its surroundings each place is;
    an exemplar for each sample. cells: how many of its patches lie across; few keep its larger shapes."""
    examples = _exemplars(kind, str(g.device))
    x = examples.blend(g, [g.py.randrange(len(examples)) for _ in range(g.n)], g.py.choice(cells))
    x = x[:, :4]
    x = x - blur(x, WIDE.get(kind, LARGE))
    tone = luma(x)
    tint = x[:, :3] - tone
    scale = lambda field: (field / field.square().mean((1, 2, 3), keepdim=True).sqrt().clamp_min(FAINT)).clamp(-4, 4)
    return scale(tone), scale(x[:, 3:]), scale(tint)
