"""Kinds of wood: colour, year rings, pores, rays; drawn per sample."""
from __future__ import annotations

from ..palette import parse
from ..registry import Gen

#          colours (as named in captions)                                             rings pores rays knots streaks
SPECIES = {"oak": ("tan b8905f, light brown a5794a, brown 8c6238, beige c6a474", 0.50, 1.00, 1.0, 0.15, 0.1),
           "pine": ("light brown c99c62, tan d3ac74, yellow d8b478, orange brown bd8648", 0.70, 0.15, 0.0, 0.85, 0.0),
           "walnut": ("dark brown 523827, brown 66452f, dark brown 44301f, brown 74523a", 0.55, 0.80, 0.1, 0.15, 0.7),
           "cherry": ("reddish brown 96552f, reddish brown 84452a, orange brown a4663a", 0.35, 0.35, 0.3, 0.10, 0.2),
           "ebony": ("black 2a2422, black 231e1c, dark brown 372c26", 0.35, 0.50, 0.0, 0.0, 0.6),
           "mahogany": ("reddish brown 6e3323, dark red 5e281c, reddish brown 7f412a", 0.30, 0.75, 0.1, 0.0, 0.3),
           "maple": ("beige d6ba90, cream dcc5a0, tan ccab7e", 0.22, 0.20, 0.4, 0.05, 0.0),
           "teak": ("brown 9a6c3c, golden brown a8783e, brown 84582f", 0.50, 0.65, 0.0, 0.10, 0.5),
           "ash": ("beige cbb08a, tan c0a074, light grey bfb09a", 0.65, 0.80, 0.1, 0.10, 0.1),
           "birch": ("cream dcc8a4, beige d4bc94", 0.25, 0.20, 0.1, 0.15, 0.0),
           "cedar": ("reddish brown a2643f, orange brown b27646, reddish brown 8f5534", 0.60, 0.15, 0.0, 0.45, 0.2),
           "driftwood": ("grey 8d867b, light grey a8a196, grey 7b746a", 0.60, 0.60, 0.0, 0.30, 0.3)}
COMMON = ("oak", "oak", "oak", "pine", "pine", "walnut", "walnut", "cherry", "mahogany", "maple", "teak", "ash", "birch", "cedar", "ebony", "driftwood")


class Species:
    """The woods of a batch: word(i) names sample i's wood or is '' where the colour is no wood's own; the rest are Params."""

    def __init__(self, g: Gen, common=COMMON):
        picks = [g.py.choice(common) for _ in range(g.n)]
        pools = {s: parse(SPECIES[s][0]) for s in set(picks)}
        self.names, self.base = g.colors("brown 7a4e30")
        for i, s in enumerate(picks):
            if self.names.natural[i]:
                name, c = g.py.choice(pools[s])
                light, grey = 1 + g.py.gauss(0, 0.05), sum(c) / 3
                c = [grey + (v - grey) * g.py.uniform(0.72, 0.95) for v in c]
                self.names[i] = name
                self.base[i] = g.param([min(0.95, v * light) for v in c]).view(3, 1, 1)
        self.picks, self.natural = picks, self.names.natural
        self.own = g.param([float(x) for x in self.natural])
        column = lambda k: g.param([SPECIES[s][k] * g.py.uniform(0.7, 1.25) for s in picks])
        self.rings, self.pores, self.rays, self.knots, self.streaks = (column(k) for k in range(1, 6))

    def word(self, i: int) -> str:
        return self.picks[i] if self.natural[i] else ""

    def nouns(self, i: int, *forms: str) -> list:
        """Each form with the wood's name in it, or nothing where the colour is not its own."""
        return [f.format(self.word(i)) for f in forms] if self.natural[i] else []
