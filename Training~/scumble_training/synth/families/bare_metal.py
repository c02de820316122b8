"""Plain metals in their own colours: polished, cast, ground, forged; and copper and bronze under verdigris."""
from __future__ import annotations

import torch

from ..noise import band, cover, fbm, grain, hue, mix, saturate, shade, smooth
from ..registry import Gen, Material, family, select
from ..skins import skin
from ..surface import specks
from ._shapes_made import scratches, scuffs

#             colour word, albedo
REFLECTORS = {"steel": ("grey", "b9bbbd"), "chrome": ("silver", "c6c9cc"), "aluminium": ("light grey", "d0d2d3"), "gold": ("gold", "f2c46a"), "copper": ("copper", "dc9272"),
              "brass": ("gold", "d8b868"), "bronze": ("bronze", "a98250"), "iron": ("dark grey", "7c7c7d"), "cast iron": ("dark grey", "565759"), "titanium": ("grey", "9a958f"),
              "lead": ("slate", "747a80"), "silver": ("silver", "dcdcda"), "zinc": ("light grey", "adb3b6"), "gunmetal": ("charcoal", "45484c")}
POLISHED, GROUND, CAST, FORGED = range(4)


@family("bare_metal", prompt="polished steel", kind="metal")
def bare_metal(g: Gen) -> Material:
    picks = [g.py.choice(list(REFLECTORS)) for _ in range(g.n)]
    kind = g.choice([34, 22, 24, 20])
    for i, p in enumerate(picks):
        if p == "cast iron":
            kind.v[i] = CAST
        if p == "chrome":
            kind.v[i] = POLISHED
    kind = g.param(kind.v)
    names, base = g.colors("grey b9bbbd", p_any=0.12)
    for i, p in enumerate(picks):
        if names.natural[i]:
            names[i] = REFLECTORS[p][0]
            light = 1 + g.py.gauss(0, 0.03)
            base[i] = g.param([int(REFLECTORS[p][1][k:k + 2], 16) / 255 * light for k in (0, 2, 4)]).view(3, 1, 1).clamp(max=0.97)
    f, mid, low = grain(g), fbm(g, 1.1, lo=6), fbm(g, 1.5, lo=3)
    age = g.uniform(0, 1)
    lines = scratches(g, g.uniform(0, 3.1), 0.25, g.px * 0.6, 60)
    hair = torch.maximum(scuffs(g, 0.3 + age, 60), 0.6 * lines)
    arcs = fbm(g, 0.5, lo=16, stretch=40.0, angle=0.4) + fbm(g, 0.5, lo=16, stretch=40.0, angle=-0.5)    # cross-hatched grinding
    sandy = band(g, g.size * g.uniform(0.10, 0.22), 0.5) + 0.4 * fbm(g, 0.9, lo=20)
    dent = band(g, g.uniform(6, 12), 0.35)
    facet = smooth(dent.abs(), 0.0, 1.6)
    tone = select(kind, [0.010 * mid, 0.07 * arcs + 0.02 * f, 0.07 * sandy + 0.03 * mid, 0.05 * facet + 0.05 * mid + 0.03 * f])
    face, _, _ = skin(g, "metal")
    tarnish = cover(0.6 * low + 0.45 * mid + 0.4 * face, 0.10 + 0.35 * age, 0.8) * age
    col = shade(base, tone + 0.10 * hair + face * (0.02 + 0.05 * age) - 0.02)
    col = mix(col, shade(hue(saturate(base, 0.8), 0.05), -0.5), tarnish * 0.45)
    col = mix(col, shade(g.rgb("4e463c"), 0.1 * f), specks(g, 0.05) * (age > 0.6).float() * 0.5)
    h = 0.5 + select(kind, [0.002 * low, 0.004 * arcs, 0.020 * sandy, 0.11 * facet + 0.004 * mid]) - 0.006 * hair
    rough = select(kind, [g.uniform(0.06, 0.18), g.uniform(0.28, 0.42), g.uniform(0.42, 0.62), g.uniform(0.34, 0.5)])
    rough = rough + 0.10 * hair + 0.22 * tarnish + 0.02 * mid + 0.03 * select(kind, [0 * arcs, arcs, sandy, f])
    own = lambda i: names.natural[i]

    def nouns(i):
        word = ["polished", "ground", "cast", "forged"][int(kind.v[i])]
        m = picks[i]
        alt = {"aluminium": "aluminum", "gunmetal": "dark steel"}.get(m, m)
        if not own(i):
            return [f"{word} metal", "metal surface", "bare metal", "metal sheet"]
        return [m if m.startswith("cast") else f"{word} {m}", m, f"{alt} surface", f"{m} metal", f"{alt} plate", f"bare {m}"]

    def adjectives(i):
        return [["mirror polished", "ground", "rough cast", "hammered"][int(kind.v[i])] if kind.v[i] != FORGED else "forged",
                "shiny" if kind.v[i] == POLISHED else "dull" if kind.v[i] == CAST else "satin", "tarnished" if age.v[i] > 0.6 else "clean" if age.v[i] < 0.25 else "",
                "scratched" if age.v[i] > 0.75 else ""]
    return g.material(col, h, rough, 1.0, g.facts(nouns, names, adjectives, lambda i: [["", "with grinding marks", "with a sandy cast skin", "with forge marks"][int(kind.v[i])],
                      g.py.choice(["with fine scratches", "with hairline scratches"]) if age.v[i] > 0.4 else ""]))


VERDIGRIS = "turquoise 5fae9c, green 6aa88a, mint 86c0a6, teal 4a9088, light blue 7fb4b8, green 4f8e74"


@family("patina", prompt="copper with verdigris patina", kind="metal", skip=("rust",))
def patina(g: Gen) -> Material:
    """Old copper, bronze or brass: brown oxide, crusts of verdigris, runs down the wall, bright metal where it is rubbed."""
    which = g.choice([60, 25, 15])
    _, green = g.palette(VERDIGRIS)
    bright = select(which, [g.rgb("c8805c"), g.rgb("9c7440"), g.rgb("c4a258")])
    brown = shade(mix(bright, g.rgb("4a3224"), 0.72), 0.0)
    area = g.uniform(0.25, 0.95)
    mid, low, f = fbm(g, 1.1, lo=6), fbm(g, 1.6, lo=3), grain(g)
    run = fbm(g, 1.2, lo=4, stretch=6.0, angle=1.5708)
    face, relief, _ = skin(g, "rust", (3, 4))
    field = 0.8 * low + 0.35 * mid + 0.5 * run * g.bernoulli(0.6) + 0.3 * face
    field = field / (field.square().mean((2, 3), keepdim=True).sqrt() + 1e-6)
    crust = cover(field + 0.10 * fbm(g, 1.2, lo=16), area, 0.16)
    thick = cover(field, area * 0.55, 0.5)
    pale = cover(0.8 * face + 0.5 * run, 0.35, 0.6)
    grown = shade(hue(saturate(green, 0.85), 0.05 * mid), 0.06 * mid + 0.03 * f + 0.20 * face)
    grown = mix(grown, shade(mix(green, g.rgb("cfdcd2"), 0.55), 0.08 * face), pale * 0.55)
    grown = mix(grown, shade(g.rgb("3a5a50"), 0.15 * face), smooth(-face - 0.3 * mid, 0.6, 2.2) * 0.6)
    rubbed = cover(-field + 0.4 * mid, g.uniform(0.0, 0.22), 0.25) * (1 - crust)
    metal = mix(shade(brown, 0.08 * mid + 0.03 * f + 0.10 * face - 0.06 * low), shade(bright, 0.05 * mid + 0.04 * f), rubbed)
    halo = cover(field, (area + 0.15).clamp(max=0.99), 0.3) * (1 - crust)
    metal = mix(metal, mix(metal, green, 0.5), halo * 0.5)
    col = mix(metal, grown, crust * (0.75 + 0.25 * thick))
    h = 0.48 + crust * 0.035 + thick * 0.03 + (0.014 * mid + 0.02 * relief + 0.006 * f) * crust + 0.003 * mid
    rough = mix(0.36 + 0.05 * mid - 0.1 * rubbed, 0.86 + 0.04 * f, crust)
    word = lambda i: ("copper", "bronze", "brass")[int(which.v[i])]
    facts = g.facts(lambda i: [f"{word(i)} patina", f"oxidized {word(i)}", f"verdigris {word(i)}", f"{word(i)} with green patina", "verdigris", f"aged {word(i)}", f"weathered {word(i)}"],
                    [["turquoise" if area.v[i] > 0.5 else "brown", "brown" if area.v[i] > 0.5 else "green"] for i in range(g.n)],
                    lambda i: [g.py.choice(["old", "aged", "weathered"]), "oxidized", "crusty" if area.v[i] > 0.7 else ""],
                    lambda i: [g.py.choice(["with verdigris", "with green patina", "with turquoise patina"]), "with bare copper showing" if which.v[i] == 0 and area.v[i] < 0.6 else ""])
    return g.material(col, h, rough, 1 - crust, facts)
