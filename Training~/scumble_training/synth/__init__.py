"""Procedural tileable PBR materials with captions.

    from scumble_training.synth import render, describe, FAMILIES
    m = render(None, n=64, size=256, seed=1, device="cuda")
    texts = [describe(f, rng) for f in m.facts]
"""
import importlib
import pkgutil

from . import families as _families
from .captions import describe
from .registry import FAMILIES, OVERLAYS, Facts, Gen, Material, family, overlay
from . import overlays as _overlays  # noqa: F401  (registers them)

for _m in sorted(m.name for m in pkgutil.iter_modules(_families.__path__)):
    importlib.import_module(f"{_families.__name__}.{_m}")

from .render import render  # noqa: E402

__all__ = ["FAMILIES", "OVERLAYS", "Facts", "Gen", "Material", "describe", "family", "overlay", "render"]
