"""Water: rippled surfaces and pool floors with caustic light."""
from __future__ import annotations

import torch

from ..cells import voronoi
from ..noise import cdf, fbm, hue, mix, shade, shaped, smooth
from ..registry import Gen, Material, family, select

SEA = "blue 2a6a9c, dark blue 173f66, teal 1f7a80, turquoise 3aaeb4, light blue 6ab4d8, green 3a7a5e, blue 3484b4, navy 142c4a, cyan 45c0d8, dark green 1e4a3e"


def waves(g, f0, width, spread, heading):
    """Wind waves: noise around f0 cycles per tile, mostly travelling along heading."""
    f = (g.fx * g.fx + g.fy * g.fy).sqrt().clamp_min(1e-3)
    c = (g.fx * torch.cos(heading) + g.fy * torch.sin(heading)) / f
    return shaped(g, torch.exp(-0.5 * ((f / f0).log() / width).square()) * torch.exp((c.abs() - 1) / spread))


@family("water", prompt="water surface", kind="none", overlays=False)
def water(g: Gen) -> Material:
    names, base = g.colors(SEA)
    kind = g.choice([50, 50])                           # caustics over a pool floor, rippled surface
    f0 = g.uniform(3.0, 7.0)
    # caustics: two warped Voronoi nets, bright where both have borders
    k = (f0 * 1.1 + 0.6).round()
    w = waves(g, f0 * 0.9, 0.5, 9.0, g.uniform(0, 3.1)), waves(g, f0 * 0.9, 0.5, 9.0, g.uniform(0, 3.1))
    net = 0.0
    for m, amp, size in ((0, 0.28, 1.0), (1, 0.40, 1.0)):
        c = voronoi(g, k + m, jitter=0.85, soft=0.07, u=g.x + w[0] * amp * 0.12 / k * 2, v=g.y + w[1] * amp * 0.12 / k * 2 + 0.3 * m)
        e = (c.edge * (k + m)).clamp_min(0)
        net = net + (torch.exp(-e * 13) + 0.35 * torch.exp(-e * 3.6)) * (1.0 if m == 0 else 0.6)
    gate = cdf(fbm(g, 1.8, lo=1.5))
    net = net * (0.55 + 0.75 * gate)
    broad = fbm(g, 1.8, lo=1)
    deep = shade(base, 0.10 * broad - 0.08)
    foam = mix(base, torch.ones_like(base), 0.72)
    caustic = mix(mix(shade(deep, -0.22), hue(shade(deep, 0.35), 0.0), smooth(net, 0.1, 1.0)), foam, smooth(net, 0.75, 1.9) * 0.85)
    # ripples: steep side dark, crests light; reflected sky streaks
    a = g.uniform(0, 3.1)
    h1 = waves(g, f0, 0.45, g.uniform(0.12, 0.6), a) + 0.45 * waves(g, f0 * 2.3, 0.4, 0.5, a + 0.4) + 0.2 * waves(g, f0 * 5, 0.45, 0.8, a - 0.3)
    sharp = smooth(h1, -2.2, 2.2)
    ripple = shade(base, 0.08 * h1.clamp(-2, 2.2) + 0.08 * broad - 0.05)
    ripple = mix(ripple, mix(base, torch.ones_like(base), 0.65), smooth(h1 + 0.35 * fbm(g, 1.0, lo=10), 1.35, 2.3) * 0.6)
    color = select(kind, [caustic, ripple])
    soft = waves(g, f0 * 0.8, 0.5, 3.0, a) * 0.5 + 0.3 * waves(g, f0 * 2, 0.5, 3.0, a)
    h = select(kind, [0.5 + 0.045 * soft, 0.32 + 0.36 * sharp * sharp.sqrt() * (5 / f0).clamp(0.7, 1.2) + 0.01 * h1])
    rough = 0.05 + 0.03 * smooth(h1, 1.0, 2.4)

    def nouns(i):
        if kind.v[i] == 0:
            return ["water", "pool water", "water with caustics", "clear water", "swimming pool water", "shallow water"]
        return ["water", "water surface", "rippled water", "water ripples", "ocean water", "water waves", "sea water"]
    return g.material(color, h, rough, 0.0, g.facts(nouns, names, lambda i: [g.py.choice(["clear", "sparkling"]) if kind.v[i] == 0 else g.py.choice(["rippled", "wavy"]), "glossy"],
                      lambda i: [g.py.choice(["with caustics", "with light caustics"]) if kind.v[i] == 0 else g.py.choice(["with ripples", "with waves"]) if f0.v[i] < 5 else "with small ripples"]))
