"""Distances of two sets of features [n, d]: as Gaussians, and as neighbourhoods."""
import torch


def frechet(a, b):
    """Fréchet distance of the two sets as Gaussians (Heusel et al. 2017)."""
    a, b = a.double().cpu(), b.double().cpu()
    ca, cb = _covariance(a), _covariance(b)
    values, vectors = torch.linalg.eigh(ca)
    root = (vectors * values.clamp_min(0).sqrt()) @ vectors.T
    cross = torch.linalg.eigvalsh(root @ cb @ root).clamp_min(0).sqrt().sum()
    return float((a.mean(0) - b.mean(0)).square().sum() + ca.trace() + cb.trace() - 2 * cross)


def _covariance(x):
    x = x - x.mean(0)
    return x.T @ x / (len(x) - 1)


def precision_recall(real, made, k=3):
    """(share of `made` within the real manifold, share of `real` within the made one): a manifold is the union of balls around its
    points that reach to their k-th neighbour (Kynkäänniemi et al. 2019, eq. 1 and 2)."""
    def inside(points, centres):
        radius = torch.cdist(centres, centres).kthvalue(k + 1, 1).values
        return float((torch.cdist(points, centres) <= radius).any(1).float().mean())
    real, made = real.float(), made.float()
    return inside(made, real), inside(real, made)
