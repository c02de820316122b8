"""What photographs lend to procedural surfaces: the detail of real stone, soil or metal, in new pieces (`examples.py`), as fields of mean 0 and
standard deviation 1 that a family multiplies by its own amounts."""
from __future__ import annotations

from functools import lru_cache

import torch

from .. import photos
from .examples import Examples
from .noise import blur, luma

SIZE, LARGE = 256, 0.1              # pixels of the exemplars; what is larger is the family's, not theirs (standard deviation in tile units)
FLAT, GREY = 0.012, 0.02            # spread of a tone or a tint below which an exemplar counts as plain: what is left is the noise of its file
KINDS = {"stone": ("rock/cliff", "concrete", "granite", "asphalt"), "mortar": ("acg_asphalt003", "ph_asphalt_01", "ph_asphalt_03", "ph_asphalt_05", "ph_asphalt_floor", "ufo_floor005", "acg_plaster002", "osm_plaster_fabi2", "stk_img_0572"),
         "ground": ("soil/ground", "gravel", "asphalt"),
         "metal": ("metal plain",), "soft": ("leather",), "paper": ("paper",),
         "tile": ("acg_plaster002", "osm_plaster_fabi2", "stk_img_0572"), "plaster": ("acg_plaster002", "osm_plaster_fabi2", "stk_img_0572", "ph_asphalt_06"),
         "concrete": ("acg_concrete031", "acg_rock020", "stk_img_0572", "ph_brushed_concrete", "ph_asphalt_04"),
         "asphalt": ("acg_asphalt003", "ph_asphalt_01", "ph_asphalt_03", "ph_asphalt_05", "ph_asphalt_07", "ph_asphalt_floor", "ph_asphalt_pit_lane", "ph_asphalt_track", "ufo_floor005"),
         "rock": ("acg_rock020", "acg_rock023", "acg_rock030", "acg_rock058", "ph_dry_riverbed_rock", "ufo_rock017", "ufo_rock018", "ufo_stone001", "stk_rock_mountain", "stk_tizeta_grey1",
                  "acg_concrete031", "stk_img_0572"),
         "brick": ("acg_rock020", "acg_rock030", "stk_img_0572", "stk_rock_mountain", "stk_ceramic", "ufo_rock018", "ph_asphalt_05", "ph_asphalt_floor", "acg_concrete031"),
         "marble": ("marble",), "bark": ("acg_bark014",), "wood": ("acg_wood026", "acg_wood027", "ph_plywood")}           # families, or single exemplars; the grain of wood runs along x
LONG = ("wood",)                    # kinds in long patches


@lru_cache(maxsize=None)
def _exemplars(kind, device):
    names = KINDS[kind]
    images, _ = photos.load("train", size=SIZE, wanted=lambda e: e["size"] >= SIZE and e["tileable"] == "yes" and (e["family"] in names or e["id"] in names))
    return Examples(images, device)


def skin(g, kind):
    """(tone [n, 1, s, s], height [n, 1, s, s], tint [n, 3, s, s]): how much brighter, higher, and otherwise coloured than its surroundings each place is;
    an exemplar for each sample."""
    examples = _exemplars(kind, str(g.device))
    which = [g.py.randrange(len(examples)) for _ in range(g.n)]
    if kind in LONG:
        x = examples.blend(g, which, 2, 6, channels=4, stretch=max(1, g.size // SIZE))
        x = 0.5 * (x + torch.roll(x, 1, 3)) if g.size > SIZE else x
    else:
        x = examples.blend(g, which, g.py.choice((4, 5, 6)), channels=4)
    x = x - blur(x, LARGE)
    tone = luma(x)
    tint = blur(x[:, :3] - tone, 1.5 * g.px)
    height = blur(x[:, 3:], g.px)                                        # a slope of single pixels is noise
    scale = lambda field, least=1e-4: (field / field.square().mean((1, 2, 3), keepdim=True).sqrt().clamp_min(least)).clamp(-4, 4)
    return scale(tone, FLAT), scale(height), scale(tint, GREY)
