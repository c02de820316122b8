"""A small classifier of the synthetic families: it judges what the model makes (recognition, Frechet distance of its features)."""
import time

import torch
import torch.nn.functional as F
from torch import nn

from .clock import Clock, learning_rate, steps
from .compiling import autocast
from .pool import NAMES, to_float
from .views import mirror, tiles


class Classifier(nn.Module):
    """Six channels in -1..1 at any size -> (features [b, 256], logits over the families)."""

    def __init__(self, families=len(NAMES), width=48):
        super().__init__()
        layers, inputs = [], 6
        for outputs, stride in ((width, 2), (2 * width, 2), (3 * width, 2), (4 * width, 2), (4 * width, 1)):
            layers += [nn.Conv2d(inputs, outputs, 3, stride, 1, padding_mode="circular", bias=False), nn.BatchNorm2d(outputs), nn.ReLU(),
                       nn.Conv2d(outputs, outputs, 3, 1, 1, padding_mode="circular", bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]
            inputs = outputs
        self.trunk = nn.Sequential(*layers)
        self.features, self.head = nn.Linear(2 * inputs, 256), nn.Linear(256, families)

    def forward(self, x):
        x = self.trunk(x)
        pooled = torch.cat([x.mean((2, 3)), x.amax((2, 3))], 1)
        features = F.relu(self.features(pooled))
        return features, self.head(F.dropout(features, 0.2, self.training))


@torch.no_grad()
def classify(x, classifier, batch=128):
    """-> (features, logits) of any number of pictures"""
    parts = [classifier(part) for part in x.split(batch)]
    return torch.cat([p[0] for p in parts]), torch.cat([p[1] for p in parts])


def train_classifier(pool, seconds, ranks, log, batch=128, peak=2e-3):
    device = ranks.device
    model = Classifier().to(device)
    ranks.same(model)
    known = (pool.families < len(NAMES)).nonzero()[:, 0].to(device)
    families = pool.families.to(device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak, weight_decay=1e-3)
    clock, step, start = Clock(seconds), 0, time.time()
    for progress in steps(clock, ranks):
        index = known[torch.randint(len(known), (batch,), device=device)]
        x = mirror(to_float(tiles(pool.images, index)))
        x = x * (1 + 0.1 * torch.randn(batch, 1, 1, 1, device=device)) + 0.05 * torch.randn_like(x)
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(progress, step, peak)
        with autocast(device):
            logits = model(x)[1]
        loss = F.cross_entropy(logits.float(), families[index], label_smoothing=0.05)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        ranks.average(model.parameters())
        optimizer.step()
        step += 1
        if step % 200 == 0:
            log(f"classifier step {step} loss {loss.item():.3f} {step * batch / (time.time() - start):.0f}/s")
    return model.eval()
