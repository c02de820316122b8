"""Climbing plants: a wall closed by ivy leaves."""
from __future__ import annotations

import torch

from ..cells import inside, scatter
from ..noise import fbm, hue, mix, shade, smooth, step
from ..registry import Gen, Material, family, size_word
from ..skins import skin
from ..shapes import ivy_leaf
from ..surface import sandy


@family("ivy", prompt="ivy on a wall", kind="plant", skip=("moss", "leaf_litter", "ivy"))
def ivy(g: Gen) -> Material:
    """Lobed leaves hanging in layers, pale veins, younger leaves brighter; the wall or dark stems between."""
    k = g.integers(5, 10)
    s = scatter(g, k, ivy_leaf, layers=4, spread=0.95, scale=(0.75, 1.15), turn=0.9, heading=1.5708)
    r, on = s["r"], step(g, s["d"] / k)
    names, base = g.colors("green 48663a, dark green 34502f, green 52703f, dark green 3a5634, red 84392e, yellow green 7c8844", p_any=0.06)
    names2 = type(names)("green" if n == "yellow green" else n for n in names)
    names2.natural = names.natural
    x, y = s["x"], s["y"]
    a = torch.atan2(y, x)
    q = (x * x + y * y + 1e-9).sqrt()
    spoke = (torch.sin(2.5 * (a - 0.0))).abs() * q                      # five main veins
    vein = smooth(spoke, 0.020, 0.005) * smooth(q, 0.55, 0.1) + smooth(y.abs(), 0.014, 0.004) * smooth(q, 0.6, 0.1)
    cut = inside(s, k, torch.cat([fbm(g, 1.2, lo=5), skin(g, "moss")[0]], 1))
    mottle = cut[:, :1]
    col = hue(shade(base, (r[:, 2:3] - 0.5) * 0.55 + 0.06 * mottle + 0.09 * cut[:, 1:] - 0.35 * (1 - s["z"])), (r[:, 3:4] - 0.5) * 0.14)
    young = (r[:, 1:2] > 0.85).float() * g.param([float(n) for n in names.natural])
    col = mix(col, shade(mix(base, g.rgb("9aae50"), 0.6), 0.06 * mottle), young * 0.8)
    col = mix(col, shade(mix(base, g.rgb("d8dcb0"), 0.55), 0.0), vein.clamp(0, 1) * 0.55)
    col = mix(col, shade(g.rgb("6e5a34"), 0.15 * mottle), smooth(mottle + 0.4 * cut[:, 1:], 1.6, 2.6) * 0.5)
    wcol, wh, wr = sandy(g, g.palette("brown 5c4a36, grey 8a857b, reddish brown 7c4a38, dark brown 42352a")[1], 0.18)
    stem = smooth((1 - fbm(g, 1.8, lo=3, stretch=3.0, angle=1.4).abs() * 9), 0.0, 0.6)
    wcol = mix(wcol, shade(g.rgb("5a4630"), 0.15 * mottle), stem)
    bend = 0.10 * (0.5 - q) - 0.10 * smooth(spoke, 0.03, 0.0) * 0.2
    h = mix(0.12 + 0.03 * wh + 0.06 * stem, 0.26 + 0.46 * s["z"] + bend + (x * (r[:, :1] - 0.5) + y * (r[:, 1:2] - 0.5)) * 0.22, on)
    rough = mix(wr, 0.46 + 0.10 * r[:, :1] + 0.05 * mottle, on)
    return g.material(mix(wcol, col, on), h, rough, 0.0, g.facts(["ivy", "ivy leaves", "ivy wall", "wall covered in ivy", "climbing ivy", "ivy foliage", "ivy vines"], names2,
                      lambda i: [size_word(k.v[i], 5, 10, g.py), g.py.choice(["lush", "dense", "overgrown", ""])], lambda i: [g.py.choice(["with pale veins", "with lobed leaves", ""])]))
