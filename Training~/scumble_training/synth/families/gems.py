"""Crystals: fields of cut facets, and clusters of pointed prisms."""
from __future__ import annotations

import torch

from ..cells import scatter, voronoi
from ..noise import cdf, cover, fbm, grain, hue, mix, ridges, shade, smooth
from ..registry import Gen, Material, family, select, size_word

GEM = "purple 7a44b0, blue 2f62c4, cyan 4cc4dc, pink d880b0, green 1f9a62, red a81c38, white dfe6ea, amber dc9a20, turquoise 38b4ac, violet 8a5ac8"


@family("crystal", prompt="crystals", kind="tile", skip=("moss", "leaves", "cracks"))
def crystal(g: Gen) -> Material:
    names, base = g.colors(GEM)
    kind = g.choice([50, 50])
    k = g.param([g.py.choice((4, 5, 6, 8)) if t == 0 else g.py.choice((4, 5, 6, 7)) for t in kind.v])
    # field of gems: each cell a pyramid of six faces with a table
    c = voronoi(g, k, jitter=0.75)
    px, py = c.dx * k, c.dy * k
    r = c.rand(3)
    ang = torch.atan2(py, px) + 6.28318 * r[:, :1]
    n = 6.0
    sector = (ang / 6.28318 * n).floor()
    mid_a = (sector + 0.5) * 6.28318 / n - 6.28318 * r[:, :1]
    reach = px * torch.cos(mid_a) + py * torch.sin(mid_a)
    table = smooth(reach, 0.16 + g.px * k, 0.16 - g.px * k)
    e = c.edge * k
    girdle = smooth(e, 0.10 + g.px * k, 0.10 - g.px * k)
    light = -0.6 * torch.cos(mid_a) - 0.8 * torch.sin(mid_a)
    jit = torch.sin(sector * 12.9898 + r[:, 1:2] * 78.2) * 0.5
    tone_a = mix(0.38 * light + 0.22 * jit, 0.30 + 0.25 * (r[:, 2:] - 0.5), table)
    tone_a = mix(tone_a, -0.55 - 0.3 * light, girdle)
    h_a = 0.80 - 0.62 * (reach - 0.16).clamp_min(0) - 0.25 * girdle * smooth(e, 0.10, 0.0)
    # cluster: prisms with three visible faces and a point
    prism = lambda x, y, q: torch.minimum(0.20 + 0.12 * q[:, :1] - y.abs(), (0.62 - x.abs() - y.abs() * 0.75) * 0.8)
    s = scatter(g, k, prism, layers=2, spread=0.7, scale=(0.95, 1.3))
    half = 0.20 + 0.12 * s["r"][:, :1]
    lane = s["y"] / half
    tip = s["x"].abs() + s["y"].abs() * 0.75 > 0.62 - 0.26
    face = torch.where(lane < -0.36, -1.0 + 0 * lane, torch.where(lane > 0.36, 1.0 + 0 * lane, 0 * lane))
    na = s["a"] + 1.5708
    facing = -(0.6 * torch.cos(na) + 0.8 * torch.sin(na)) * face
    end = torch.where(tip, torch.sign(s["x"]), 0 * lane)
    facing = facing * 0.9 - (0.6 * torch.cos(s["a"]) + 0.8 * torch.sin(s["a"])) * end * 0.6
    inside = smooth(s["d"] / k, 0.0, g.px * 1.5)
    ridge = smooth((lane.abs() - 0.36).abs() * half / k, g.px * 1.3, 0.0) * inside
    tone_b = 0.42 * facing + 0.4 * (s["r"][:, 1:2] - 0.5) + 0.25 * ridge + 0.30 * (s["z"] - 0.5)
    h_b = 0.25 + 0.45 * s["z"] + 0.22 * (1 - lane.abs()).clamp(0, 0.64) + 0.10 * (s["r"][:, 2:3] - 0.5) * s["x"]
    tone_b, h_b = mix(-1.3 + 0 * lane, tone_b, inside), mix(0.12 + 0 * lane, h_b, inside)
    tone, h = select(kind, [tone_a, tone_b]), select(kind, [h_a, h_b])
    # inner clouds and fractures
    cloud = c.local(fbm(g, 1.4, lo=3))
    veil = ridges(c.local(fbm(g, 1.3, lo=4)), 0.06) * cover(fbm(g, 1.4, lo=3), 0.5, 0.3)
    f = grain(g)
    col = shade(base, tone.clamp_min(-0.8) * 0.42 + 0.10 * cloud + 0.015 * f - 0.05)
    col = hue(col, 0.10 * tone.clamp(-1, 1))
    col = mix(col, torch.ones_like(col), (smooth(tone, 0.34, 0.85) * 0.40 + 0.16 * veil).clamp(0, 0.8))
    rough = 0.09 + 0.05 * cdf(cloud) + 0.10 * veil + select(kind, [0.05 * girdle, 0.4 * (1 - inside)])
    gem = {"purple": "amethyst", "violet": "amethyst", "blue": "sapphire", "green": "emerald", "red": "ruby", "white": "quartz"}

    def nouns(i):
        own = [gem[names[i]] + " crystals"] if names.natural[i] and names[i] in gem else []
        return (["gemstones", "crystals", "gems", "cut gems", "faceted crystal"] if kind.v[i] == 0 else ["crystals", "crystal cluster", "crystal", "crystal shards"]) + own
    return g.material(col, h, rough, 0.0, g.facts(nouns, names, lambda i: ["shiny", "faceted", size_word(k.v[i], 4, 7.5, g.py)],
                      lambda i: ["with facets" if kind.v[i] == 0 else "with pointed shards"]))
