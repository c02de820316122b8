"""How networks run on a device: in bfloat16, compiled, and with what compiling gave carried from one machine to the next."""
import lzma
import threading

import torch

COMPILE_FROM = 60  # seconds of a stage below which compiling does not pay


def autocast(device):
    kind = torch.device(device).type
    return torch.autocast(kind, dtype=torch.bfloat16, enabled=kind == "cuda")


def compiled(module, device, seconds):
    """The module as one compiled graph, channels innermost, where the stage is long enough for that to pay."""
    if torch.device(device).type != "cuda" or seconds < COMPILE_FROM:
        return module
    from torch._inductor import config
    config.force_layout_optimization = True
    return torch.compile(module, dynamic=False)


class CompileCache:
    """What compiling gave, in one file: where it is carried to the next machine, compiling takes seconds instead of minutes."""

    def __init__(self, path):
        self.thread = None
        if path and path.exists():
            torch.compiler.load_cache_artifacts(lzma.decompress(path.read_bytes()))

    def save(self, path):
        """In the background; `wait` ends it."""
        made = torch.compiler.save_cache_artifacts() if torch.cuda.is_available() else None
        if made:
            self.thread = threading.Thread(target=lambda: path.write_bytes(lzma.compress(made[0], preset=1)))
            self.thread.start()

    def wait(self):
        if self.thread:
            self.thread.join()
