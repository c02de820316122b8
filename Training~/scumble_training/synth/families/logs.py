"""Round timber: log walls, and stacks of cut logs seen from their ends."""
from __future__ import annotations

import torch

from ..cells import courses, voronoi
from ..noise import band, cover, fbm, grain, hue, mix, saturate, shade, smooth, step
from ..registry import Gen, Material, family, size_word
from ._shapes_built import turned
from ._species import Species


@family("log_wall", prompt="log cabin wall", kind="wood")
def log_wall(g: Gen) -> Material:
    """Round logs lying on one another, peeled or in bark, chinked with clay or moss."""
    w = Species(g, ("pine", "oak", "cedar", "driftwood", "pine"))
    rows = g.count(3, 10)
    wave = fbm(g, 2.2, lo=1, hi=5) * 0.05 / rows
    c = courses(g, g.param([1] * g.n), rows, shift=0.0, period=1, row_jitter=0.22, v=g.y + wave + g.uniform(0, 1))
    t = c.dy / c.h
    barked = g.bernoulli(0.3)
    r = c.randn(3)
    fibre, long = fbm(g, 0.6, lo=14, stretch=24.0), fbm(g, 1.4, lo=3, stretch=9.0)
    crack = cover(c.local(band(g, 7.0, 0.6, stretch=18.0)) + 0.2 * fibre, 0.05, 0.015)
    late = hue(shade(saturate(w.base, 1.05), -0.7), -0.03)
    grainy = smooth(torch.sin((c.dy * 90 + long * 2.2 + r[:, :1] * 9)), -0.2, 1.0)
    col = shade(w.base, 0.12 * r[:, :1] + 0.07 * fibre + 0.06 * long)
    col = mix(col, late, grainy * 0.35 * w.rings)
    knot = smooth(band(g, 4.0, 0.3), 2.1, 2.7)
    col = mix(col, shade(late, -0.4), torch.maximum(0.7 * knot, 0.8 * crack))
    bark_f = fbm(g, 1.2, lo=6, stretch=2.2)
    bark = mix(shade(g.rgb("6a5440"), 0.14 * bark_f + 0.08 * fibre + 0.1 * r[:, 1:2]), shade(g.rgb("4a3a2c"), 0.1 * fibre), cover(bark_f, 0.35, 0.15))
    col = mix(col, bark, barked)
    gap = 1 - step(g, c.h - c.dy.abs() - 0.035 / rows - 0.004 * bark_f / rows)
    cn, chink = g.palette("beige b8a888, grey 9a948a, brown 6a5640, green 5a6a34")
    col = mix(col, shade(chink, 0.12 * bark_f + 0.1 * grain(g)), gap)
    h = 0.28 + 0.48 * (1 - t.square()).clamp_min(0).sqrt() * (5 / rows).clamp(0.5, 1.1) + 0.01 * fibre - 0.10 * crack * (1 - barked) + barked * 0.05 * bark_f
    h = mix(h, 0.30 + 0.02 * bark_f, gap)
    rough = 0.74 + 0.04 * fibre + 0.14 * barked
    up = g.bernoulli(0.2)
    col, h, rough = turned(g, up, col, h, rough)
    return g.material(col, h, rough, 0.0, g.facts(lambda i: ["log wall", "log cabin wall", "wooden logs", "stacked logs", "palisade" if up.v[i] else "timber logs"] + (w.nouns(i, "{} logs") if not barked.v[i] else []),
                      w.names, lambda i: [size_word(rows.v[i], 3, 10, g.py).replace("large", "thick").replace("big", "thick").replace("small", "thin").replace("fine", "thin"), "rustic",
                                          "vertical" if up.v[i] else "horizontal"],
                      lambda i: ["with bark" if barked.v[i] else g.py.choice(["without bark", "with cracks along the grain"]), "with moss between the logs" if cn[i] == "green" else "with clay between the logs" if cn[i] != "brown" else ""]))


@family("log_ends", prompt="stacked firewood", kind="wood")
def log_ends(g: Gen) -> Material:
    """A wood pile from the front: round ends with year rings, radial cracks and a rim of bark."""
    w = Species(g, ("pine", "oak", "birch", "ash", "cherry", "oak"))
    k = g.count(3, 9)
    even = g.param([2 * max(1, round(v / 2)) for v in k.v])
    c = voronoi(g, even, even, jitter=0.6, stagger=1.0, soft=0.12)
    x, y, r = c.dx * even, c.dy * even, c.rand(4)
    d = c.edge * even + 0.03 - 0.05 * r[:, 3:4]
    on = step(g, d / even)
    q = (x * x + y * y + 1e-9).sqrt()
    a = torch.atan2(y, x)
    wob = fbm(g, 1.8, lo=4)
    rings = smooth(torch.sin(q * (70 + 50 * r[:, 1:2]) * (0.6 + 0.4 * d / (d + q).clamp_min(0.05)) + 0.8 * wob), -0.3, 1.0)
    ray = smooth((torch.sin(a * 3.5 + 20 * r[:, 2:3] + 0.3 * wob)).abs(), 0.05 + 0.05 * q, 0.0) * smooth(q, 0.05, 0.2) * (r[:, 3:4] > 0.3).float()
    late = hue(shade(saturate(w.base, 1.05), -0.6), -0.03)
    fine = grain(g)
    wood = shade(mix(w.base, late, 0.30 * smooth(q, 0.28, 0.10)), (r[:, :1] - 0.5) * 0.4 + 0.06 * fine + 0.04 * wob)
    wood = mix(wood, late, rings * 0.55 * (0.5 + w.rings))
    wood = mix(wood, shade(late, -0.5), ray * 0.75)
    bark_f = fbm(g, 1.2, lo=8)
    bark = smooth(d, 0.055, 0.035)
    bcol = shade(g.palette("brown 5f4a38, dark brown 46362a, grey 7a7268, light grey b8b2a6")[1], 0.16 * bark_f + 0.08 * fine)
    col = mix(shade(g.rgb("4a3c2e"), 0.15 * bark_f), mix(wood, bcol, bark), on)
    h = mix(0.12 + 0.04 * bark_f, 0.50 + 0.22 * r[:, 2:3] + 0.02 * rings - 0.10 * ray + 0.03 * bark + (x * (r[:, :1] - 0.5) + y * (r[:, 1:2] - 0.5)) * 0.12, on)
    return g.material(col, h, 0.82 + 0.04 * fine, 0.0, g.facts(lambda i: ["stacked firewood", "wood pile", "log ends", "stacked logs from the front", "firewood stack", "cut logs"] + w.nouns(i, "{} logs"), w.names,
                      lambda i: [size_word(k.v[i], 3, 9, g.py), "round"], lambda i: ["with year rings", g.py.choice(["with bark", "with radial cracks", ""])]))
