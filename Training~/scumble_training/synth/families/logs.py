"""Round timber: log walls, and stacks of cut logs seen from their ends."""
from __future__ import annotations

import torch

from ..cells import courses, voronoi
from ..noise import band, cdf, cover, fbm, grain, hue, mix, sample, saturate, shade, smooth, step
from ..registry import Gen, Material, family, size_word
from ..skins import skin
from ..surface import soil
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
    photo = c.local(skin(g, "wood")[0])
    crack = cover(c.local(band(g, 15.0, 0.6, stretch=34.0)) - 0.3 * photo, 0.035, 0.03)
    late = hue(shade(saturate(w.base, 1.05), -0.7), -0.03)
    grainy = smooth(torch.sin((c.dy * 90 + long * 2.2 + r[:, :1] * 9)), -0.2, 1.0)
    col = shade(w.base, 0.12 * r[:, :1] + 0.03 * fibre + 0.09 * photo + 0.04 * long)
    col = mix(mix(col, late, grainy * 0.15 * w.rings), late, smooth(-photo, -0.3, 2.4) * 0.6 * (0.3 + w.rings).clamp(max=1))
    grey = cover(long + 0.4 * photo, 0.4, 0.8) * g.uniform(0, 0.8)
    col = saturate(col, 1 - 0.5 * grey)
    knot = smooth(band(g, 9.0, 0.3, stretch=1.6), 2.5, 3.2)
    col = mix(col, shade(late, -0.4), torch.maximum(0.7 * knot, 0.8 * crack))
    bark_f = c.local(skin(g, "bark")[0].transpose(2, 3))                   # its ridges stand upright
    bark = saturate(shade(g.palette("brown 66523f, brown 5c4a3a, brown 70604f")[1], 0.24 * bark_f + 0.04 * fibre + 0.12 * r[:, 1:2]), 1 + 0.15 * long)
    col = mix(col, bark, barked)
    side = c.h - c.dy.abs() - (0.05 + 0.022 * fbm(g, 1.5, lo=5)) / rows
    col = soil(g, col, side, 0.10 / rows, g.uniform(0.2, 0.6), photo, "4a4036")
    gap = 1 - step(g, side, wide=2.5)
    cn, chink = g.palette("beige b8a888, grey 9a948a, brown 6a5640, green 5a6044")
    col = mix(col, shade(chink, 0.12 * long - 0.10 * cover(fibre, 0.3, 0.6) + 0.08 * grain(g) - 0.1), gap)
    h = 0.28 + 0.48 * (1 - t.square()).clamp_min(0).sqrt() * (5 / rows).clamp(0.5, 1.1) + 0.01 * fibre - 0.10 * crack * (1 - barked) + barked * 0.03 * bark_f
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
    d = c.edge * even + 0.035 - 0.03 * r[:, 3:4] + 0.006 * fbm(g, 1.3, lo=14)
    on = step(g, d / even)
    q = (x * x + y * y + 1e-9).sqrt()
    a = torch.atan2(y, x)
    wob = fbm(g, 1.8, lo=4)
    even_q = q * (0.6 + 0.4 * d / (d + q).clamp_min(0.05)) + 0.012 * wob
    photo = sample(skin(g, "wood")[0], a / 6.283185 + r[:, :1], even_q / even + r[:, 1:2])      # photographed grain, bent round the heart
    rings = smooth(torch.sin(even_q * (130 + 110 * r[:, 1:2]) + 2.0 * torch.sin(even_q * 23 + 20 * r[:, :1])), -0.2, 1.0) * (0.5 + 0.5 * cdf(photo))
    ray = smooth((torch.sin(a * 3.5 + 20 * r[:, 2:3] + 0.3 * wob)).abs(), 0.05 + 0.05 * q, 0.0) * smooth(q, 0.05, 0.2) * (r[:, 3:4] > 0.3).float()
    late = hue(shade(saturate(w.base, 1.05), -0.6), -0.03)
    fine = grain(g)
    wood = shade(mix(w.base, late, 0.30 * smooth(q, 0.28, 0.10)), (r[:, :1] - 0.5) * 0.35 + 0.02 * fine + 0.04 * wob + 0.06 * photo)
    wood = saturate(wood, 1 - 0.55 * cdf(wob) * (r[:, 2:3] > 0.5).float())                      # weathered ends
    wood = mix(mix(wood, late, rings * 0.3 * (0.5 + w.rings)), late, smooth(-photo, -0.4, 2.2) * 0.6)
    wood = mix(wood, shade(late, -0.5), ray * 0.75)
    bark_f = fbm(g, 1.2, lo=8)
    rim = 0.035 + 0.035 * r[:, :1] + 0.012 * bark_f
    bark = smooth(d, rim + 0.012, rim - 0.012)
    bcol = shade(g.palette("brown 5f4a38, dark brown 46362a, grey 6f6860, brown 6c5a48")[1], 0.16 * bark_f + 0.08 * fine)
    col = mix(shade(g.rgb("4a3c2e"), 0.15 * bark_f), mix(wood, bcol, bark), on)
    h = mix(0.12 + 0.04 * bark_f, 0.50 + 0.22 * r[:, 2:3] + 0.02 * rings - 0.10 * ray + 0.03 * bark + (x * (r[:, :1] - 0.5) + y * (r[:, 1:2] - 0.5)) * 0.12, on)
    return g.material(col, h, 0.82 + 0.04 * fine, 0.0, g.facts(lambda i: ["stacked firewood", "wood pile", "log ends", "stacked logs from the front", "firewood stack", "cut logs"] + w.nouns(i, "{} logs"), w.names,
                      lambda i: [size_word(k.v[i], 3, 9, g.py), "round"], lambda i: ["with year rings", g.py.choice(["with bark", "with radial cracks", ""])]))
