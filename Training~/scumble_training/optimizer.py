"""One training step's arithmetic after the gradient: clipping, Muon (Jordan et al. 2024) for the matrices and filters inside a network,
AdamW for all else, and the moving average of the weights.

Muon's step is the momentum's nearest orthogonal matrix, by five Newton-Schulz iterations, scaled so that its elements are as large as
those of AdamW's step (Liu et al. 2025, eq. 4). Matrices of one shape are worked on together. The gradients lie in one buffer, which
ranks add up in one call, and all that follows is one CUDA graph: launched kernel by kernel it would take half as long as the
network's forward and backward pass.
"""
import copy

import torch

MOMENTUM, DECAY, SIZE = 0.95, 0.05, 0.2
A, B, C = 3.4445, -4.7750, 2.0315


def orthogonal(x):
    """[k, m, n] with m <= n -> the same with all singular values near 1."""
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(5):
        s = x @ x.transpose(-2, -1)
        x = A * x + (B * s + C * s @ s) @ x
    return x


def adamw(parameters, lr, betas, decay=0.0):
    """AdamW, in one kernel where there is one."""
    parameters = list(parameters)
    fused = {"fused": True, "capturable": True} if parameters[0].is_cuda else {}
    return torch.optim.AdamW(parameters, lr=lr, betas=betas, weight_decay=decay, **fused)


class Muon:
    """parameters of two or more axes; lr: a tensor of one element."""

    def __init__(self, parameters, lr):
        self.lr, self.shapes = lr, {}
        for p in parameters:
            self.shapes.setdefault(p.shape, []).append(p)
        self.momenta = {shape: torch.zeros(len(group), shape[0], shape[1:].numel(), device=group[0].device)
                        for shape, group in self.shapes.items()}

    @torch.no_grad()
    def step(self):
        for shape, parameters in self.shapes.items():
            gradients, momentum = torch.stack([p.grad.flatten(1) for p in parameters]), self.momenta[shape]
            momentum.lerp_(gradients, 1 - MOMENTUM)
            ahead = gradients.lerp(momentum, MOMENTUM)             # Nesterov
            ahead = ahead.bfloat16() if ahead.is_cuda else ahead
            tall = ahead.shape[1] > ahead.shape[2]
            step = orthogonal(ahead.transpose(1, 2) if tall else ahead)
            step = (step.transpose(1, 2) if tall else step).float() * (-self.lr * SIZE * max(ahead.shape[1:]) ** 0.5)
            for p, s in zip(parameters, step):
                p.mul_(1 - self.lr * DECAY).add_(s.reshape(shape))


class Trainer:
    """A model's gradients, optimisers and average. `outer`: parts of the names of matrices that AdamW trains all the same."""

    def __init__(self, model, peak, muon, outer, ranks):
        named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
        self.model, self.ranks, self.peak, self.muon_peak = model, ranks, peak, muon
        self.average = copy.deepcopy(model).requires_grad_(False)
        self.parameters = [p for _, p in named]
        kept = dict(self.average.named_parameters())
        self.averages = [kept[n] for n, _ in named]
        self.device = self.parameters[0].device
        self.flat = torch.zeros(sum(p.numel() for p in self.parameters), device=self.device)
        for p, part in zip(self.parameters, self.flat.split([p.numel() for p in self.parameters])):
            p.grad = part.view(p.shape)
        number = lambda value: torch.tensor(float(value), device=self.device)
        self.lr, self.muon_lr, self.decay = number(0), number(0), number(0)
        inner = [p for n, p in named if p.ndim > 1 and not any(o in n for o in outer)]
        chosen = {id(p) for p in inner}
        self.adam = adamw([p for p in self.parameters if id(p) not in chosen], self.lr if self.flat.is_cuda else 0.0, (0.9, 0.98))
        self.muon, self.graph = Muon(inner, self.muon_lr), None

    def set(self, share, step):
        """The learning rates, as a share of their peaks, and how slowly the average follows."""
        self.lr.fill_(share * self.peak)
        self.muon_lr.fill_(share * self.muon_peak)
        self.decay.fill_(min(0.9995, (1 + step) / (10 + step)))
        if not self.flat.is_cuda:
            self.adam.param_groups[0]["lr"] = share * self.peak

    @torch.no_grad()
    def arithmetic(self):
        self.flat.mul_((1 / (self.flat.norm() + 1e-6)).clamp(max=1.0))
        self.muon.step()
        self.adam.step()
        for a, p in zip(self.averages, self.parameters):
            a.lerp_(p, 1 - self.decay)
        self.flat.zero_()

    def step(self):
        """After a backward pass: gradients become their mean over the ranks, weights and average move, gradients are zero again."""
        self.ranks.mean(self.flat)
        if not self.flat.is_cuda:
            return self.arithmetic()
        if self.graph is None:
            self.record()
        self.graph.replay()

    def record(self):
        """Captures the arithmetic; a first pass with learning rate 0 lets every part allocate what it keeps."""
        held, rates = self.flat.clone(), (self.lr, self.muon_lr)
        values = [float(rate) for rate in rates]
        for rate in rates:
            rate.zero_()
        self.flat.zero_()
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(2):
                self.arithmetic()
        torch.cuda.current_stream().wait_stream(stream)
        self.graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self.graph, capture_error_mode="thread_local"):
            self.arithmetic()
        self.flat.copy_(held)
        for rate, value in zip(rates, values):
            rate.fill_(value)
