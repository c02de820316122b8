"""Machine-made surfaces: science fiction hull panels, circuit boards."""
from __future__ import annotations

import torch

from ..cells import K, lookup, rectangle
from ..noise import fbm, grain, luma, mix, saturate, shade, smooth, step
from ..palette import parse
from ..registry import Gen, Material, family, size_word
from ._shapes_made import dome, rivets, scuffs, split

HULL = "grey 8d9196, light grey b6babd, white d6d8d8, dark grey 55595e, slate 525b64, black 2b2d30, grey 7a7f86, beige b8ac94"
LIGHT = parse("blue 3aa0ff, cyan 4fe6f0, orange ff9a30, red ff3b30, green 5cf07a, white f4fbff, yellow ffe050, purple b060ff")


def hashed(g, id, c):
    return lookup(g.rand(g.n, c, K * K), id)


@family("scifi_panel", prompt="sci fi metal panel", kind="metal", skip=("moss", "leaves"), grain=0.5)
def scifi_panel(g: Gen) -> Material:
    names, base = g.colors(HULL)
    k = g.integers(1, 3)
    off = g.rand(g.n, 2, 1, 1)
    x, y = g.x + off[:, :1], g.y + off[:, 1:]
    row = (y * k).floor()
    shift = 0.5 * torch.remainder(row, 2) * (torch.remainder(k, 2) == 0).float()
    col = (x * k + shift).floor()
    rect = ((col - shift) / k + 0 * y, (col + 1 - shift) / k + 0 * y, row / k + 0 * x, (row + 1) / k + 0 * x)
    id = (torch.remainder(row, k) * 64 + torch.remainder(col, k)).long() + 1
    least = g.uniform(0.05, 0.075)
    rect, id, _ = split(g, x, y, rect, id, 6, 0.25, 0.75, 0.24, least)
    corner = g.uniform(0.0, 0.006)
    edge, dx, dy, w, h2 = rectangle(*rect, x, y, corner)
    r = hashed(g, id, 8)
    kind, low = r[:, :1], torch.minimum(w, h2)
    # chamfered corners on some panels
    cut = (r[:, 1:2] > 0.86).float() * (low * 0.4).clamp(max=0.028)
    edge = torch.minimum(edge, (w + h2 - cut - dx.abs() - dy.abs()) * 0.7071 + (1 - (cut > 0).float()))
    gap = g.uniform(0.0025, 0.0055)
    face = step(g, edge - gap)
    roomy = smooth(low, 0.03, 0.04)
    plain = g.uniform(0.5, 0.75)
    a, b = plain, plain + (1 - plain) * 0.4
    inset = ((kind > a) & (kind <= b)).float() * roomy
    vent = ((kind > b) & (kind <= b + (1 - b) * 0.55)).float() * roomy
    lamp = (kind > b + (1 - b) * 0.55).float()
    # recessed centre with its own border
    e2 = edge - gap - 0.016 - low * 0.12
    hole = step(g, e2) * inset
    # vents: slats along the longer side
    long = (w > h2).float()
    s, t, sl, tl = mix(dy, dx, 1 - long), mix(dx, dy, 1 - long), mix(h2, w, 1 - long), mix(w, h2, 1 - long)
    count = (2 * (tl - 0.02) / 0.017).floor().clamp_min(1)
    q = (t + tl - 0.02) / (2 * (tl - 0.02)).clamp_min(0.01) * count
    slat = ((q - q.floor()) - 0.5).abs()
    open_ = smooth(slat, 0.36, 0.24) * smooth(sl - 0.014 - s.abs(), 0.0, 0.005) * smooth(tl - 0.02 - t.abs(), -0.001, 0.001) * vent
    # lights: a strip or a small bar in the middle
    bar = torch.minimum(torch.minimum(sl * 0.35, 0.06 * sl + 0.009) - s.abs(), (tl * 0.72).clamp(max=0.075) - t.abs())
    glow = step(g, bar) * lamp
    frame = smooth(bar, -0.010, -0.007) * lamp * (1 - glow)
    # etched lines crossing panels, and bolts in the corners
    rect2, id2, _ = split(g, x, y, rect, id + 17, 2, 0.2, 0.8, 0.35, 0.045)
    e3 = rectangle(*rect2, x, y)[0]
    etched = (1 - smooth(e3, g.px * 0.4, g.px * 1.6)) * (1 - inset) * (1 - vent) * (1 - lamp) * smooth(edge, gap + 0.001, gap + 0.004)
    d = rivets(dx, dy, w, h2, gap + 0.013, 9.0)
    bolts = (r[:, 2:3] > 0.25).float() * smooth(low, 0.034, 0.042) * (1 - smooth(cut, 0.0, 0.001))
    bolt = dome(d, 0.0065) * bolts * (1 - hole)
    ring = smooth(d, 0.011, 0.008) * bolts * (1 - smooth(bolt, 0, 0.2))

    wear = g.uniform(0, 1)
    mid, f, cloud = fbm(g, 1.1, lo=6), grain(g), fbm(g, 1.6, lo=2)
    chip = smooth(0.010 - edge + gap + 0.004 * mid + 0.003 * f, 0.006, 0.009) * wear * smooth(edge, gap, gap + 0.002)
    marks = scuffs(g, wear * 0.8 + 0.05, 35)
    anames, accent = g.colors("orange c8682a, dark grey 44484c, white d8dada, red a03028, yellow d8a82c, blue 2f5f9a", p_any=0.0)
    accent = saturate(accent, 0.8)
    on = (r[:, 3:4] < 0.08).float() * g.bernoulli(0.6)
    # darker and lighter panels of the same paint
    tone = (r[:, 4:5] - 0.5) * g.uniform(0.08, 0.35) - 0.5 * (r[:, 5:6] < 0.14).float()
    paint = mix(base, accent, on)
    c = shade(paint, tone + 0.015 * mid + 0.01 * f + 0.015 * cloud - 0.22 * smooth(0.022 - edge, 0, 0.022) * smooth(mid, -0.8, 1.2) * (0.3 + wear))
    c = mix(c, shade(c, -0.15), hole)
    c = mix(c, shade(g.rgb("a4a8aa"), 0.1 * f), torch.maximum(chip, marks * 0.6))
    c = shade(c, -0.3 * etched - 0.25 * ring + 0.10 * smooth(bolt, 0, 0.5))
    # stencils: rows of small marks near a corner, and hazard stripes along one side, both a little worn
    free = (1 - inset) * (1 - vent) * (1 - lamp) * roomy
    gx, gy = (dx + w - 0.028) / 0.0065, (dy + h2 - 0.026) / 0.0110
    glyph = lookup(g.rand(g.n, 2, K * K), (gx.floor() + 37 * gy.floor() + 7 * id).long().remainder(K * K))
    inside = (gx > 0) * (gx < 3 + 7 * r[:, 6:7]) * (gy > 0) * (gy < 1 + (r[:, 7:8] > 0.5).float())
    px, py = gx - gx.floor() - 0.5, gy - gy.floor() - 0.5
    stroke = torch.where(glyph[:, :1] > 0.5, px.abs() < 0.16 + 0.2 * glyph[:, 1:], (px + 0.4 * (glyph[:, :1] - 0.25) * py).abs() < 0.38) * (py.abs() < 0.32) * (glyph[:, 1:] > 0.12)
    faded = smooth(mid + 0.5 * f, 1.6 - 1.2 * wear, 0.2 - 1.2 * wear)
    ink = mix(shade(paint, -1.4), shade(mix(paint, g.rgb("e8e8e6"), 0.75), 0.0), (luma(base) < 0.42).float())
    c = mix(c, ink, inside.float() * stroke.float() * free * (r[:, 2:3] < 0.55).float() * (w > 0.05).float() * 0.75 * faded)
    strip = smooth((sl - 0.014 - s.clamp_min(-9)) , 0, g.px) * smooth(s - (sl - 0.030), 0, g.px) * smooth(tl - 0.016 - t.abs(), 0, g.px)
    slash = step(g, (torch.sin((s + t) * 6.28318 / 0.030)) * 0.004, wide=2.0)
    hazard = strip * free * (r[:, 3:4] > 0.86).float() * g.bernoulli(0.5)
    c = mix(c, mix(g.rgb("262728"), g.rgb("c79a34"), slash), hazard * 0.9 * faded)
    c = shade(c, 0.16 * smooth(0.004 - edge + gap, 0.0, 0.003) * face)                        # paint is thin at the edges
    dark = g.rgb("232426")
    c = mix(c, dark, torch.maximum(open_, frame))
    which = [g.py.choice(LIGHT) for _ in range(g.n)]
    lit = torch.tensor([v for _, v in which], dtype=torch.float32, device=g.device).view(-1, 3, 1, 1)
    lit = mix(saturate(lit, 0.85), torch.ones_like(lit), 0.6 * smooth(bar, 0.001, 0.012))
    c = mix(c, lit, glow)
    c = mix(mix(dark, base, 0.12), c, face)

    h = 0.55 + (r[:, 6:7] - 0.5) * 0.16 + 0.05 * smooth(edge, gap, gap + 0.008) - 0.12 * hole * smooth(e2, 0, 0.006) - 0.18 * open_
    h = h - 0.05 * etched + 0.06 * bolt - 0.05 * frame - 0.02 * glow + 0.003 * mid - 0.012 * marks - 0.012 * chip
    h = mix(0.30 + 0 * h, h, face)
    rough = 0.34 + (r[:, 7:8] - 0.5) * 0.14 + 0.03 * mid + 0.02 * f + 0.08 * hole
    rough = mix(mix(mix(rough, 0.7, open_), 0.1, glow), 0.75, 1 - face)
    bare = g.bernoulli(0.7)
    metal = torch.maximum(bare, (torch.maximum(chip, marks * 0.6) > 0.5).float()) * face * (1 - glow) * (1 - open_)

    def extras(i):
        return [g.py.choice(["with vents and lights", f"with {which[i][0]} lights", f"with glowing {which[i][0]} lights"]),
                g.py.choice(["with panel lines", "with vents", "with bolts"])]
    return g.material(c, h, rough, metal, g.facts(
        ["sci fi panel", "sci fi metal panels", "spaceship hull", "sci fi wall", "spaceship panels", "futuristic metal panel", "science fiction hull plating"],
        names, lambda i: ["worn" if wear.v[i] > 0.65 else "clean" if wear.v[i] < 0.3 else "", "futuristic", size_word(k.v[i], 0.5, 3.5, g.py)], extras))


def lanes(g, x, y, n, keep, table):
    """Parallel conductors along y on n lanes: (distance to the conductor in lanes, distance to an end pad in lanes)."""
    i = (x * n).floor()
    a = x * n - i - 0.5
    lane = torch.remainder(i, n)
    t = lookup(table, (lane + 0 * y).long().clamp(0, K * K - 1))
    m = 3.0
    v = y * m + t[:, :1]
    j = v.floor()
    own = lookup(table, (lane * 8 + torch.remainder(j, m) + 900).long().clamp(0, K * K - 1))
    here = (own[:, 1:2] < keep).float()
    end = (own[:, 2:3] * 0.5 + 0.4)
    p = (v - j)
    on = here * (p < end).float() * (p > 0.06).float()
    pad = torch.minimum((p - end).abs(), (p - 0.06).abs()) * n / m
    return a.abs() + (1 - on) * 9, (a * a + pad * pad).sqrt() + (1 - here) * 9


@family("circuit_board", prompt="circuit board", kind="plastic", skip=("moss", "leaves", "snow"), oversample=2)
def circuit_board(g: Gen) -> Material:
    names, base = g.colors("green 1f5c36, green 2a6b3a, dark green 174a2c, blue 1d3f7a, black 202422, green 27704a", p_any=0.35)
    n = g.integers(24, 40, 2)
    off = g.rand(g.n, 2, 1, 1)
    x, y = g.x + off[:, :1], g.y + off[:, 1:]
    zig = lambda t, o, a, b: torch.maximum(torch.minimum((torch.remainder(t + o, 1.0) - 0.5).abs(), b), a)
    o = g.rand(g.n, 4, 1, 1)
    za, zb = 0.05 + 0.15 * o[:, 2:3], 0.25 + 0.2 * o[:, 3:4]
    d1, p1 = lanes(g, x + zig(y, o[:, :1], za, zb), y, n, 0.75, g.rand(g.n, 3, K * K))
    d2, p2 = lanes(g, y + zig(x, o[:, 1:2], za, zb), x, n, 0.75, g.rand(g.n, 3, K * K))
    col, row = (x * 2).floor(), (y * 2).floor()
    rect = (col / 2 + 0 * y, (col + 1) / 2 + 0 * y, row / 2 + 0 * x, (row + 1) / 2 + 0 * x)
    id = (torch.remainder(row, 2) * 64 + torch.remainder(col, 2)).long() + 1
    rect, id, _ = split(g, x, y, rect, id, 4, 0.35, 0.65, 0.2, 0.06)
    edge, dx, dy, w, h2 = rectangle(*rect, x, y)
    r = hashed(g, id, 4)
    across = (r[:, :1] > 0.5).float()
    d, p = mix(d1, d2, across), mix(p1, p2, across)
    inner = smooth(edge, 0.004, 0.006)
    px = g.px * n
    trace = (1 - smooth(d, 0.20 - px, 0.20 + px)) * inner
    pad = (1 - smooth(p, 0.42 - px, 0.42 + px)) * smooth(edge, 0.010, 0.012)
    hole = (1 - smooth(p, 0.17 - px, 0.17 + px)) * pad
    # parts: chips with pins, small two-ended parts
    has = (r[:, 1:2] < g.uniform(0.3, 0.5)).float()
    chip = ((r[:, 2:3] < 0.6) & (torch.minimum(w, h2) > 0.045)).float() * has
    part = has * (1 - chip)
    pin_room = 0.016
    up = (h2 > w).float()
    bw, bh = w * 0.66 - 0.012, h2 * 0.66 - 0.012
    body = torch.minimum(bw - dx.abs(), bh - dy.abs())
    along, far, side = mix(dx, dy, up), mix(dy.abs() - bh, dx.abs() - bw, up), mix(bw, bh, up)
    q = along * 55
    pin = smooth((q - q.floor() - 0.5).abs(), 0.30, 0.20) * step(g, pin_room - far) * step(g, side - 0.004 - along.abs()) * chip
    body_m = step(g, body) * chip
    pin = pin * (1 - body_m)
    sw = torch.minimum(w, h2) * 0.35
    a, b = mix(dx, dy, up), mix(dy, dx, up)
    small = torch.minimum(0.6 * sw.clamp(max=0.022) - b.abs(), 1.3 * sw.clamp(max=0.022) - a.abs())
    part_m = step(g, small) * part
    caps = part_m * step(g, a.abs() - 0.75 * sw.clamp(max=0.022))
    silk_e = torch.where(chip > 0, torch.minimum(w, h2) * 0 - torch.maximum(dx.abs() - bw - 0.022, dy.abs() - bh - 0.022), small + 0.008)
    silk = smooth(silk_e.abs(), 0.003, 0.0012) * has * smooth(edge, 0.002, 0.004)
    clear = smooth(silk_e, -0.006, -0.004) * has
    trace, pad, hole = trace * (1 - clear), pad * (1 - clear), hole * (1 - clear)
    mid, f = fbm(g, 1.2, lo=5), grain(g)
    weave = torch.sin(g.x * 6.28318 * 64) * torch.sin(g.y * 6.28318 * 64)
    c = shade(base, 0.03 * mid + 0.02 * f + 0.03 * weave - 0.12)
    c = mix(c, mix(shade(base, 0.55), g.rgb("c8b060"), 0.14), trace)
    gold = g.bernoulli(0.6)
    metal_c = mix(g.rgb("c2c4c4"), g.rgb("e6b85c"), gold)
    c = mix(c, shade(metal_c, 0.06 * mid), pad)
    c = mix(c, g.rgb("15150f"), hole)
    c = mix(c, g.rgb("e6e6dc"), silk * 0.85)
    c = mix(c, shade(g.rgb("c8caca"), 0.1 * mid), pin)
    dot = smooth(((dx + bw * 0.72).square() + (dy + bh * 0.72).square()).sqrt(), 0.0075, 0.006)
    c = mix(c, shade(g.rgb("26272a"), 0.08 * f + 0.15 * dot), body_m)
    pc = mix(mix(g.rgb("2a2a2c"), g.rgb("b89468"), (r[:, 3:4] > 0.4).float()), g.rgb("c8781e"), (r[:, 3:4] > 0.8).float())
    c = mix(mix(c, pc, part_m), g.rgb("c4c6c6"), caps)
    h = 0.35 + 0.02 * trace + 0.03 * pad - 0.1 * hole + 0.10 * pin + 0.01 * silk + 0.003 * f
    h = mix(h, 0.62 + 0.05 * smooth(body, 0, 0.006) - 0.04 * dot, body_m)
    h = mix(h, 0.50 + 0.06 * smooth(small, 0, 0.005), part_m)
    metal = torch.maximum(torch.maximum(pad * (1 - hole), pin), caps) * (1 - body_m)
    rough = mix(mix(0.38 + 0.02 * mid, 0.28, metal), 0.55, body_m)
    return g.material(c, h, rough, metal, g.facts(
        ["circuit board", "printed circuit board", "pcb", "electronic circuit board", "motherboard", "computer circuit board"], names,
        lambda i: [size_word(n.v[i], 24, 40, g.py)], lambda i: ["with chips", "with gold traces" if gold.v[i] else "with silver pads", "with chips and traces"]))
