"""Bamboo: whole canes side by side with their nodes, and split slats bound to mats."""
from __future__ import annotations

import torch

from ..cells import Cells, K, courses
from ..noise import cover, fbm, grain, hue, mix, saturate, shade, smooth, step
from ..registry import Gen, Material, family, size_word
from ..skins import skin
from ..surface import soil
from ._shapes_built import turned

CANE = "tan bb9f6e, tan b39868, yellow c2a866, light brown a98a5c, green 7c8c52, green 87955c, beige cab58a, dark brown 69503a, brown 8c7048, golden brown ab8a50"


@family("bamboo", prompt="bamboo", kind="wood")
def bamboo(g: Gen) -> Material:
    """A fence or wall of canes: nodes with a pale ring and a dark scar, long fibres; flat slats instead in a mat."""
    cols = g.integers(4, 20)
    slats = g.bernoulli(0.3)
    joints = g.param([g.py.choice((1, 2, 2, 3)) for _ in range(g.n)])
    w = fbm(g, 2.2, lo=1, hi=4) * 0.03 / cols
    c = courses(g, joints, cols, shift=0.0, period=1, jitter=0.35, random_shift=1.0, row_jitter=0.12, u=g.y, v=g.x + w)     # rows stand upright
    across = c.dy / c.h                                   # -1..1 over a cane
    node = c.w - c.dx.abs()                               # distance to the node, along the cane
    names, base = g.colors(CANE)
    nat = g.param([float(x) for x in names.natural])
    r = Cells(g, torch.div(c.id, K, rounding_mode="floor") * K, c.edge, c.dx, c.dy).randn(3)                     # a cane is of one colour
    part = c.randn()
    photo = skin(g, "wood")[0].transpose(2, 3)
    fibre = fbm(g, 0.6, lo=16, stretch=24.0, angle=1.5708)
    line = cover(fbm(g, 0.8, lo=20, stretch=40.0, angle=1.5708), 0.10, 0.1)
    green = mix(base, hue(saturate(base, 0.9), -0.12), smooth(r[:, :1], 0.3, 1.5) * nat * 0.6)
    col = shade(green, r[:, 1:2] * 0.12 + part * 0.03 + fibre * 0.03 + photo * 0.07 - 0.08 * line + 0.10 * smooth(node, 0.10, 0.012) + 0.02 * grain(g))
    blot = cover(fbm(g, 1.2, lo=5, stretch=5.0, angle=1.5708) - 0.5 * photo, g.uniform(0.02, 0.12), 0.4)
    col = mix(col, shade(mix(base, g.rgb("5a4326"), 0.6), 0.15 * fibre), blot * 0.5)
    scar = smooth(node, 0.0045, 0.0015)
    ring = smooth((node - 0.010).abs(), 0.006, 0.001)
    col = mix(col, shade(mix(base, g.rgb("e4d6ac"), 0.55), 0.1 * fibre), ring * 0.8)
    col = mix(col, shade(g.rgb("4a3722"), 0.1 * fibre), scar * 0.75)
    col = soil(g, col, c.h - c.dy.abs(), 0.35 / cols, g.uniform(0.1, 0.5), photo, "4f4232")
    col = soil(g, col, node, 0.02, g.uniform(0.1, 0.5), photo, "4f4232")
    gap = 1 - step(g, c.h - c.dy.abs() - 0.035 / cols)
    col = mix(col, shade(mix(base, g.rgb("5c4c36"), 0.55), 0.12 * fibre - 0.1), gap)
    round_ = (1 - across.square()).clamp_min(0).sqrt()
    tall = (8 / cols).clamp(0.5, 1.2)
    body = mix(0.34 + 0.42 * round_ * tall, 0.60 + 0.04 * smooth(1 - across.abs(), 0, 0.25), slats)
    h = body + 0.035 * smooth(node, 0.022, 0.004) * tall - 0.03 * scar + 0.006 * fibre + 0.01 * r[:, 2:]
    h = mix(h, 0.26 + 0.02 * fibre, gap)
    gloss = g.uniform(0.28, 0.62)
    rough = mix(gloss + 0.05 * fibre + 0.2 * blot + 0.1 * line, 0.9 + 0 * fibre, gap)
    level = g.bernoulli(0.3)
    col, h, rough = turned(g, level, col, h, rough)

    def nouns(i):
        return ["bamboo slats", "bamboo mat", "split bamboo", "bamboo panel", "bamboo"] if slats.v[i] else ["bamboo", "bamboo canes", "bamboo fence", "bamboo wall", "bamboo poles", "bamboo stalks"]
    return g.material(col, h, rough, 0.0, g.facts(nouns, names, lambda i: [size_word(cols.v[i], 4, 20, g.py).replace("large", "thick").replace("big", "thick").replace("small", "thin").replace("fine", "thin"),
                      "glossy" if gloss.v[i] < 0.36 else "", "dry" if not nat.v[i] or "green" not in names[i] else "fresh", "horizontal" if level.v[i] else "vertical"],
                      lambda i: ["with nodes", g.py.choice(["with dark nodes", "with pale rings", "side by side", ""])]))
