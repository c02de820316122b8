"""Snow, ice, and cooling lava."""
from __future__ import annotations

from ..cells import voronoi
from ..noise import band, cdf, cover, fbm, grain, mix, shade, smooth
from ..registry import Gen, Material, family, size_word
from ..surface import crack_lines, stone_skin


@family("snow", prompt="snow", kind="cold")
def snow(g: Gen) -> Material:
    """Drifts with a soft grain and glinting crystals."""
    drift = g.uniform(0.3, 1.0)
    a = g.uniform(0, 3.14)
    big = fbm(g, 2.1, lo=1, stretch=1 + drift, angle=a)
    rip = fbm(g, 1.7, lo=4, hi=20, stretch=1 + drift * 1.5, angle=a)
    lump, fine = fbm(g, 1.2, lo=8), grain(g)
    crust = smooth(rip, 0.2, 1.2)
    h = 0.5 + big * 0.12 * drift + rip * 0.045 + crust * 0.03 + lump * 0.009 + fine * 0.003
    names, base = g.colors("white eef1f5, white e9eef4, white f2f3f5", p_any=0.3)
    blue = g.rgb("b9cde6")
    low = smooth(-(big * 0.5 + rip * 0.6), 0.1, 1.6)
    own = g.param([float(f) for f in names.natural])
    col = mix(base, mix(shade(base, -0.22), blue, own), low * 0.12)
    spark = cover(band(g, g.size * 0.3, 0.3), 0.02, 0.01)
    col = shade(col, fine * 0.025 + lump * 0.025 + spark * 0.1)
    facts = g.facts(["snow", "snow", "fresh snow", "snow surface", "snowdrift", "snow ground"], names,
                    lambda i: ["soft", g.py.choice(["powdery", "fluffy", "windswept"]) if drift.v[i] > 0.7 else "flat" if drift.v[i] < 0.45 else ""])
    return g.material(col, h, 0.62 + fine * 0.04 - spark * 0.45 + lump * 0.03, 0.0, facts)


@family("ice", prompt="ice", kind="cold")
def ice(g: Gen) -> Material:
    """Clear ice with white fractures, bubbles and frosty patches."""
    k = g.integers(2, 5)
    a = crack_lines(g, k, 0.012, wobble=0.03, keep=0.75)
    b = crack_lines(g, k * 2.4, 0.006, wobble=0.02, keep=0.5)
    plates = voronoi(g, k, jitter=0.95, u=g.x + 0.02 * fbm(g, 2.0, lo=2), v=g.y + 0.02 * fbm(g, 2.0, lo=2))
    deep = fbm(g, 1.6, lo=1.3)
    veil = smooth(fbm(g, 1.2, lo=3, stretch=2.0, angle=g.uniform(0, 3)), 0.3, 2.2)
    bubbles = cover(band(g, 34.0, 0.3), 0.035, 0.02) * cover(fbm(g, 1.5, lo=2), 0.5, 0.3)
    frosty = cover(fbm(g, 1.2, lo=2), 0.22, 0.35) * g.bernoulli(0.5)
    glow = a * 0.75 + 0.35 * smooth(0.05 - plates.edge, 0, 0.05) * cover(deep, 0.6, 0.5)
    names, base = g.colors("light blue a4cfe2, blue 6fa9cc, pale blue c0dde8, turquoise 7fc4cc, white dbe9ee, dark blue 3d6a8e")
    col = shade(base, deep * 0.20 + plates.randn() * 0.07 - 0.05)
    white = mix(g.rgb("f2f8fb"), base, 0.12)
    col = mix(col, white, (glow * 0.8 + b * 0.55 + veil * 0.35 + bubbles * 0.7 + frosty * 0.45).clamp(0, 0.95))
    fine = grain(g)
    h = 0.55 + deep * 0.02 + plates.tilt(0.10) + plates.randn() * 0.012 - a * 0.10 - b * 0.05 + frosty * (0.02 + fine * 0.012)
    rough = 0.07 + 0.05 * cdf(deep) + 0.3 * a + 0.2 * b + frosty * 0.45 + veil * 0.05
    facts = g.facts(["ice", "ice", "cracked ice", "frozen lake ice", "frozen water", "ice surface"], names,
                    lambda i: ["cracked", g.py.choice(["glossy", "frozen", "icy", ""])], lambda i: [g.py.choice(["with white cracks", "with cracks", ""])])
    return g.material(col, h, rough, 0.0, facts)


@family("lava", prompt="lava", kind="hot")
def lava(g: Gen) -> Material:
    """Dark crust plates over glowing melt."""
    k = g.integers(3, 9)
    size = 1.0 / k
    w = fbm(g, 1.9, lo=2, c=2) * size * 0.16 + fbm(g, 1.3, lo=10, c=2) * size * 0.015
    c = voronoi(g, k, jitter=0.95, u=g.x + w[:, :1], v=g.y + w[:, 1:])
    skin, tone = stone_skin(g)
    rope = fbm(g, 1.4, lo=5, stretch=2.5, angle=g.uniform(0, 3))
    heat = cdf(fbm(g, 1.6, lo=1.4))
    width = size * (0.02 + 0.16 * g.uniform(0.3, 1.0) * heat.square())
    e = c.edge - width + fbm(g, 1.2, lo=6) * size * 0.02
    crust = smooth(e, -size * 0.02, size * 0.05)
    t = (e / (size * 0.3)).clamp(0, 1)
    fine_crack = crack_lines(g, k * 3, size * 0.03, keep=0.35)
    names, dark = g.palette("black 26221f, dark grey 35302d, dark brown 3a2a24")
    hot_names, hot = g.colors("orange ff6a10, orange ff5408, red f03a08, yellow ffa41c", p_any=0.3)
    white_hot = mix(hot, g.rgb("ffe98a"), 0.75 * g.param([float(f) for f in hot_names.natural]))
    white_hot = mix(white_hot, hot.sqrt(), 1 - g.param([float(f) for f in hot_names.natural]))
    depth = smooth(-e, -size * 0.01, size * 0.12) * (0.5 + 0.6 * heat)
    melt = mix(shade(hot, -0.35 + 0.12 * rope), white_hot, (depth * 0.9 + 0.12 * rope).clamp(0, 1))
    rim = smooth(e, size * 0.14, 0.0) * (0.35 + 0.5 * heat)
    crust_col = shade(dark, tone * 0.16 + rope * 0.16 + c.randn() * 0.12)
    crust_col = mix(crust_col, shade(hot, -0.9), rim * 0.65)
    crust_col = mix(crust_col, shade(hot, -0.15), fine_crack * 0.8 * cdf(fbm(g, 1.5, lo=2)))
    col = mix(melt, crust_col, crust)
    h = mix(0.22 + rope * 0.015, 0.58 + 0.18 * t + rope * 0.04 + skin * 0.02 + c.tilt(0.5) - fine_crack * 0.12, crust)
    facts = g.facts(["lava", "lava", "molten lava", "magma", "volcanic lava", "lava flow"],
                    [[h_, d] if g.py.random() < 0.7 else [d, h_] for h_, d in zip(hot_names, names)],
                    lambda i: ["glowing", "hot", "molten", size_word(k.v[i], 3, 9, g.py)], lambda i: [g.py.choice(["with glowing cracks", "with dark crust", ""])])
    for f, nat in zip(facts, hot_names.natural):
        f.natural = nat
    return g.material(col, h, mix(0.35 + 0.05 * rope, 0.85 + tone * 0.03, crust), 0.0, facts)
