"""A file of measures; README.md describes it."""
import json
import platform
import statistics
import subprocess
from pathlib import Path

import torch


class Report:
    """Written anew after each measure: what was measured before an interruption is there."""

    def __init__(self, path, device, settings):
        self.path = Path(path)
        self.values = {"by": "pytorch", "device": describe(device), "software": software(), "settings": settings, "measures": []}

    def add(self, name, variant, times):
        deciles = statistics.quantiles(times, n=10, method="inclusive") if len(times) > 1 else times * 9
        self._write({"name": name, "variant": variant, "unit": "ms", "runs": len(times), "median": round(statistics.median(times), 4),
                     "p10": round(deciles[0], 4), "p90": round(deciles[-1], 4)})

    def fail(self, name, variant, error):
        self._write({"name": name, "variant": variant, "unit": "ms", "runs": 0, "error": f"{type(error).__name__}: {error}"[:500]})

    def _write(self, measure):
        self.values["measures"].append(measure)
        self.path.write_text(json.dumps(self.values, indent=1) + "\n")
        result = measure.get("error") or f"{measure['median']:.3f} ms ({measure['p10']:.3f} to {measure['p90']:.3f}, {measure['runs']} runs)"
        print(f"{measure['name']:26} {measure['variant']:14} {result}", flush=True)


def describe(device):
    if device != "cuda":
        return {"name": f"CPU, {torch.get_num_threads()} threads"}
    try:
        asked = subprocess.run(["nvidia-smi", "--query-gpu=driver_version", "--format=csv,noheader"], capture_output=True, text=True, check=True)
        driver = asked.stdout.split("\n")[0].strip()
    except (OSError, subprocess.CalledProcessError):
        driver = "unknown"
    return {"name": torch.cuda.get_device_name(), "driver": driver}


def software():
    return {"python": platform.python_version(), "torch": torch.__version__, "cuda": torch.version.cuda, "cudnn": torch.backends.cudnn.version()}
