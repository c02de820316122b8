"""Snow, ice, and cooling lava."""
from __future__ import annotations

import torch

from ..cells import voronoi
from ..noise import band, blur, cdf, cover, fbm, grain, mix, shade, smooth
from ..registry import Gen, Material, family, size_word
from ..skins import skin


@family("snow", prompt="snow", kind="cold")
def snow(g: Gen) -> Material:
    """Drifts with a soft grain and glinting crystals."""
    drift = g.uniform(0.3, 1.0)
    a = g.uniform(0, 3.14)
    big = fbm(g, 2.1, lo=1, stretch=1 + drift, angle=a)
    rip = fbm(g, 1.7, lo=4, hi=20, stretch=1 + drift * 1.5, angle=a)
    lump, fine = fbm(g, 1.2, lo=8), grain(g)
    tone, relief, _ = skin(g, "snow")
    crust = smooth(rip, 0.2, 1.2)
    h = 0.5 + big * 0.12 * drift + rip * 0.045 + crust * 0.03 + lump * 0.006 + relief * 0.014 + fine * 0.003
    names, base = g.colors("white eef1f5, white e9eef4, white f2f3f5", p_any=0.3)
    blue = g.rgb("b9cde6")
    low = smooth(-(big * 0.5 + rip * 0.6), 0.1, 1.6)
    own = g.param([float(f) for f in names.natural])
    col = mix(base, mix(shade(base, -0.22), blue, own), low * 0.12)
    spark = cover(band(g, g.size * 0.3, 0.3), 0.02, 0.01)
    col = shade(col, fine * 0.02 + lump * 0.015 + tone * 0.045 + spark * 0.1)
    facts = g.facts(["snow", "snow", "fresh snow", "snow surface", "snowdrift", "snow ground"], names,
                    lambda i: ["soft", g.py.choice(["powdery", "fluffy", "windswept"]) if drift.v[i] > 0.7 else "flat" if drift.v[i] < 0.45 else ""])
    return g.material(col, h, 0.62 + fine * 0.04 - spark * 0.45 + lump * 0.03, 0.0, facts)


@family("ice", prompt="ice", kind="cold")
def ice(g: Gen) -> Material:
    """Clear ice with white fractures, bubbles and frosty patches."""
    k = g.integers(2, 4)
    w = fbm(g, 1.9, lo=2, c=2) * 0.012 + fbm(g, 1.3, lo=14, c=2) * 0.0012
    streak = fbm(g, 1.0, lo=8, stretch=5.0, angle=g.uniform(0, 3))
    gates = fbm(g, 1.5, lo=2, c=3)
    lines, planes, lift = 0.0, 0.0, 0.0
    for mul, width, strength in ((1, 0.0040, 1.3), (2.6, 0.0026, 1.0), (6, 0.0017, 0.6)):
        n = (k * mul).round()
        c = voronoi(g, n, (n * g.uniform(0.7, 1.4)).round(), jitter=0.95, u=g.x + w[:, :1], v=g.y + w[:, 1:])
        gate = cdf(gates[:, :1] * 0.8 + 0.9 - 1.1 * mul / 6)
        lines = lines + strength * torch.exp(-(c.edge / (width * (0.3 + gate))).clamp(max=9)) * gate
        # a crack is a white plane that dives into the ice on one of its sides, and fades with depth
        r = c.rand(2)
        reach = (0.006 + 0.05 * r[:, :1].square()) / mul ** 0.5
        planes = planes + strength * (r[:, 1:] > 0.35).float() * (0.3 + 0.7 * r[:, :1]) * torch.exp(-c.edge / reach) * (0.75 + 0.25 * streak).clamp(0.1, 1.5) * gate
        lift = lift + c.randn() * strength
    deep = fbm(g, 1.5, lo=2)
    tone, relief, _ = skin(g, "ice")
    veil = smooth(gates[:, 1:2] + 0.35 * streak + 0.3 * tone, 0.2, 2.4)
    bubbles = smooth(band(g, g.size * 0.11, 0.3), 1.9, 3.0) * smooth(gates[:, 2:], -0.2, 1.2)
    frosty = smooth(gates[:, 2:] + 0.4 * tone, 0.2, 1.8) * g.bernoulli(0.5)
    names, base = g.colors("light blue a9c6d4, blue 7ba3bc, pale blue c2d7e0, turquoise 8fbec2, white d9e5ea, dark blue 4a6a84")
    col = shade(base, deep * 0.10 + lift * 0.03 + 0.03 * streak + tone * 0.03)
    white = mix(g.rgb("eff4f6"), base, 0.14)
    col = mix(col, white, (lines * 0.75 + planes * 0.7 + veil * 0.22 + bubbles * 0.55 + frosty * (0.30 + 0.08 * tone)).clamp(0, 0.93))
    fine, a = grain(g), lines.clamp(0, 1)
    h = 0.55 + deep * 0.015 + lift * 0.008 - a * 0.07 + frosty * (0.02 + relief * 0.015)
    rough = 0.07 + 0.05 * cdf(deep) + 0.3 * a + frosty * 0.45 + veil * 0.05 + 0.01 * fine
    facts = g.facts(["ice", "ice", "cracked ice", "frozen lake ice", "frozen water", "ice surface"], names,
                    lambda i: ["cracked", g.py.choice(["glossy", "frozen", "icy", ""])], lambda i: [g.py.choice(["with white cracks", "with cracks", ""])])
    return g.material(col, h, rough, 0.0, facts)


@family("lava", prompt="lava", kind="hot")
def lava(g: Gen) -> Material:
    """Dark crust plates over glowing melt."""
    k = g.integers(3, 9)
    size = 1.0 / k
    w = fbm(g, 1.9, lo=2, c=2) * size * 0.14 + fbm(g, 1.7, lo=8, c=2) * size * 0.05
    c = voronoi(g, k, jitter=0.95, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    face, relief, _ = skin(g, "cliff", (3, 4, 5))
    rope = fbm(g, 1.9, lo=5, stretch=2.5, angle=g.uniform(0, 3))
    heat = cdf(fbm(g, 1.6, lo=2))
    width = size * (0.015 + 0.13 * g.uniform(0.2, 1.0) * heat.square())
    e = (c.edge - width) / size + fbm(g, 2.2, lo=8) * 0.020 + blur(face, 0.006) * 0.010
    crust = smooth(e, -0.015, 0.02)
    t = (e / 0.3).clamp(0, 1)
    f = voronoi(g, k * 3, jitter=0.95, u=g.x + w[:, 1:] * 0.5, v=g.y + w[:, :1] * 0.5)
    glow = cdf(fbm(g, 1.6, lo=3) - 0.9 + heat)                        # where the crust is thin enough to crack
    fine_crack = torch.exp(-(f.edge / (size * 0.025 * (0.2 + glow))).clamp(max=9)) * smooth(glow, 0.45, 0.9)
    names, dark = g.palette("black 2a2725, dark grey 383432, dark brown 3a2f2a")
    hot_names, hot = g.colors("orange f2661a, orange ec5612, red dc3c12, yellow f6a428", p_any=0.3)
    own = g.param([float(f) for f in hot_names.natural])
    white_hot = mix(hot.sqrt(), mix(hot, g.rgb("ffe08a"), 0.7), own)
    # melt: skins of cooler, darker matter drift on the bright core of a stream
    scum = smooth(rope + 0.9 * blur(face, 0.004) - 1.2 * heat + 0.4, -0.6, 1.6)
    depth = smooth(-e, -0.01, 0.12) * (0.35 + 0.65 * heat)
    melt = mix(shade(hot, -0.55 + 0.10 * rope), white_hot, (depth * 0.95 - 0.55 * scum + 0.1).clamp(0, 1))
    melt = mix(melt, shade(hot, -1.7 + 0.2 * face), scum * 0.55 * smooth(-e, 0.10, 0.0))
    crust_col = shade(dark, face * 0.34 + rope * 0.08 + c.randn() * 0.12 + f.randn() * 0.06)
    rim = torch.exp(-e.clamp_min(0) / (0.015 + 0.05 * heat)) * (0.3 + 0.6 * heat)
    crust_col = mix(crust_col, shade(hot, -1.6 + 0.25 * face), rim * 0.8)
    crust_col = mix(crust_col, shade(hot, -0.9 + 1.1 * fine_crack), fine_crack * 0.85)
    col = mix(melt, crust_col, crust)
    h = mix(0.22 + rope * 0.015 + scum * 0.03, 0.58 + 0.18 * t + rope * 0.025 + relief * 0.05 + c.tilt(0.5) - fine_crack * 0.10, crust)
    tone = face
    facts = g.facts(["lava", "lava", "molten lava", "magma", "volcanic lava", "lava flow"],
                    [[h_, d] if g.py.random() < 0.7 else [d, h_] for h_, d in zip(hot_names, names)],
                    lambda i: ["glowing", "hot", "molten", size_word(k.v[i], 3, 9, g.py)], lambda i: [g.py.choice(["with glowing cracks", "with dark crust", ""])])
    for f, nat in zip(facts, hot_names.natural):
        f.natural = nat
    return g.material(col, h, mix(0.35 + 0.05 * rope, 0.85 + tone * 0.03, crust), 0.0, facts)
