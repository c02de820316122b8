"""Data parallelism, one process a device: each rank has its own data, gradients are averaged after every backward pass."""
import os
import socket
import subprocess
import sys

import torch
import torch.distributed as dist
from torch._utils import _flatten_dense_tensors, _unflatten_dense_tensors


class Ranks:
    """This process's place among `world` processes; alone, every method is a no-op."""

    def __init__(self, device):
        self.rank, self.world, self.device = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1)), device
        if self.world > 1:
            dist.init_process_group("nccl" if torch.device(device).type == "cuda" else "gloo")

    def same(self, *modules):
        """Every rank takes rank 0's weights."""
        if self.world > 1:
            for module in modules:
                for tensor in (*module.parameters(), *module.buffers()):
                    value = tensor.data.contiguous()
                    dist.broadcast(value, 0)
                    tensor.data.copy_(value)

    def mean(self, tensor):
        """The tensor becomes its mean over the ranks."""
        if self.world > 1:
            dist.all_reduce(tensor)
            tensor.div_(self.world)

    def average(self, parameters):
        """Gradients become their mean over the ranks."""
        if self.world > 1:
            gradients = [p.grad for p in parameters if p.grad is not None]
            flat = _flatten_dense_tensors(gradients)
            dist.all_reduce(flat)
            torch._foreach_copy_(gradients, _unflatten_dense_tensors(flat / self.world, gradients))

    def most(self, value):
        """The largest of the ranks' numbers: what they all go by, so that their schedules stay the same."""
        if self.world == 1:
            return value
        tensor = torch.tensor(float(value), device=self.device)
        dist.all_reduce(tensor, op=dist.ReduceOp.MAX)
        return float(tensor)

    def end(self):
        if self.world > 1:
            dist.barrier()
            dist.destroy_process_group()


def spawn(world):
    """Starts this program again as ranks 1..world-1 and makes this process rank 0; returns the children. Each sees one device, so
    that all ranks compile the same code."""
    devices = os.environ.get("CUDA_VISIBLE_DEVICES", ",".join(map(str, range(world)))).split(",")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    os.environ.update(WORLD_SIZE=str(world), RANK="0", MASTER_ADDR="127.0.0.1", MASTER_PORT=port)
    return [subprocess.Popen([sys.executable, *sys.argv], env={**os.environ, "RANK": str(rank), "CUDA_VISIBLE_DEVICES": devices[rank]})
            for rank in range(1, world)]
