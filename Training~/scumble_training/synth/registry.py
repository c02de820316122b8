"""The base of the synthesiser: Material, Facts, Gen (one batch's randomness) and the registers of families and overlays.

Writing a family:

    @family("brick", prompt="brick wall", kind="stone")
    def brick(g: Gen) -> Material:
        rows = g.integers(6, 14)                    # Param: a [n,1,1,1] tensor; rows.v is the list of n python numbers (for words)
        names, base = g.colors("red 9a4632, brown 7a5240")   # natural pool, or any named colour; base [n,3,1,1]
        ...
        facts = g.facts(nouns=["brick wall", "bricks"], colors=names, adjectives=lambda i: [...], extras=lambda i: [...])
        return g.material(color, height, roughness, 0.0, facts)

* kind says which overlays suit: stone, ground, plant, wood, metal, fabric, tile, soft, plastic, paper, cold (ice/snow), hot, none.
  `skip=("moss",)` refuses single overlays; `overlays=False` refuses all.
* grain is a factor of the fine grain that finish.py lays on everything (0: none).
* oversample=2 renders the family at twice the size and averages 2x2 where pictures are small (for many thin shapes: leaves, blades, threads).
* Discrete choices: g.choice(weights) returns a Param of indices; select(p, [a, b, c]) picks per sample.
"""
from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from typing import Callable

import torch
from torch import Tensor

from . import palette


@dataclass
class Facts:
    """What is seen on one sample, in lower-case plain words."""
    family: str                                  # "" for a photograph of what no family draws
    nouns: list
    colors: list
    adjectives: list
    extras: list
    natural: bool = True                         # the colours are usual for this material (a caption may leave them out)
    layers: list = field(default_factory=list)   # one entry per overlay: [(kind, words), ...], kind "adj" or "tail"
    photographed: bool = False


@dataclass
class Material:
    """PBR maps, [n, c, s, s], float32 in 0..1, periodic on both axes."""
    color: Tensor
    height: Tensor
    roughness: Tensor
    metallic: Tensor
    facts: list

    def take(self, index: list) -> "Material":
        """A sub-batch, by python indices."""
        i = _index(index, self.color.device)
        return Material(self.color[i], self.height[i], self.roughness[i], self.metallic[i], [self.facts[k] for k in index])

    def put(self, index: list, m: "Material"):
        """Write a sub-batch back."""
        i = _index(index, self.color.device)
        for name in ("color", "height", "roughness", "metallic"):
            setattr(self, name, getattr(self, name).index_copy(0, i, getattr(m, name)))
        for k, f in zip(index, m.facts):
            self.facts[k] = f


class Names(list):
    """Colour names of a batch; natural[i] tells whether name i came from the material's own pool."""
    natural: list


def _index(index, device):
    return _send(torch.tensor(list(index), dtype=torch.long), device)


def _send(t: Tensor, device) -> Tensor:
    """Host to device without waiting for the device."""
    if torch.device(device).type == "cuda":
        return t.pin_memory().to(device, non_blocking=True)
    return t.to(device)


class Gen:
    """Randomness and coordinates of one batch. Parameters are drawn on the host, so words can depend on them for free."""

    def __init__(self, n: int, size: int, seed: int, device="cpu"):
        self.n, self.size, self.device = n, size, torch.device(device)
        self.rng = torch.Generator(device=self.device)
        self.rng.manual_seed(seed & 0x7FFFFFFF)
        self.py = random.Random(seed)
        a = (torch.arange(size, device=self.device, dtype=torch.float32) + 0.5) / size
        self.x, self.y = a.view(1, 1, 1, size), a.view(1, 1, size, 1)
        self.x, self.y = self.x.expand(1, 1, size, size), self.y.expand(1, 1, size, size)
        self.fx = torch.fft.rfftfreq(size, 1 / size, device=self.device).view(1, 1, 1, -1)    # cycles per tile
        self.fy = torch.fft.fftfreq(size, 1 / size, device=self.device).view(1, 1, -1, 1)
        self.px = 1.0 / size
        self.family = ""

    # ---- per-sample parameters: [n,1,1,1] with .v
    def param(self, values) -> Tensor:
        """A Param from python numbers, one per sample."""
        values = [float(x) for x in values]
        t = _send(torch.tensor(values, dtype=torch.float32).view(-1, 1, 1, 1), self.device)
        t.v = values
        return t

    def uniform(self, lo, hi):
        return self.param([self.py.uniform(lo, hi) for _ in range(self.n)])

    def log_uniform(self, lo, hi):
        return self.param([math.exp(self.py.uniform(math.log(lo), math.log(hi))) for _ in range(self.n)])

    def normal(self, mean=0.0, sd=1.0):
        return self.param([self.py.gauss(mean, sd) for _ in range(self.n)])

    def integers(self, lo, hi, step=1):
        """Integers lo..hi inclusive; step 2 from an even lo gives even numbers."""
        return self.param([self.py.randrange(int(lo), int(hi) + 1, step) for _ in range(self.n)])

    def count(self, lo, hi, step=1):
        """How many elements lie across the tile: whole numbers lo..hi (multiples of step from lo), evenly over scales."""
        return self.param([lo + step * round((math.exp(self.py.uniform(math.log(lo), math.log(hi))) - lo) / step) for _ in range(self.n)])

    def bernoulli(self, p=0.5):
        return self.param([float(self.py.random() < p) for _ in range(self.n)])

    def choice(self, weights):
        """Index drawn with these weights."""
        return self.param(self.py.choices(range(len(weights)), weights, k=self.n))

    # ---- device noise
    def randn(self, *shape):
        return torch.randn(*shape, generator=self.rng, device=self.device)

    def rand(self, *shape):
        return torch.rand(*shape, generator=self.rng, device=self.device)

    # ---- colours
    def colors(self, natural, p_any=None, jitter=0.02):
        """(names, [n,3,1,1]). natural: a pool string ("red 9a4632, brown 7a5240"; see palette.parse). p_any is the share of samples
        that take any named colour instead; by default what is usual for the family's kind."""
        kind = FAMILIES[self.family].kind if self.family in FAMILIES else "none"
        p_any = ANY_COLOR.get(kind, 0.35) if p_any is None else p_any
        pool = palette.parse(natural) if isinstance(natural, str) else natural
        names, rows = Names(), []
        names.natural = []
        for _ in range(self.n):
            own = self.py.random() >= p_any
            name, c = self.py.choice(pool) if own else palette.pick(self.py)
            c = c if own else palette.tamed(c, kind)
            light = self.py.gauss(0, jitter)
            rows.append([min(0.98, max(0.02, v * (1 + light) + light * 0.3 + self.py.gauss(0, jitter * 0.35))) for v in c])
            names.append(name)
            names.natural.append(own)
        return names, _send(torch.tensor(rows, dtype=torch.float32).view(-1, 3, 1, 1), self.device)

    def palette(self, pool, jitter=0.02):
        """As colors(), from this pool only."""
        return self.colors(pool, p_any=0.0, jitter=jitter)

    def rgb(self, hexa: str) -> Tensor:
        """One fixed colour, [1,3,1,1]."""
        c = [int(hexa[i:i + 2], 16) / 255 for i in (0, 2, 4)]
        return _send(torch.tensor(c, dtype=torch.float32).view(1, 3, 1, 1), self.device)

    # ---- results
    def facts(self, nouns, colors, adjectives=None, extras=None, second=None) -> list:
        """n Facts. nouns/adjectives/extras: a list, or a function of the sample's index; colors: names (or lists of names);
        second: names of a second visible colour, or None where there is none."""
        at = lambda what, i: [w for w in (what(i) if callable(what) else (what or [])) if w]
        natural = getattr(colors, "natural", [True] * self.n)
        out = []
        for i in range(self.n):
            c = [colors[i]] if isinstance(colors[i], str) else list(colors[i])
            if second is not None and second[i] and second[i] not in c:
                c.append(second[i])
            out.append(Facts(self.family, list(at(nouns, i)), c, list(dict.fromkeys(at(adjectives, i))), list(at(extras, i)), natural[i]))
        return out

    def material(self, color, height, roughness, metallic, facts) -> Material:
        """Clamp and bring to full shape. color is albedo: no light, no occlusion, and dirt only where dirt is."""
        s = self.size
        full = lambda t, c: (t if torch.is_tensor(t) else torch.full((1, 1, 1, 1), float(t), device=self.device)) \
            .expand(self.n, c, s, s).float()
        height = full(height, 1).clamp(0, 1)
        return Material(full(color, 3).clamp(0, 1), height, full(roughness, 1).clamp(0.02, 1), full(metallic, 1).clamp(0, 1), facts)


def select(which: Tensor, options: list) -> Tensor:
    """Per-sample choice among tensors: which is a Param of indices."""
    out = options[0]
    for k in range(1, len(options)):
        out = torch.where(which == k, options[k], out) if torch.is_tensor(out) else torch.where(which == k, options[k], torch.full_like(which, out))
    return out


def size_word(value, lo, hi, py) -> str:
    """Element count -> 'large' ... '' ... 'small' at the ends of its range (in scales, not in counts)."""
    t = math.log(max(value, 1e-3) / lo) / math.log(hi / lo)
    return py.choice(["large", "big"]) if t < 0.22 else py.choice(["small", "fine"]) if t > 0.78 else ""


@dataclass
class Family:
    name: str
    render: Callable
    prompt: str
    kind: str
    skip: tuple
    oversample: int
    overlays: bool
    grain: float             # factor of the grain that its kind gets in the end; 0: none


@dataclass
class Overlay:
    name: str
    apply: Callable          # (Gen, Material) -> Material; adds an entry to every facts.layers
    kinds: frozenset
    weight: float
    skip: frozenset          # families it does not suit


ANY_COLOR = {"stone": 0.33, "ground": 0.22, "plant": 0.08, "wood": 0.25, "metal": 0.22, "cold": 0.08, "hot": 0.2, "fabric": 0.45, "tile": 0.42, "plastic": 0.5}
FAMILIES: dict = {}
OVERLAYS: dict = {}          # in the order in which they are laid


def family(name, prompt=None, kind="stone", skip=(), oversample=1, overlays=True, grain=1.0):
    def register(fn):
        FAMILIES[name] = Family(name, fn, prompt or name, kind, tuple(skip), oversample, overlays, grain)
        return fn
    return register


def overlay(name, kinds, weight=1.0, skip=()):
    def register(fn):
        OVERLAYS[name] = Overlay(name, fn, frozenset(kinds.split()), weight, frozenset(skip))
        return fn
    return register
