"""Poured surfaces: asphalt and concrete."""
from __future__ import annotations

from ..cells import courses, voronoi
from ..noise import band, cover, fbm, grain, mix, shade, smooth, step
from ..registry import Gen, Material, family
from ..skins import skin
from ..surface import crack_lines, pits


@family("asphalt", prompt="asphalt", kind="stone")
def asphalt(g: Gen) -> Material:
    """Road surface: stone chips in dark binder, cracks, sometimes sealed or worn."""
    k = g.integers(48, 110)
    c = voronoi(g, k, jitter=0.95, soft=0.10)
    size = 1.0 / k
    chip = smooth(c.edge - size * (0.05 + 0.14 * c.rand()), 0, size * 0.14)
    worn = g.uniform(0.1, 0.8)
    show = (c.rand() < worn + 0.15 * fbm(g, 1.5, lo=2)).float() * chip
    fine, macro = grain(g), fbm(g, 1.5, lo=3)
    tone, relief, tint = skin(g, "asphalt")
    names, base = g.colors("dark grey 48484a, black 323234, grey 626262, dark grey 525050, grey 747270, brown 5c544c", p_any=0.08)
    r = c.randn(2)
    col = shade(base, -0.10 + fine * 0.05 + tone * 0.14 + macro * 0.03 + c.randn() * 0.06) + tint * 0.006
    stone = mix(shade(base, 0.08 + r[:, :1] * 0.5), g.palette("tan 8f8272, grey 8a8a88, brown 75685c, white b4b0a8")[1], 0.55 * c.rand())
    col = mix(col, shade(stone, 0.08 * fine), show * (0.35 + 0.55 * c.rand()))
    h = 0.52 + 0.06 * chip * c.rand() + 0.03 * show + macro * 0.012 + relief * 0.008
    cracked = g.bernoulli(0.4)
    crack = crack_lines(g, g.integers(2, 5), 0.006, wobble=0.06, keep=0.55) * cracked
    h = h - crack * 0.22
    col = shade(col, -0.9 * crack)
    stain = cover(fbm(g, 1.7, lo=4) + 0.15 * tone, 0.10, 0.3) * g.bernoulli(0.3)
    col = shade(col, -0.25 * stain)
    rough = 0.86 - 0.1 * show + 0.03 * fine - 0.25 * stain
    facts = g.facts(["asphalt", "asphalt", "asphalt road", "tarmac", "road surface", "blacktop"], names,
                    lambda i: ["cracked" if cracked.v[i] else "", "worn" if worn.v[i] > 0.6 else "fresh" if worn.v[i] < 0.25 else "", "rough"],
                    lambda i: ["with cracks"] if cracked.v[i] else [])
    return g.material(col, h, rough, 0.0, facts)


@family("concrete", prompt="concrete", kind="stone")
def concrete(g: Gen) -> Material:
    """Cast concrete: clouded tone, air holes, hairline cracks, sometimes panels with joints and tie holes."""
    cloud, blot, fine = fbm(g, 1.5, lo=3), fbm(g, 1.4, lo=4), grain(g)
    photo, relief, tint = skin(g, "concrete")
    streak = fbm(g, 1.2, lo=3, stretch=4.0, angle=1.5708)
    holes = pits(g, g.uniform(18, 34), 0.03) * cover(blot, 0.6, 0.4) + pits(g, 50.0, 0.03)
    holes = holes.clamp(0, 1)
    cracked = g.bernoulli(0.3)
    style = g.choice([45, 30, 25])                         # bare, panels, board-marked
    n = g.integers(1, 3)
    ox, oy = g.uniform(0, 1), g.uniform(0, 1)
    p = courses(g, n, n, shift=0.0, period=1, u=g.x + ox, v=g.y + oy)
    boards = courses(g, g.param([1] * g.n), g.integers(6, 12), shift=0.0, period=1, random_shift=1.0, u=g.x, v=g.y + oy)
    panel, board = (style == 1).float(), (style == 2).float()
    joint = (1 - step(g, p.edge - 0.006, wide=2)) * panel
    tie = smooth((((p.dx.abs() - p.w * 0.6).square() + (p.dy.abs() - p.h * 0.6).square()).sqrt() - 0.014), 0.003, -0.003) * panel
    seam = smooth(0.005 - (boards.h - boards.dy.abs()), 0, 0.004) * board
    woodgrain = fbm(g, 1.1, lo=5, stretch=8.0) * board
    crack = crack_lines(g, g.integers(2, 3), 0.004, wobble=0.07, keep=0.45) * cracked
    names, base = g.colors("grey 9c9a95, grey 8b8a87, light grey b4b2ac, dark grey 6a6967, beige b7ae9c, grey a5a39d, white cfcdc7")
    tone = cloud * 0.02 + blot * 0.03 + photo * g.uniform(0.07, 0.14) + fine * 0.01 - cover(streak, 0.2, 0.4) * 0.05 + woodgrain * 0.05
    tone = tone + p.randn() * 0.06 * panel + boards.randn() * 0.05 * board
    sandy = cover(band(g, g.size * 0.25, 0.4), 0.10, 0.2) * -0.05
    rim = smooth(p.edge, 0.05, 0.006) * cover(blot + 0.4 * photo, 0.4, 0.7) * panel                    # water marks along the joints
    col = shade(base, tone + sandy - holes * 0.25 - joint * 0.3 - tie * 0.25 - seam * 0.10 - crack * 0.6 - rim * 0.2) + tint * 0.008
    h = 0.62 + cloud * 0.008 + blot * 0.006 + relief * 0.004 - holes * 0.06 - joint * 0.20 - tie * 0.22 - seam * 0.03 + woodgrain * 0.012
    h = h + boards.randn() * 0.012 * board - crack * 0.12
    polish = g.uniform(0, 1)
    rough = 0.84 - 0.42 * smooth(polish, 0.75, 1.0) + blot * 0.03 + holes * 0.1
    words = {0: [], 1: ["with panel joints", "with tie holes", "in panels"], 2: ["with board marks", "with formwork lines"]}
    facts = g.facts(lambda i: ["concrete", "concrete", "concrete wall", "concrete surface", "cement"] + (["concrete panels"] if style.v[i] == 1 else ["concrete floor"] if style.v[i] == 0 else []),
                    names, lambda i: ["polished" if polish.v[i] > 0.92 else "rough" if polish.v[i] < 0.3 else "", g.py.choice(["bare", "smooth", "plain", ""]) if style.v[i] == 0 and not cracked.v[i] else ""],
                    lambda i: ([g.py.choice(words[int(style.v[i])])] if style.v[i] else []) + (["with cracks", "with hairline cracks"] if cracked.v[i] else []))
    return g.material(col, h, rough, 0.0, facts)
