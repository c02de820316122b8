"""The public entry: draw families, render each group in one batched call, lay overlays on some samples."""
from __future__ import annotations

import random

import torch
import torch.nn.functional as F

from .finish import finish
from .noise import mix, smooth
from .registry import FAMILIES, OVERLAYS, Gen, Material

COUNTS = ((0, 1, 2), (50, 42, 8))          # overlays per sample and their weights
APART = ({"snow", "frost", "lava_glow", "soot", "sand", "wet"}, {"wet", "dust", "sand", "frost", "lava_glow"},    # never two of one set
         {"dust", "sand", "dirt", "snow"}, {"moss", "lava_glow", "soot", "frost", "lichen"}, {"cracks", "lava_glow", "gold_veins"},
         {"leaf_litter", "snow", "lava_glow", "frost", "soot"}, {"paint", "gold_veins", "lava_glow"})
OPEN, HOLE = ("chainmail", "metal_grate"), (0.11, 0.20)      # one looks through these where they are lower than this: nothing lies there
LARGE = 512                                 # from this size on threads and blades are wide enough to do without oversampling
GROUP = 16                                  # samples per family when the families are drawn at random


def _one(name: str, n: int, size: int, seed: int, device) -> Material:
    f = FAMILIES[name]
    k = f.oversample if size < LARGE else 1
    g = Gen(n, size * k, seed, device)
    g.family = name
    m = f.render(g)
    if k > 1:
        for key in ("color", "height", "roughness", "metallic"):
            setattr(m, key, F.avg_pool2d(getattr(m, key), k))
    last = Gen(n, size, seed + 1, device)
    last.family = name
    return finish(last, m)


def suitable(name: str) -> list:
    """Overlays that suit a family."""
    f = FAMILIES.get(name)
    if f is None or not f.overlays:
        return []
    return [o for o in OVERLAYS.values() if (f.kind in o.kinds) and o.name not in f.skip and name not in o.skip]


def _draw(py: random.Random, name: str) -> list:
    pool, out = suitable(name), []
    for _ in range(py.choices(*COUNTS)[0]):
        if not pool:
            break
        o = py.choices(pool, [x.weight for x in pool])[0]
        out.append(o.name)
        pool = [x for x in pool if x.name != o.name and not any(o.name in a and x.name in a for a in APART)]
    return out


@torch.no_grad()
def render(names=None, n=16, size=256, seed=0, device="cpu", overlays=None) -> Material:
    """n materials. names: None (families at random, about 16 samples of each, fastest), or a list of family names cycled to n.
    overlays: None (at random) or a list of overlay names laid on every sample. Samples come grouped by family."""
    py = random.Random(seed * 7919 + 17)
    if names is None:
        pool = sorted(FAMILIES)
        chosen = [pool[k % len(pool)] for k in py.sample(range(len(pool)), min(len(pool), max(1, n // GROUP)))]
    else:
        chosen = list(names)
    per = {}
    for i in range(n):
        per[chosen[i % len(chosen)]] = per.get(chosen[i % len(chosen)], 0) + 1
    parts = [_one(f, k, size, py.randrange(2 ** 31), device) for f, k in per.items()]
    m = parts[0] if len(parts) == 1 else Material(*(torch.cat([getattr(p, key) for p in parts]) for key in
                                                    ("color", "height", "roughness", "metallic")), [f for p in parts for f in p.facts])
    return lay(m, py, overlays)


def lay(m: Material, py: random.Random, overlays=None) -> Material:
    """Lays overlays, drawn or named, on each sample of a Material, in place."""
    size, device, plan = m.color.shape[-1], m.color.device, {}
    for i, f in enumerate(m.facts):
        for o in (_draw(py, f.family) if overlays is None else overlays):
            plan.setdefault(o, []).append(i)
    for o in OVERLAYS.values():
        index = plan.get(o.name)
        if not index:
            continue
        g = Gen(len(index), size, py.randrange(2 ** 31), device)
        out = o.apply(g, m.take(index))
        if any(m.facts[i].family in OPEN for i in index):
            before = m.take(index)
            hole = g.param([float(m.facts[i].family in OPEN) for i in index]) * (1 - smooth(before.height, *HOLE))
            for key in ("color", "height", "roughness", "metallic"):
                setattr(out, key, mix(getattr(out, key), getattr(before, key), hole))
        for key in ("color", "height", "roughness", "metallic"):
            setattr(out, key, getattr(out, key).clamp(0, 1))
        m.put(index, out)
    return m
