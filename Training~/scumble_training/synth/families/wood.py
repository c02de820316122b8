"""Solid wood: one board or veneer with the rings, rays, pores and knots of its species; burl."""
from __future__ import annotations

import torch

from ..noise import band, cdf, cover, fbm, grain, hue, mix, sample, saturate, shade, smooth
from ..registry import Gen, Material, family
from ..skins import skin
from ._shapes_built import turned
from ._species import Species

TAU = 6.283185


@family("wood", prompt="polished wood grain", kind="wood", grain=0.8)
def wood(g: Gen) -> Material:
    """Long year rings with cathedral arches, pores in the early wood, ray flecks across the grain, knots that the rings flow around."""
    w = Species(g)
    burl, upright = g.bernoulli(0.15), g.bernoulli(0.5)
    count = g.integers(6, 30)
    flow = fbm(g, 2.1, lo=1, hi=16, stretch=5.0, c=2)
    knotty = g.param([float(g.py.random() < k and not b) for k, b in zip(w.knots.v, burl.v)])
    field = smooth(band(g, 1.8, 0.35, stretch=1.5), 1.7, 3.2) * knotty
    v = g.y + flow[:, :1] * 0.028
    arch = torch.sin(TAU * v + flow[:, 1:] * 0.5 + g.uniform(0, 6)) * g.uniform(0.3, 2.6)
    swirl = fbm(g, 2.1, lo=1.5, hi=20)
    p = torch.where(burl > 0.5, v * 3 + swirl * g.uniform(1.6, 2.6),
                    v * count + arch + field * 5.0 + flow[:, 1:] * g.uniform(0.2, 0.8)) + 0.03 * fbm(g, 1.2, lo=10, stretch=6.0)
    t = p - p.floor()
    wide = g.px * count * 2.5
    ring = (t.pow(g.uniform(0.8, 2.2)) * (1 - smooth(t, 1 - wide.clamp(max=0.3), 1.0))).clamp(0, 1)     # soft rise, sharp end
    ring = ring * (0.55 + 0.45 * cdf(fbm(g, 1.0, lo=2, stretch=0.1)))
    early = smooth(t, 0.45, 0.05)
    fibre = fbm(g, 0.5, lo=14, stretch=26.0)
    turns = torch.where(burl > 0.5, 3.0, count)
    photo, grown = sample(torch.cat(skin(g, "wood")[:2], 1), g.x + 0.02 * flow[:, :1], mix(v, p / turns, 0.25 + 0.3 * burl)).split(1, 1)     # photographed grain, bent along the rings
    pores = cover(band(g, g.size * 0.30, 0.5, stretch=g.uniform(14, 26)) + 0.55 * early - 0.5 * photo - 0.2, 0.12 * w.pores, 0.20)
    rays = cover(band(g, g.size * 0.05, 0.5, stretch=0.22), 0.05, 0.03) * w.rays * g.bernoulli(0.6)
    streak = cover(fbm(g, 1.4, lo=2, stretch=8.0), 0.25, 0.5) * w.streaks
    curl = 0.6 * fbm(g, 1.9, lo=4, hi=14, stretch=0.3) * g.param([float(s in ("maple", "birch", "ash") and g.py.random() < 0.5) for s in w.picks])
    knot, eye = smooth(field, 0.80, 0.93), smooth(field, 0.12, 0.9)

    late = hue(shade(saturate(w.base, 1.1), -0.95), -0.03)
    late = mix(late, g.rgb("5a4030"), 0.5 * smooth(w.base.mean(1, keepdim=True), 0.22, 0.12))       # pale lines in black wood
    c = shade(w.base, 0.08 + 0.03 * fibre + 0.07 * photo + 0.03 * fbm(g, 1.3, lo=2, stretch=5.0) + 0.06 * curl)
    c = mix(c, late, (ring * w.rings * g.uniform(0.4, 1.0)).clamp(0, 0.9))
    c = mix(c, late, smooth(-photo, -0.5, 2.4) * g.uniform(0.5, 0.9) * (0.3 + w.rings).clamp(max=1))
    c = mix(c, shade(late, -0.25), streak * 0.5)
    c = mix(c, shade(late, -0.25), pores * 0.4)
    c = mix(c, shade(w.base, 0.3), rays * 0.3)
    c = mix(c, shade(late, -0.3), eye * 0.5)
    c = shade(mix(c, shade(late, -0.7 + 0.4 * ring), knot * 0.85), 0.012 * grain(g))
    gloss = g.uniform(0.08, 0.7)
    raw = smooth(gloss, 0.3, 0.6)
    relief = 0.4 * ring + 0.15 * fibre + 0.4 * grown - 0.6 * pores + 0.8 * knot
    h = 0.5 + relief * (0.002 + 0.016 * raw) + flow[:, :1] * 0.003
    rough = gloss + 0.05 * ring + 0.10 * pores - 0.02 * fibre + 0.015 * fbm(g, 1.2, lo=3) + 0.15 * knot * raw
    c, h, rough = turned(g, upright, c, h, rough)

    def nouns(i):
        if burl.v[i]:
            return ["burl wood", "burl veneer", "wood burl"] + w.nouns(i, "{} burl", "{} burl veneer")
        return w.nouns(i, "{} wood", "{} wood grain", "{}", "{} veneer", "{} board", "{} panel") + ["wood grain", "wood", "wooden board", "wood veneer", "wooden surface"]

    def adjectives(i):
        return [*(["varnished", "polished", "glossy"] if gloss.v[i] < 0.25 else ["raw", "unfinished", "bare"] if gloss.v[i] > 0.5 else ["smooth", "oiled"]),
                "swirly" if burl.v[i] else "fine grained" if count.v[i] > 22 else "wide grained" if count.v[i] < 10 else "",
                "knotty" if knotty.v[i] else ""]

    def extras(i):
        if burl.v[i]:
            return ["with swirling grain"]
        return [g.py.choice(["with visible grain", "with year rings", "with growth rings", "with dark grain lines"]), "with knots" if knotty.v[i] else "",
                "with vertical grain" if upright.v[i] else "with horizontal grain"]
    return g.material(c, h, rough, 0.0, g.facts(nouns, w.names, adjectives, extras))
