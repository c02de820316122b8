"""Concrete that has lived: cracks, spalls down to the aggregate, leaks, rust marks, grime."""
from __future__ import annotations

import torch

from ..cells import scatter
from ..noise import cover, fbm, grain, mix, shade, step
from ..registry import Gen, Material, family
from ..shapes import pebble
from ..skins import skin
from ..surface import crack_lines, pits, specks


@family("worn_concrete", prompt="dirty cracked concrete", kind="stone", skip=("cracks",))
def worn_concrete(g: Gen) -> Material:
    names, base = g.colors("grey 98968f, grey 878580, light grey aeaca4, dark grey 6c6a66, beige b0a690", p_any=0.15)
    cracked, spalled = g.bernoulli(0.6), g.bernoulli(0.45)
    grimy = g.param([float((not c and not s) or g.py.random() < 0.55) for c, s in zip(cracked.v, spalled.v)])
    mid, blot, f = fbm(g, 1.3, lo=8), fbm(g, 1.3, lo=4), grain(g)
    photo, relief, tint = skin(g, "concrete")
    pores = (pits(g, g.uniform(20, 40), 0.03) + pits(g, 70.0, 0.04)).clamp(0, 1)
    col = shade(base, 0.03 * blot + 0.03 * mid + g.uniform(0.10, 0.18) * photo - 0.25 * pores) + tint * 0.01
    col = shade(col, -0.12 * specks(g, 0.05))
    # the skin broken away: rough matrix with round aggregate
    broken = fbm(g, 1.7, lo=3) + 0.15 * mid + 0.10 * photo
    share = g.uniform(0.06, 0.30)
    spall, rim = cover(broken, share, 0.02) * spalled, cover(broken, share + 0.04, 0.06) * spalled
    k = g.integers(18, 34)
    s = scatter(g, k, pebble, layers=2, spread=0.95, scale=(0.45, 1.0), prob=0.75)
    stone = step(g, s["d"] / k) * spall
    matrix = shade(mix(base, g.rgb("b0a48e"), 0.45), 0.10 * mid + 0.12 * f)
    pebbles_ = shade(mix(base, g.palette("brown 7a6a58, grey 6e6c69, tan a3907a, light grey b8b4ac")[1], 0.75), (s["r"][:, :1] - 0.5) * 0.8 + 0.05 * f)
    col = mix(mix(col, matrix, spall), pebbles_, stone)
    line = torch.maximum(crack_lines(g, g.integers(2, 4), 0.005, wobble=0.07, keep=0.6), 0.8 * crack_lines(g, 8, 0.0025, wobble=0.03, keep=0.3)) * cracked
    col = mix(col, shade(g.rgb("5a5348"), 0.1 * f), line * 0.8)
    dust = cover(-broken * 0.3 + fbm(g, 1.3, lo=3) + 0.3 * mid - 0.5 * photo, g.uniform(0.25, 0.6), 0.8) * grimy
    col = mix(col, mix(col, shade(g.rgb("5f574a"), 0.12 * mid + 0.08 * f), 0.7), dust * 0.6)
    oil = cover(fbm(g, 1.7, lo=4) - 0.15 * photo, 0.06, 0.12) * g.bernoulli(0.3) * grimy
    col = mix(col, mix(col, g.rgb("3c3833"), 0.4), oil)
    dome = (1 - (1 - (s["d"] / 0.35).clamp(0, 1)).square()).clamp_min(1e-4).sqrt()
    h = 0.62 + 0.008 * blot + 0.006 * mid + 0.006 * relief - 0.04 * pores - 0.10 * line
    h = mix(h, 0.47 + 0.03 * mid + 0.012 * f + 0.07 * dome * stone, spall) + 0.008 * (rim - spall)
    rough = 0.84 + 0.03 * mid + 0.08 * spall - 0.35 * oil

    def adjectives(i):
        a = [g.py.choice(["cracked", "broken", "fractured"])] if cracked.v[i] else []
        a += [g.py.choice(["crumbling", "damaged", "spalled"])] if spalled.v[i] else []
        return a + ([g.py.choice(["dirty", "grimy", "stained"])] if grimy.v[i] else []) + [g.py.choice(["old", "weathered", "worn"])]

    def extras(i):
        return ["with cracks" if cracked.v[i] else "", "with exposed aggregate" if spalled.v[i] else "", g.py.choice(["with dirt stains", "covered in grime"]) if grimy.v[i] else "",
                "with broken patches" if spalled.v[i] else ""]

    def nouns(i):
        a = "cracked" if cracked.v[i] else "damaged" if spalled.v[i] else "dirty"
        return [f"{a} concrete", "concrete", f"{a} concrete wall", "old concrete", "concrete floor", f"{a} cement"]
    return g.material(col, h, rough, 0.0, g.facts(nouns, names, adjectives, extras))
