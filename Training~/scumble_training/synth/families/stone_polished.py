"""Polished decorative stone: marble, granite, terrazzo."""
from __future__ import annotations

import torch

from ..cells import voronoi
from ..noise import band, cdf, fbm, grain, hue, mix, sample, saturate, shade, smooth, step
from ..registry import Gen, Material, family, size_word

MARBLE = """white e9e7e2, white efece6, white e4e3e0, black 1d1d20, black 26262a, green 2f5a44, dark green 1f4030, beige d9c7a8, cream e8dcc2,
grey 8d8f92, dark grey 4a4d52, pink d8a79a, red 8a3a30, brown 6d4c38, yellow d8b878, blue 5c7290"""
LIGHT_VEIN = "white ece9e2, light grey c4c6c8, gold c79a4a, cream e6d6b4"
DARK_VEIN = "grey 6f7378, dark grey 3f4348, gold b98d45, brown 7c5a3e, black 26262a, green 4a6a58, blue 50627c"


def ridge(x, width):
    """Line along the zero crossing of a field, soft, 1 in the middle."""
    return torch.exp(-(x / width).abs().clamp(max=8))


@family("marble", prompt="marble", kind="stone", skip=("lava",))
def marble(g: Gen) -> Material:
    """Clouded ground with branching veins at three scales, polished; sometimes brecciated."""
    names, base = g.colors(MARBLE)
    ln, lv = g.palette(LIGHT_VEIN)
    dn, dv = g.palette(DARK_VEIN)
    dark_ground = g.param([float(x < 0.5) for x in g_lum(names)])
    vein = mix(dv, lv, dark_ground)
    angle = g.uniform(0, 3.14)
    bold, busy = g.uniform(0.3, 1.0), g.uniform(0, 1)
    w = fbm(g, 1.9, lo=1, c=2) * g.uniform(0.03, 0.09) + fbm(g, 2.0, lo=5, c=2) * 0.011 + fbm(g, 1.6, lo=14, c=2) * 0.0022
    at = lambda f, k=1.0: sample(f, g.x + w[:, :1] * k, g.y + w[:, 1:] * k)
    gate = cdf(fbm(g, 1.6, lo=1.2))
    big = ridge(at(fbm(g, 2.2, lo=1, hi=9, stretch=2.2, angle=angle)), 0.04 + 0.13 * gate * bold)
    mid = ridge(at(fbm(g, 1.9, lo=2, hi=20, stretch=1.8, angle=angle)), 0.025 + 0.05 * gate) * smooth(gate, 0.25 - 0.25 * busy, 0.6)
    thin = ridge(at(fbm(g, 1.6, lo=4, hi=40, stretch=1.6, angle=angle + 0.5), 1.5), 0.045) * smooth(at(fbm(g, 1.6, lo=1.5)), 0.4 - busy, 1.2)
    c = voronoi(g, g.integers(3, 6), u=g.x + w[:, :1] * 1.3, v=g.y + w[:, 1:] * 1.3, jitter=0.95)
    breccia = g.bernoulli(0.22)
    crack = torch.exp(-c.edge / (0.0025 + 0.010 * gate * gate)) * smooth(gate, 0.05, 0.3)
    halo = ridge(at(fbm(g, 2.2, lo=1, hi=6, stretch=2.0, angle=angle)), 0.5)
    veins = torch.maximum(torch.maximum(big * (0.55 + 0.45 * bold), mid * 0.75), thin * 0.65)
    veins = torch.maximum(veins, crack * breccia * 0.9).clamp(0, 1)

    cloud = at(fbm(g, 1.5, lo=1.5, stretch=1.5, angle=angle))
    col = shade(base, cloud * 0.05 + c.randn() * 0.09 * breccia + grain(g) * 0.012)
    col = mix(col, mix(base, vein, 0.45), cdf(cloud * 1.2 - 1.1) * 0.55 + halo * 0.14 * bold)
    col = mix(col, shade(vein, fbm(g, 1.3, lo=3) * 0.15), veins * 0.92)
    second = ridge(at(fbm(g, 2.0, lo=1.5, hi=16, stretch=2.0, angle=angle + 0.2)), 0.03) * cdf(fbm(g, 1.6, lo=2) - 0.4)
    col = mix(col, shade(vein, -0.3 + 0.7 * dark_ground), second * 0.4)
    sparkle = smooth(band(g, g.size * 0.25, 0.4), 1.6, 2.6)
    col = shade(col, sparkle * 0.10)
    gloss = g.uniform(0.06, 0.42)
    rough = gloss + veins * 0.05 + cdf(fbm(g, 1.3, lo=3)) * 0.05 + grain(g) * 0.01
    h = 0.5 - veins * 0.010 + fbm(g, 1.2, lo=4) * 0.0025 * smooth(gloss, 0.1, 0.4)

    words = lambda i: ln[i] if dark_ground.v[i] else dn[i]
    kind = lambda i: [*(["polished", "glossy", "shiny"] if gloss.v[i] < 0.2 else ["honed"] if gloss.v[i] > 0.33 else ["smooth"]), "veined"]
    nouns = ["marble", "marble stone", "marble slab", "veined marble"]
    facts = g.facts(nouns, names, kind, lambda i: [f"with {words(i)} veins", g.py.choice(["", "with bold veins"]) if bold.v[i] > 0.75 else
                                                    g.py.choice(["", "with fine veins"]) if bold.v[i] < 0.45 else ""])
    return g.material(col, h, rough, 0.0, facts)


def g_lum(names):
    """Luma of each named colour, from the words only (no read-back from the device)."""
    from .. import palette
    pool = dict(palette.parse(MARBLE))
    out = []
    for name, own in zip(names, names.natural):
        r, g, b = pool[name] if own and name in pool else palette.rgb(name)
        out.append(0.299 * r + 0.587 * g + 0.114 * b)
    return out


GRANITE = """grey 9a9894, light grey b9b6b0, pink c79a88, dark grey 5d5d5f, black 2e2e31, red 96594a, white cfccc6, beige c3ae92, brown 8a6a54,
blue 6d7f96, green 66766a"""


@family("granite", prompt="granite", kind="stone")
def granite(g: Gen) -> Material:
    """Interlocking crystals: feldspar in the ground colour, grey quartz, dark mica; polished or rough."""
    names, base = g.colors(GRANITE)
    k = g.integers(24, 52)
    w = fbm(g, 2.2, lo=8, c=2) * 0.003
    a = voronoi(g, k, jitter=0.95, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    b = voronoi(g, (k * 1.9).floor().clamp(max=110), jitter=0.95, u=g.x + w[:, 1:], v=g.y + w[:, :1])
    ra, rb = a.rand(3), b.rand(3)
    patch = fbm(g, 1.2, lo=4) * 0.10
    feld = hue(shade(base, (ra[:, :1] - 0.5) * 0.55 + 0.08), (ra[:, 1:2] - 0.5) * 0.12)
    quartz = mix(saturate(shade(base, -0.25), 0.25), g.rgb("c8c6c2"), 0.25 + 0.4 * ra[:, 1:2])
    pale = mix(saturate(base, 0.35), g.rgb("eceae4"), 0.72)
    mica = mix(shade(base, -2.2), g.rgb("1c1c1f"), 0.75)
    share_q, share_p, share_m = g.uniform(0.10, 0.24), g.uniform(0.03, 0.18), g.uniform(0.05, 0.20)
    inside = smooth(a.edge, 0, 0.004)
    col = mix(feld, quartz, (ra[:, 2:] + patch < share_q).float())
    col = mix(col, pale, (ra[:, 2:] - patch > 1 - share_p).float())
    col = shade(col, (rb[:, :1] - 0.5) * 0.22 - 0.20 * (1 - inside))
    dark = ((rb[:, 2:] + patch * 1.6) < share_m).float() * smooth(b.edge, -0.001, 0.002)
    black = ((ra[:, 1:2] + patch) < share_m * 0.55).float() * smooth(a.edge, 0.0, 0.003)
    col = mix(col, shade(mica, (rb[:, 1:2] - 0.5) * 0.8), torch.maximum(dark, black) * 0.94)
    glint = smooth(band(g, g.size * 0.28, 0.4), 1.7, 2.6)
    col = shade(col, glint * 0.3 + grain(g) * 0.05 + fbm(g, 1.5, lo=1.5) * 0.04)
    rough_cut = g.bernoulli(0.35)
    gloss = g.param([g.py.uniform(0.6, 0.8) if r else g.py.uniform(0.08, 0.35) for r in rough_cut.v])
    bump = fbm(g, 1.2, lo=5) * 0.02 + (ra[:, :1] - 0.5) * 0.05 + (rb[:, :1] - 0.5) * 0.03 + grain(g) * 0.010
    h = 0.5 + bump * (0.08 + 0.92 * rough_cut)
    rough = gloss + (rb[:, :1] - 0.5) * 0.10 + dark * 0.08 + 0.03 * fbm(g, 1.2, lo=4)
    adj = lambda i: [*(["rough", "coarse"] if rough_cut.v[i] else ["polished", "smooth"]), "speckled", "fine grained" if k.v[i] > 45 else "coarse grained" if k.v[i] < 29 else ""]
    facts = g.facts(["granite", "granite stone", "speckled granite", "granite slab"], names, adj,
                    lambda i: [g.py.choice(["with black specks", "with dark flecks", "with crystals"])])
    return g.material(col, h, rough, 0.0, facts)


TERRAZZO = "white e6e3dc, cream e9dfca, light grey c4c2be, grey 9a9895, beige d8c8ae, pink e0b5a8, dark grey 4e4e50, black 2a2a2c, green 7d9a88, terracotta c07a5c"
CHIPS = """white eeebe4, black 2b2a2b, grey 85827e, brown 7d5a42, terracotta b8694a, pink d99a8c, green 4f7a60, teal 3a7a78, blue 4a6a94, ochre c69a4a, navy 28365a,
red a8443a, yellow dcb65a, cream e8d9b8, dark green 2f5444"""


@family("terrazzo", prompt="terrazzo floor", kind="stone", skip=("lava",))
def terrazzo(g: Gen) -> Material:
    """Angular stone chips of several colours in a polished cement ground."""
    names, base = g.colors(TERRAZZO)
    sets = [g.colors(CHIPS, p_any=0.25) for _ in range(3)]
    tones = [s[1] for s in sets]
    k = g.integers(6, 14)
    col = shade(base, fbm(g, 1.2, lo=6) * 0.04 + grain(g) * 0.045)
    total = torch.zeros(g.n, 1, g.size, g.size, device=g.device)
    for scale, share, inset in ((3.1, 0.35, 0.10), (1.8, 0.42, 0.12), (1.0, 0.62, 0.10)):
        kk = (k * scale).floor()
        w = fbm(g, 2.4, lo=4, c=2) * 0.10 / kk
        c = voronoi(g, kk, jitter=0.9, u=g.x + w[:, :1], v=g.y + w[:, 1:])
        r = c.rand(4)
        cut = (c.dx * (r[:, 2:3] - 0.5) + c.dy * (r[:, 3:4] - 0.5)) * 1.2
        mask = step(g, c.edge - (inset + 0.16 * r[:, :1]) / kk - cut.clamp_min(0)) * (r[:, 1:2] < share).float()
        pick = c.rand()
        chip = torch.where(pick < 0.5, tones[0], torch.where(pick < 0.8, tones[1], tones[2]))
        chip = hue(shade(chip, (c.rand() - 0.5) * 0.5), (c.rand() - 0.5) * 0.12)
        vein = torch.exp(-c.local(fbm(g, 1.7, lo=4)).abs() * 12)
        chip = shade(chip, c.local(fbm(g, 1.1, lo=10)) * 0.06 + vein * 0.12)
        col, total = mix(col, chip, mask), torch.maximum(total, mask)
    col = shade(col, fbm(g, 1.6, lo=1) * 0.03)
    gloss = g.uniform(0.08, 0.4)
    rough = gloss + 0.10 * (1 - total) + 0.02 * fbm(g, 1.2, lo=4)
    h = 0.5 + total * 0.006 + grain(g) * 0.002 * (1 - total)

    def extras(i):
        a, b = sets[0][0][i], sets[1][0][i]
        return [g.py.choice([f"with {a} chips", f"with {a} and {b} chips" if a != b else f"with {a} chips", f"with {a} flecks", "with colourful chips" if a != b else "with stone chips"])]
    adj = lambda i: [size_word(k.v[i], 6, 14, g.py), *(["polished", "glossy"] if gloss.v[i] < 0.2 else ["matte"] if gloss.v[i] > 0.33 else []), "speckled"]
    return g.material(col, h, rough, 0.0, g.facts(["terrazzo", "terrazzo floor", "terrazzo stone"], names, adj, extras))
