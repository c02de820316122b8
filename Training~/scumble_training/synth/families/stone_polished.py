"""Polished decorative stone: marble, granite, terrazzo."""
from __future__ import annotations

import torch

from ..cells import voronoi
from ..noise import band, cdf, fbm, grain, hue, mix, sample, saturate, shade, smooth, step
from ..registry import Gen, Material, family, size_word
from ..skins import skin

MARBLE = """white e9e7e2, white efece6, white e4e3e0, black 1d1d20, black 26262a, green 2f5a44, dark green 1f4030, beige d9c7a8, cream e8dcc2,
grey 8d8f92, dark grey 4a4d52, pink d8a79a, red 8a3a30, brown 6d4c38, yellow d8b878, blue 5c7290"""
LIGHT_VEIN = "white ece9e2, light grey c4c6c8, gold c79a4a, cream e6d6b4"
DARK_VEIN = "grey 6f7378, dark grey 3f4348, gold b98d45, brown 7c5a3e, black 26262a, green 4a6a58, blue 50627c"


def network(g: Gen, kx, ky, lean, w, width, gate):
    """Veins that run along a diagonal, fork and fade: (line 0..1, distance to it, the pieces between). w: warp [n,2,s,s]."""
    c = voronoi(g, kx, ky, jitter=0.95, u=g.x + w[:, :1], v=g.y + lean * g.x + w[:, 1:])
    near = c.edge.abs()
    return torch.exp(-(near / (width * (0.12 + gate.square()))).clamp(0, 9).pow(1.3)) * smooth(gate, 0.18, 0.55), near, c


@family("marble", prompt="marble", kind="stone", skip=("lava",), grain=0.3)
def marble(g: Gen) -> Material:
    """Clouded ground with veins that fork and fade at three scales, polished; sometimes brecciated."""
    names, base = g.colors(MARBLE)
    ln, lv = g.palette(LIGHT_VEIN)
    dn, dv = g.palette(DARK_VEIN)
    dark_ground = g.param([float(x < 0.5) for x in g_lum(names)])
    vein = mix(dv, lv, dark_ground)
    bold, busy = g.uniform(0.3, 1.0), g.uniform(0, 1)
    lean = g.param([g.py.choice((-1, 1, 1, 0)) for _ in range(g.n)])
    w = fbm(g, 1.9, lo=2, c=2) * g.uniform(0.020, 0.045) + fbm(g, 1.6, lo=9, c=2) * 0.0045
    fields = fbm(g, 1.5, lo=2, c=4)
    kx = g.integers(1, 3)
    ky = kx + g.integers(1, 2)
    big, near, c = network(g, kx, ky, lean, w, 0.006 + 0.012 * bold, cdf(fields[:, :1] + 0.5 * bold))
    mid, fine, _ = network(g, kx * 2, ky * 2, lean, w[:, [1, 0]] * 0.8, 0.0045, cdf(fields[:, 1:2] - 0.7 + busy))
    gate = cdf(fields[:, 2:3] - 1.2 + busy)                                  # the finest net is the middle one, nearer and elsewhere
    thin = torch.exp(-(sample(fine, 2 * g.x + 0.37, 2 * g.y + 0.21) / (0.0075 * (0.12 + gate.square()))).clamp(max=9)) * smooth(gate, 0.18, 0.55)
    breccia = g.bernoulli(0.18)
    halo = torch.exp(-near / 0.035) * cdf(fields[:, :1] + 0.3)                # the ground is stained beside a large vein
    veins = torch.maximum(torch.maximum(big * (0.6 + 0.4 * bold), mid * 0.65), thin * 0.5).clamp(0, 1)

    angle = torch.atan2(-lean, torch.ones_like(lean))
    cloud = sample(fbm(g, 1.6, lo=3, stretch=2.2, angle=angle), g.x + w[:, :1], g.y + w[:, 1:])
    face, _, tint = skin(g, "marble", (3, 4))
    ink = shade(vein, cloud * 0.15 + face * 0.08)
    col = shade(base, cloud * 0.035 + c.randn() * 0.08 * breccia + face * 0.05) + tint * 0.008 * base
    col = mix(col, mix(base, vein, 0.5), (smooth(cloud + 0.4 * fields[:, 3:], 0.2, 2.6) * 0.5 + halo * 0.32 * bold).clamp(0, 0.8))
    col = mix(col, ink, veins * (0.70 + 0.2 * bold))
    col = mix(col, mix(base, g.rgb("f0eeea"), 0.7), torch.exp(-(near / 0.0012).clamp(max=9)) * 0.35 * smooth(fields[:, 1:2], 0.0, 1.0) * (1 - dark_ground))
    gloss = g.uniform(0.06, 0.42)
    rough = gloss + veins * 0.05 + cdf(fields[:, 3:]) * 0.05
    h = 0.5 - veins * 0.010 + face * 0.003 * smooth(gloss, 0.1, 0.4)

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


@family("granite", prompt="granite", kind="stone", grain=0.5)
def granite(g: Gen) -> Material:
    """Interlocking crystals: feldspar in the ground colour, grey quartz, dark mica; polished or rough."""
    names, base = g.colors(GRANITE)
    k = g.integers(24, 52)
    w = fbm(g, 1.5, lo=16, c=2) * (0.10 / k)
    a = voronoi(g, k, jitter=0.95, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    b = voronoi(g, (k * 1.9).floor().clamp(max=110), jitter=0.95, u=g.x + w[:, 1:], v=g.y + w[:, :1])
    ra, rb = a.rand(3), b.rand(3)
    patch = fbm(g, 1.6, lo=4, hi=16) * 0.09
    inner, _, tint = skin(g, "grit")
    mark = a.local(torch.cat([inner, fbm(g, 0.9, lo=24, stretch=2.5)], 1))                    # cleavage inside the crystals
    feld = hue(shade(base, (ra[:, :1] - 0.5) * 0.40 + 0.05 + mark[:, :1] * 0.08 + mark[:, 1:] * 0.06), (ra[:, 1:2] - 0.5) * 0.10)
    quartz = shade(mix(saturate(shade(base, -0.28), 0.25), g.rgb("b9b7b3"), 0.2 + 0.4 * ra[:, 1:2]), mark[:, 1:] * 0.07)
    pale = shade(mix(saturate(base, 0.4), g.rgb("e4e2dc"), 0.55), mark[:, :1] * 0.05)
    mica = mix(shade(base, -2.0), g.rgb("1f1f21"), 0.7)
    share_q, share_p, share_m = g.uniform(0.10, 0.28), g.uniform(0.05, 0.2), g.uniform(0.05, 0.18)
    soft = smooth(a.edge * k, 0.0, 0.13)                                                      # crystals grow into one another
    col = mix(shade(base, inner * 0.1), feld, 0.35 + 0.65 * soft)
    col = mix(col, quartz, smooth(share_q - ra[:, 2:] - patch, -0.02, 0.02) * soft)
    col = mix(col, pale, smooth(ra[:, 2:] - patch - 1 + share_p, -0.02, 0.02) * soft)
    col = shade(col, (rb[:, :1] - 0.5) * 0.16 + inner * 0.08) + tint * 0.012 * base
    dark = smooth(share_m - rb[:, 2:] - patch * 1.0, -0.03, 0.03) * smooth(b.edge * k * 1.9, 0.0, 0.22)
    black = smooth(share_m * 0.5 - ra[:, 1:2] - patch, -0.02, 0.02) * smooth(a.edge * k + 0.06 * mark[:, :1], 0.04, 0.22)
    col = mix(col, shade(mica, (rb[:, 1:2] - 0.5) * 0.9 + mark[:, 1:] * 0.2), torch.maximum(dark * 0.85, black * 0.9) * (0.8 + 0.2 * rb[:, :1]))
    glint = smooth(band(g, g.size * 0.28, 0.4), 1.7, 2.6)
    col = shade(col, glint * 0.18 + grain(g) * 0.03)
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


@family("terrazzo", prompt="terrazzo floor", kind="stone", skip=("lava",), grain=0.5)
def terrazzo(g: Gen) -> Material:
    """Angular stone chips of several colours in a polished cement ground."""
    names, base = g.colors(TERRAZZO)
    sets = [g.colors(CHIPS, p_any=0.25) for _ in range(3)]
    tones = [s[1] for s in sets]
    k = g.integers(6, 14)
    col = shade(base, fbm(g, 1.2, lo=6) * 0.04 + grain(g) * 0.045)
    total = torch.zeros(g.n, 1, g.size, g.size, device=g.device)
    face = torch.cat([skin(g, "grit")[0], skin(g, "marble")[0]], 1)
    col = shade(col, face[:, :1] * 0.07)
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
        inner = c.local(face)
        chip = shade(chip, torch.where(c.rand() < 0.5, inner[:, :1] * 0.11, inner[:, 1:] * 0.13))
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
