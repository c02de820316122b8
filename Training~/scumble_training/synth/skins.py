"""What photographs lend to procedural surfaces: the detail of real stone, soil or metal, in new pieces (`examples.py`), as fields of mean 0 and
standard deviation 1 that a family multiplies by its own amounts."""
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import torch

from .. import photos
from .examples import Examples
from .noise import blur, luma

SIZE = 256                          # pixels of the exemplars
FAINT, GREY = 0.015, 0.02           # spread of tone and of tint below which a photograph counts as plain: its compression is no texture


@dataclass(frozen=True)
class Kind:
    """of: families of photographs, or single ones; without: parts of the names of those that show something else; large: what is larger is the family's, not theirs
    (standard deviation in tile units); small: photographs of half the size are taken too, repeated; long: in long patches, the grain along x."""
    of: tuple
    without: tuple = ()
    large: float = 0.1
    small: bool = False
    long: bool = False


PLASTERS = ("acg_plaster002", "osm_plaster_fabi2", "stk_img_0572")
ASPHALTS = ("acg_asphalt003", "ph_asphalt_01", "ph_asphalt_03", "ph_asphalt_05", "ph_asphalt_floor", "ufo_floor005")
KINDS = {
    "stone": Kind(("rock/cliff", "concrete", "granite", "asphalt")), "ground": Kind(("soil/ground", "gravel", "asphalt")),
    "rock": Kind(("acg_rock020", "acg_rock023", "acg_rock030", "acg_rock058", "ph_dry_riverbed_rock", "ufo_rock017", "ufo_rock018", "ufo_stone001", "stk_rock_mountain", "stk_tizeta_grey1",
                  "acg_concrete031", "stk_img_0572")),
    "brick": Kind(("acg_rock020", "acg_rock030", "stk_img_0572", "stk_rock_mountain", "stk_ceramic", "ufo_rock018", "ph_asphalt_05", "ph_asphalt_floor", "acg_concrete031")),
    "concrete": Kind(("acg_concrete031", "acg_rock020", "stk_img_0572", "ph_brushed_concrete", "ph_asphalt_04")),
    "asphalt": Kind((*ASPHALTS, "ph_asphalt_07", "ph_asphalt_pit_lane", "ph_asphalt_track")),
    "mortar": Kind((*ASPHALTS, *PLASTERS)), "plaster": Kind((*PLASTERS, "ph_asphalt_06")), "tile": Kind(PLASTERS),
    "cliff": Kind(("rock/cliff",), ("aerial", "snow"), large=0.22), "grit": Kind(("granite", "asphalt", "concrete")), "marble": Kind(("marble",), large=0.2),
    "sand": Kind(("sand", "soil/ground")), "soil": Kind(("soil/ground",)), "snow": Kind(("snow/ice",), ("ice0", "asphalt")), "ice": Kind(("snow/ice",), ("snow", "ufo")),
    "metal": Kind(("metal plain",), ("metal055a",), large=0.03), "rust": Kind(("metal rusty",), small=True),
    "soft": Kind(("leather",), large=0.04), "paper": Kind(("paper",)), "wood": Kind(("acg_wood026", "acg_wood027", "ph_plywood"), long=True),
    "bark": Kind(("bark",), large=0.16, small=True), "moss": Kind(("leaves/moss",), ("leaves", "coast", "pine", "floor"), small=True), "lawn": Kind(("grass",), ("aerial",), small=True),
}


@lru_cache(maxsize=None)
def _exemplars(name, device):
    kind = KINDS[name]
    least = SIZE // 2 if kind.small else SIZE
    images, _ = photos.load("train", size=SIZE, wanted=lambda e: e["size"] >= least and e["tileable"] == "yes" and (e["family"] in kind.of or e["id"] in kind.of)
                            and not any(word in e["id"] for word in kind.without))
    return Examples(images, device)


def skin(g, name, cells=(4, 5, 6)):
    """(tone [n, 1, s, s], height [n, 1, s, s], tint [n, 3, s, s]): how much brighter, higher, and otherwise coloured than its surroundings each place is;
    an exemplar for each sample. cells: how many of its patches lie across; few keep its larger shapes."""
    kind, examples = KINDS[name], _exemplars(name, str(g.device))
    which = [g.py.randrange(len(examples)) for _ in range(g.n)]
    if kind.long:
        x = examples.blend(g, which, 2, 6, channels=4, stretch=max(1, g.size // SIZE))
        x = 0.5 * (x + torch.roll(x, 1, 3)) if g.size > SIZE else x
    else:
        x = examples.blend(g, which, g.py.choice(cells), channels=4)
    x = x - blur(x, kind.large)
    tone = luma(x)
    tint = blur(x[:, :3] - tone, 1.5 * g.px)
    height = blur(x[:, 3:], g.px)                                        # a slope of single pixels is noise
    scale = lambda field, least: (field / field.square().mean((1, 2, 3), keepdim=True).sqrt().clamp_min(least)).clamp(-4, 4)
    return scale(tone, FAINT), scale(height, 1e-4), scale(tint, GREY)
