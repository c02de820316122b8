"""Small made things lying together: coins, and the bubbles of packing film."""
from __future__ import annotations

import torch

from ..cells import inside, scatter
from ..noise import fbm, grain, mix, shade, smooth, step
from ..registry import Gen, Material, family, size_word
from ..skins import skin
from ._shapes_built import HEX, hexagons

COIN = "gold d2a254, gold c8984c, gold dcae62, silver c9cbcd, silver b9bbbd, copper cc8060, bronze a07a40"


@family("coins", prompt="gold coins", kind="metal", skip=("moss", "leaf_litter", "puddles", "rust"), grain=0.5)
def coins(g: Gen) -> Material:
    """A hoard: discs with a raised rim and a struck device, lying over one another."""
    k = g.param([float(v) for v in g.py.choices((3, 4, 5, 6, 8), k=g.n)])
    s = scatter(g, k, lambda x, y, r: 0.46 - (x * x + y * y + 1e-9).sqrt(), layers=4, spread=0.95, scale=(0.95, 1.15))
    r, q = s["r"], (s["x"].square() + s["y"].square() + 1e-9).sqrt()
    on = step(g, s["d"] / k)
    a = torch.atan2(s["y"], s["x"])
    rim = smooth(q, 0.375, 0.395) * smooth(q, 0.46, 0.445)
    beads = (0.5 + 0.5 * torch.cos(a * 40)) * smooth((q - 0.35).abs(), 0.02, 0.008)
    petals = 3 + (r[:, :1] * 4).floor()
    device = smooth(q - 0.17 - 0.07 * torch.cos(petals * a), 0.015, -0.015) * (0.6 + 0.4 * torch.cos(2 * a + r[:, 1:2] * 6.3))
    # obverse: a head in profile; letters run around either device
    hx, hy = s["x"], s["y"] - 0.03
    head = torch.minimum(0.10 - ((hx + 0.01).square() + (1.15 * (hy + 0.03)).square() + 1e-9).sqrt() + 0.016 * torch.sin(9 * torch.atan2(hy + 0.03, hx)), 0.3 + 0 * hx)
    neck = torch.minimum(0.045 - (hx + 0.012).abs() + 0.3 * (hy - 0.07).clamp_min(0), torch.minimum(hy - 0.02, 0.19 - hy))
    bust = smooth(torch.maximum(head, neck), -0.008, 0.014) * (0.65 + 0.35 * torch.sin(70 * head + 4 * hx))
    device = torch.where(r[:, 3:4] > 0.45, bust, device)
    turn = a * 30 / 6.28318 + 30 * r[:, 2:3]
    glyph = torch.sin((turn.floor() * 12.9898 + r[:, 1:2] * 78.233)) * 43.7585
    glyph = glyph - glyph.floor()
    u = turn - turn.floor() - 0.5
    letters = smooth(((u.abs() - 0.28 * glyph).abs() - 0.10), 0.06, -0.06) * smooth((q - 0.295).abs(), 0.036, 0.024) * (glyph > 0.18).float()
    struck = torch.maximum(torch.maximum(torch.maximum(rim, 0.6 * beads), 0.75 * letters), 0.85 * device)
    names, base = g.colors(COIN, p_any=0.04)
    f, mid = grain(g), fbm(g, 1.1, lo=8)
    age = g.uniform(0, 1)
    own_ = inside(s, k, torch.cat([fbm(g, 1.3, lo=4), skin(g, "metal")[0]], 1))
    tarnish = smooth(own_[:, :1] + 1.2 * (r[:, 2:3] - 0.5) - 1.0 * struck, -0.4, 2.0) * age
    col = shade(base, (r[:, 2:3] - 0.5) * 0.35 + (0.16 + 0.16 * age) * (struck - 0.4) - 0.3 * smooth(q, 0.44, 0.46) + 0.02 * f + 0.06 * own_[:, 1:] - 0.45 * tarnish - 0.25 * (1 - s["z"]))
    h = 0.22 + 0.55 * s["z"] + 0.065 * struck + 0.10 * (s["x"] * (r[:, :1] - 0.5) + s["y"] * (r[:, 3:4] - 0.5)) + 0.001 * f
    rough = 0.22 + 0.10 * (r[:, 1:2] - 0.5) + 0.03 * mid + 0.25 * tarnish
    own = lambda i: [f"{names[i]} coins"] * 2 + ([f"pile of {names[i]} coins", "treasure", "pirate treasure", "dragon hoard", "treasure chest coins"]) if names.natural[i] else []
    return g.material(mix(shade(base, -1.1), col, on), mix(0.10, h, on), mix(0.7, rough, on), 1.0, g.facts(lambda i: own(i) + ["coins", "pile of coins", "metal coins", "old coins", "scattered coins"], names,
                      lambda i: ["shiny" if age.v[i] < 0.4 else "tarnished" if age.v[i] > 0.7 else "", size_word(k.v[i], 3, 8, g.py), "round"],
                      lambda i: [g.py.choice(["lying over one another", "with raised rims", "heaped together"])]))


@family("bubble_wrap", prompt="bubble wrap", kind="plastic", skip=("moss", "leaf_litter"))
def bubble_wrap(g: Gen) -> Material:
    """Film with rows of air bubbles: domes with a bright rim, some of them burst and creased."""
    pairs = [g.py.choice(HEX[:5]) for _ in range(g.n)]
    kx, ky = g.param([p[0] for p in pairs]), g.param([p[1] for p in pairs])
    c = hexagons(g, kx, ky)
    q = (c.dx.square() + c.dy.square() + 1e-9).sqrt() * kx
    names, base = g.colors("white dfe4e6, light grey c9ced1, light blue bcd3de, pale blue cddde4, grey a9b0b4", p_any=0.3)
    burst = (c.rand() < g.uniform(0, 0.25)).float()
    crease = c.local(fbm(g, 1.6, lo=4))
    t = (q / 0.42).clamp(0, 1)
    dome = (1 - t.square()).clamp_min(0).sqrt() * (1 - 0.75 * burst) + 0.06 * burst * crease * smooth(t, 1.0, 0.8)
    ring = smooth((q - 0.42).abs(), 0.035, 0.01)
    wrinkle = fbm(g, 1.9, lo=3)
    f = grain(g)
    col = shade(base, 0.10 * ring - 0.06 * smooth(t, 0.9, 0.2) + 0.03 * wrinkle + 0.015 * f)
    h = 0.32 + 0.46 * dome + 0.02 * wrinkle + 0.001 * f
    return g.material(col, h, 0.14 + 0.08 * burst * smooth(t, 1.0, 0.8) + 0.02 * wrinkle.abs() + 0.01 * f, 0.0, g.facts(["bubble wrap", "bubble wrap", "bubble film", "packing bubble wrap", "air bubble packaging", "plastic bubbles"], names,
                      lambda i: ["shiny", size_word(kx.v[i], 5, 12, g.py), "plastic"], lambda i: [g.py.choice(["with air bubbles", "with round bubbles", "in rows"])]))
