"""Living tissue of creatures from elsewhere: swollen cells, brain-like folds, veined and blistered skin."""
from __future__ import annotations

import torch

from ..cells import voronoi
from ..noise import band, blur, cdf, cover, fbm, grain, hue, mix, ridges, saturate, shade, smooth
from ..registry import Gen, Material, family, select, size_word
from ..skins import skin
from ._shapes_made import nearest

TISSUE = "red 85343a, pink c8707a, purple 6c3a6e, green 5a7a3c, dark red 5c1a20, flesh c88a74, teal 2f6e68, maroon 6e1a26, magenta 9c2f6e"


@family("alien_flesh", prompt="alien flesh", kind="soft", skip=("moss", "leaves", "snow"), grain=0.4)
def alien_flesh(g: Gen) -> Material:
    names, base = g.colors(TISSUE)
    kind = g.choice([40, 30, 30])
    k = g.integers(5, 11)
    w = fbm(g, 2.4, lo=2, hi=7, c=2) * 0.018 + fbm(g, 1.8, lo=8, hi=30, c=2) * 0.002
    u, v = g.x + w[:, :1], g.y + w[:, 1:]
    c = voronoi(g, k, jitter=0.85, soft=0.13, u=u, v=v)
    e = (c.edge * k).clamp_min(-0.1)
    bulge = (e.clamp(0, 0.5) * 2).clamp(1e-4, 1).pow(0.55)
    pupil = smooth(e, 0.26, 0.42) * (c.rand() < g.uniform(0.0, 0.7)).float()
    # folds: a labyrinth from band-passed noise
    b = band(g, k * 0.75, 0.16)
    fold = (1 - (b.abs() / 1.5).clamp(0, 1))
    fold = 1 - torch.exp(-(b / 0.55).square() * 0.5) * 1.0
    # blisters on stretched skin
    n = nearest(g, k * 1.0, jitter=0.95, u=u, v=v)
    size = 0.16 + 0.20 * n.rand()
    keep = (n.rand() < 0.75).float()
    bl = (1 - (n.edge / size).square()).clamp_min(0).sqrt() * keep
    stretched = fbm(g, 1.5, lo=4, stretch=3.0, angle=g.uniform(0, 3.1))
    blister = 0.45 + 0.10 * stretched.clamp(-2, 2) + 0.42 * bl
    body = select(kind, [bulge, fold, blister])
    vein = ridges(fbm(g, 1.5, lo=3), 0.07) + 0.7 * ridges(fbm(g, 1.35, lo=6), 0.07)
    vein = (vein * cover(fbm(g, 1.5, lo=2), 0.65, 0.4)).clamp(0, 1) * select(kind, [0.8 + 0 * k, 0.5 + 0 * k, 1.0 + 0 * k])
    mid, f, cloud = fbm(g, 1.3, lo=7), grain(g), fbm(g, 1.6, lo=2)
    fat, relief, _ = skin(g, "marble", (3, 4))
    tissue = c.local(torch.cat([fat, fbm(g, 1.2, lo=6, stretch=3.0)], 1))             # each swelling has its own fibres and marbling
    # capillaries: a fine net, thicker where blood gathers, under the skin
    blood = cdf(cloud)
    hair = torch.exp(-(fbm(g, 1.9, lo=10).abs() / (0.10 * (0.2 + blood))).clamp(max=9)) * smooth(blood, 0.2, 0.8)
    pores = smooth(band(g, g.size * 0.1, 0.4), 1.3, 2.2)
    tone = 0.25 * (body - 0.6)
    col = hue(shade(base, tone + 0.03 * cloud + 0.03 * mid + 0.10 * tissue[:, :1] + 0.07 * tissue[:, 1:2] - 0.08 * pores), 0.03 * cloud - 0.08 * (body - 0.5) + 0.05 * tissue[:, :1])
    col = mix(col, mix(shade(base, 0.5), g.rgb("dcc0a0"), 0.5), smooth(tissue[:, :1], 0.6, 2.4) * 0.45)
    vc = mix(shade(base, -0.8), shade(g.rgb("5a2a5c"), 0.1), 0.5)
    col = mix(col, vc, torch.maximum(vein * 0.6, hair * 0.45))
    top = select(kind, [pupil, smooth(fold, 0.85, 1.0) * 0.35, smooth(bl, 0.55, 0.95)])
    col = mix(col, mix(shade(base, 0.65), g.rgb("ecdcb0"), 0.4), top * 0.55)
    col = mix(col, shade(saturate(base, 1.05), -0.42 + 0.12 * mid + 0.08 * fat), smooth(body, 0.35, 0.0) * 0.55)
    h = 0.14 + 0.62 * body + 0.05 * blur(torch.maximum(vein, 0.6 * hair), 0.003) + 0.012 * mid + 0.02 * relief + 0.03 * cloud - 0.012 * pores
    rough = 0.22 + 0.22 * smooth(body, 0.5, 0.0) + 0.05 * mid + 0.06 * pores
    words = (["alien flesh", "organic cells", "alien skin", "fleshy cells", "organic tissue"], ["alien flesh", "brain tissue", "fleshy folds", "organic tissue", "brain"],
             ["alien flesh", "alien skin", "blistered flesh", "organic skin", "monster skin"])
    return g.material(col, h, rough, 0.0, g.facts(lambda i: words[int(kind.v[i])], names, lambda i: ["slimy", "organic", size_word(k.v[i], 5, 11, g.py), "glossy"],
                      lambda i: ["with veins", ("", "with folds", "with blisters")[int(kind.v[i])]]))
