"""The floor of a wood: soil under needles, twigs, leaves and moss; bark mulch."""
from __future__ import annotations

import torch

from ..cells import inside, scatter
from ..noise import band, cdf, cover, fbm, grain, hue, mix, shade, smooth, step
from ..registry import Gen, Material, family, size_word
from ..shapes import leaf
from ..skins import skin
from ..surface import sandy, soil_colors, specks
from .plants import blade_of_leaf


def needle(least):
    """Thin slightly bent needles along x, a few of them twigs; no thinner than `least`, half a width that still shows."""
    def shape(x, y, r):
        y = y - (r[:, :1] - 0.5) * 0.5 * x * x
        wide = (0.007 + 0.007 * r[:, 1:2] + 0.014 * (r[:, 2:3] > 0.94).float()).clamp_min(least)
        return torch.minimum(wide - y.abs(), (0.55 - x.abs()) * 0.3)
    return shape


def shred(x, y, r):
    """A splinter of bark: long, with ragged ends."""
    w = 0.10 + 0.12 * r[:, :1]
    return torch.minimum(w * (1 - 0.5 * x.abs()) - (y - 0.10 * x * (r[:, 1:2] - 0.5)).abs(), 0.52 - x.abs() - 0.06 * torch.sin(y * 40 + 6 * r[:, 2:3])) * 0.9


@family("forest_floor", prompt="forest floor", kind="ground", skip=("leaf_litter",))
def forest_floor(g: Gen) -> Material:
    """Pine needles and twigs, or leaves, over dark soil with moss in patches."""
    earth = g.palette(soil_colors())[1]
    litter, relief, ltint = skin(g, "soil", (3, 4, 5))
    soil = shade(earth, -0.15 + litter * 0.24 - 0.25 * specks(g, 0.08)) + ltint * 0.02 * earth
    sh, sr = relief, 0.92
    mode = g.choice([45, 35, 20])                          # needles, leaves, both
    fine, mid = grain(g), fbm(g, 1.1, lo=8)
    k = g.count(6, 16)
    kn = (k * 1.2).round()
    n = scatter(g, kn, needle(kn * g.px * 0.75), layers=4, spread=1.0, scale=(0.6, 1.3), prob=g.uniform(0.8, 1.0))
    l = scatter(g, (k * 0.6).round(), leaf(g.choice([60, 40])), layers=2, spread=0.95, scale=(0.6, 1.0), prob=g.uniform(0.5, 0.95))
    names, straw = g.palette("brown 86623f, reddish brown 7e553b, tan a08259, dark brown 5a4431")
    needles = step(g, n["d"] / kn) * (mode != 1).float()
    leaves = step(g, l["d"] / (k * 0.6).round()) * (mode != 0).float()
    ncol = shade(mix(straw, g.palette("green 5c7038, brown 6e4a2c, tan b08a58")[1], (n["r"][:, 2:3] > 0.75).float() * 0.8), (n["r"][:, 3:4] - 0.5) * 0.9 - 0.6 * (1 - n["z"]) + 0.06 * litter)
    lcol = mix(straw, g.palette("brown 94653c, tan a8875a, brown 7a5637, reddish brown 865238, ochre a8803e")[1], (l["r"][:, 2:3] > 0.5).float())
    lcol, ridge = blade_of_leaf(g, l, (k * 0.6).round(), lcol)
    lcol = mix(shade(lcol, -0.25 * (1 - l["z"])), earth, 0.35 * (1 - l["z"]))
    col, h = soil, 0.26 + 0.03 * sh + 0.05 * fbm(g, 1.6, lo=1.5)
    col = mix(mix(col, ncol, needles), lcol, leaves)
    h = mix(h, 0.36 + 0.26 * n["z"] + 0.02 * (n["r"][:, :1] - 0.5), needles)
    h = mix(h, 0.46 + 0.30 * l["z"] + (l["x"] * (l["r"][:, :1] - 0.5) + l["y"] * (l["r"][:, 1:2] - 0.5)) * 0.2 + ridge * 0.015, leaves)
    mossy = g.bernoulli(0.4)
    green, tuft, gtint = skin(g, "moss", (3, 4))
    tips = cdf(tuft)
    moss = cover(fbm(g, 1.7, lo=3) + 0.15 * mid + 0.35 * green, g.uniform(0.12, 0.4), 0.22) * mossy
    gbase = g.palette("green 5c6e38, green 4f6434, olive 767a40")[1]
    col = mix(col, shade(gbase, green * 0.32) + gtint * 0.03 * gbase, moss)
    h = mix(h, 0.45 + 0.10 * tips + 0.05 * mid, moss)
    rough = mix(sr, 0.75, torch.maximum(needles, leaves) * (1 - moss)) + 0.03 * fine
    words = (["pine needles", "forest floor", "pine forest ground", "fallen pine needles"], ["forest floor", "forest ground", "woodland floor", "leaf strewn soil"],
             ["forest floor", "forest ground", "woodland ground", "forest litter"])
    return g.material(col, h, rough, 0.0, g.facts(lambda i: words[int(mode.v[i])], names, lambda i: [g.py.choice(["natural", "autumn", ""]) if mode.v[i] else "", "mossy" if mossy.v[i] else ""],
                      lambda i: ["with pine needles" if mode.v[i] != 1 else "", "with fallen leaves" if mode.v[i] else "", "with patches of moss" if mossy.v[i] else "", "with twigs" if mode.v[i] != 1 else ""]))


@family("mulch", prompt="bark mulch", kind="ground")
def mulch(g: Gen) -> Material:
    """Bark mulch or wood chips: splinters lying across one another."""
    names, base = g.colors("brown 6b452a, dark brown 4a3020, reddish brown 7a4328, tan b08a5a, light brown a07848, black 2e2722", p_any=0.12)
    k = g.count(5, 14)
    s = scatter(g, k, shred, layers=5, spread=1.0, scale=(0.7, 1.2), u=g.x + 0.02 / k * fbm(g, 1.9, lo=6), v=g.y + 0.02 / k * fbm(g, 1.9, lo=6))
    r, on = s["r"], step(g, s["d"] / k)
    along = inside(s, k, torch.cat([fbm(g, 0.9, lo=10, stretch=7.0), skin(g, "cliff", (3, 4))[0], fbm(g, 1.3, lo=4)], 1))
    strand = along[:, :1]
    inner = mix(base, g.palette("tan b58c5c, reddish brown 8a5434, brown 6e4c30")[1], 0.5 * (r[:, 2:3] > 0.6).float())
    col = shade(inner, (r[:, 3:4] - 0.5) * 0.75 + 0.16 * strand + 0.12 * along[:, 1:2] + 0.08 * along[:, 2:] - 0.3 * (1 - s["z"]))
    soil, sh, sr = sandy(g, g.palette(soil_colors())[1], 0.2)
    h = mix(0.16 + 0.03 * sh, 0.22 + 0.5 * s["z"] + 0.02 * strand + (s["x"] * (r[:, :1] - 0.5) + s["y"] * (r[:, 1:2] - 0.5)) * 0.25, on)
    pale = g.param([float(n in ("tan", "light brown")) for n in names])
    return g.material(mix(soil, col, on), h, mix(sr, 0.86 + 0.03 * strand, on), 0.0, g.facts(
        lambda i: ["wood chips", "wood mulch", "wood shavings", "mulch"] if pale.v[i] else ["bark mulch", "mulch", "bark chips", "garden mulch"], names,
        lambda i: [size_word(k.v[i], 5, 14, g.py).replace("large", "coarse").replace("big", "coarse").replace("small", "fine"), g.py.choice(["loose", "dry", ""])], lambda i: []))


@family("chipboard", prompt="osb chipboard", kind="wood", grain=0.8)
def chipboard(g: Gen) -> Material:
    """Oriented strand board: flat pressed strands of several tones; or fine particle board."""
    names, base = g.colors("tan c89f64, light brown b98c52, beige d4b484, brown 94693c, yellow d0aa64", p_any=0.12)
    k = g.count(5, 18)
    strip = lambda x, y, q: torch.minimum(0.10 + 0.12 * q[:, :1] - (y + 0.015 * torch.sin(5 * x + 6 * q[:, 1:2])).abs(), 0.55 - x.abs() + 0.10 * (q[:, 2:3] - 0.5) * y)
    s = scatter(g, k, strip, layers=4, spread=1.0, scale=(0.8, 1.3), turn=g.param([g.py.choice((0.5, 3.14)) for _ in range(g.n)]))
    r, on = s["r"], step(g, s["d"] / k)
    fibre = torch.sin(s["y"] * 70 + 9 * r[:, 1:2] + 1.5 * fbm(g, 1.2, lo=8)) * 0.5 + band(g, g.size * 0.22, 0.5) * 0.6
    dark = mix(base, g.rgb("6e4a2a"), 0.6)
    tone = (r[:, 3:4] - 0.5) * 0.55
    col = hue(shade(mix(base, dark, (r[:, 2:3] > 0.82).float() * 0.6), tone + 0.06 * fibre + 0.03 * grain(g)), (r[:, :1] - 0.5) * 0.05)
    col = shade(mix(mix(base, dark, 0.5), col, on), -0.12 * smooth(s["d"], 0.03, 0.0))
    h = 0.5 + 0.05 * s["z"] * on + 0.006 * fibre + 0.012 * (r[:, 3:4] - 0.5)
    return g.material(col, h, g.uniform(0.55, 0.75) + 0.03 * fibre, 0.0, g.facts(["osb board", "oriented strand board", "chipboard", "osb panel", "strand board", "particle board"], names,
                      lambda i: [size_word(k.v[i], 5, 18, g.py).replace("large", "coarse").replace("big", "coarse").replace("small", "fine"), "pressed", g.py.choice(["raw", "flat", ""])],
                      lambda i: [g.py.choice(["made of wood strands", "with pressed wood chips", ""])]))
