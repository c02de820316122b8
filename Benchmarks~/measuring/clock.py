"""Times of calls: each alone, from an idle device until its work is done."""
import time

import torch

WARM_UP_SECONDS, WARM_UP_CALLS = 0.5, 3  # until the device runs at its full clock


@torch.no_grad()
def milliseconds(call, device, runs):
    """On a GPU between two events, the gaps in which it waits for the host included."""
    wait = torch.cuda.synchronize if device == "cuda" else lambda: None
    start, calls = time.perf_counter(), 0
    while calls < WARM_UP_CALLS or time.perf_counter() - start < WARM_UP_SECONDS:
        call()
        wait()
        calls += 1
    return [one_on_gpu(call) if device == "cuda" else one_on_cpu(call) for _ in range(runs)]


def one_on_gpu(call):
    begin, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    begin.record()
    call()
    end.record()
    end.synchronize()
    return begin.elapsed_time(end)


def one_on_cpu(call):
    start = time.perf_counter()
    call()
    return 1e3 * (time.perf_counter() - start)


@torch.no_grad()
def captured(call):
    """The call as a CUDA graph. It reads and writes the tensors of the call; random numbers differ at each replay."""
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            call()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        result = call()

    def replay():
        graph.replay()
        return result
    return replay
