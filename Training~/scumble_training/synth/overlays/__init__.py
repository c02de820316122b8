"""Overlays that grow, lie or wear on any suitable base material; laid in the order of their registration: wear, growth, weather.

    @overlay("moss", "stone ground wood ...", weight=1.2)
    def moss(g: Gen, m: Material) -> Material:      # g.n = len(m.facts); changes the maps and calls say()

say(m, i, adj=[...], tail=[...]) adds one entry of interchangeable words to sample i: adjectives in front, phrases behind.
"""
from . import wear, growth, weather  # noqa: F401  (registers them)
