"""What ControlNets are worth: how far generated pictures follow the control pictures, and what that costs."""
import torch
import torch.nn.functional as F

from . import heldout, photos, pictures, pool
from .controls import edges_of, material, stretched
from .figures import seam
from .probe import correlation

WAYS = {"none": (), "depth": ("depth",), "edge": ("edge",), "both": ("depth", "edge")}
SEED, REACH, COARSE = 17, 2, 4                 # REACH: pixels by which an edge may be off
FLAT, BARE = 0.02, 0.002                       # heights (-1..1) of less deviation, and pictures with fewer edges, ask for nothing
SHOWN, SIDE = 10, 160


def f1(made, asked):
    """[n] of edges [n, 1, h, w]: the harmonic mean of the share of made ones within REACH of an asked one, and of the other way round."""
    share = lambda a, b: (a * wide(b)).sum((1, 2, 3)) / a.sum((1, 2, 3)).clamp_min(1)
    precision, recall = share(made, asked), share(asked, made)
    return 2 * precision * recall / (precision + recall).clamp_min(1e-6)


def wide(edges, reach=REACH):
    """All that is within `reach` pixels of an edge, on a torus."""
    return F.max_pool2d(F.pad(edges, (reach,) * 4, mode="circular"), 2 * reach + 1, 1)


def mean(values, some):
    return float(values[some].mean()) if some.any() else None


class Asked:
    """Materials whose height and edges are asked for, with their captions."""

    def __init__(self, x, captions, families, measured):
        """measured: which heights are no guesses."""
        m = material(x)
        self.x, self.captions, self.families = x, captions, families
        self.depth, self.edge = stretched(m.height), edges_of(m.color)
        self.deep, self.drawn = measured.to(x.device) & (x[:, 3].flatten(1).std(1) > FLAT), self.edge.mean((1, 2, 3)) > BARE

    def controls(self, kinds, scale=1.0):
        return {kind: (getattr(self, kind), scale) for kind in kinds}

    def followed(self, made):
        """Figures of pictures that were to follow these."""
        small = lambda x: F.avg_pool2d(x, COARSE)
        height, asked = made[:, 3:4], self.depth
        return {"height_correlation": mean(correlation(height, asked), self.deep),
                "height_correlation_quarter": mean(correlation(small(height), small(asked)), self.deep),
                "edge_f1": mean(f1(edges_of(material(made).color), self.edge), self.drawn), "seam": seam(made)}


class Steered:
    """model: a FolderModel with ControlNets; judge: or None."""

    def __init__(self, model, size, count, judge, device, photographs=True):
        self.model, self.judge, self.size = model, judge, size
        everything = lambda n: torch.ones(n, dtype=torch.bool)
        self.sets = {f"synthetic_{size}": Asked(*heldout.synthetic(count, size, device), everything(count))}
        if photographs:
            x, measured = heldout.photographs(device)
            _, entries = photos.load("heldout")
            chosen = torch.argsort((~measured).int(), stable=True)[:count]   # those with a measured height first
            self.sets["photographs"] = Asked(x[chosen], [pool.caption(entries[i], 0) for i in chosen.tolist()], None, measured[chosen])
        self.made = {}

    def all(self, log=lambda line: None):
        """{set: {way: figures}}: by the prompt alone, by each net, by both; rebuilt: the materials themselves through the autoencoder,
        which is as near as a latent can come."""
        result = {}
        for name, asked in self.sets.items():
            part = result[name] = {"pictures": len(asked.x), "with_relief": int(asked.deep.sum()), "with_edges": int(asked.drawn.sum()),
                                   "rebuilt": asked.followed(self.model.rebuild(asked.x))}
            for way, kinds in WAYS.items():
                made = self.made[name, way] = self.model.generate(asked.captions, asked.x.shape[-1], SEED, controls=asked.controls(kinds))
                part[way] = {**asked.followed(made), "recognised": self.recognised(made, asked.families)}
                log(f"{name}, {way}: {part[way]}")
        return result

    def recognised(self, made, families):
        return self.judge.recognised(self.judge(made)[1], families) if self.judge and families else None

    def draw(self, stem):
        """STEM-SET.png: asked depth and edges; base colour and height by the prompt alone, then by both nets; what differs from the
        asked height (grey: nothing), and edges (white: asked for and met, red: missing, blue: not asked for)."""
        for name, asked in self.sets.items():
            rows = []
            for i in torch.nonzero(asked.deep & asked.drawn)[:SHOWN, 0].tolist():
                free, made = material(self.made[name, "none"][i:i + 1]), material(self.made[name, "both"][i:i + 1])
                depth, edge, own = asked.depth[i:i + 1], asked.edge[i:i + 1], edges_of(made.color)
                off = 0.5 + 0.5 * (stretched(made.height) - depth)
                met, stray = edge * wide(own), own * (1 - wide(edge))
                met = torch.cat([edge, met, torch.maximum(met, stray)], 1)
                cells = (depth, edge, free.color, stretched(free.height), made.color, stretched(made.height), off, met)
                rows.append(([pictures.picture(cell[0]) for cell in cells], asked.captions[i]))
            if rows:
                images, captions = sum((cells for cells, _ in rows), []), sum(([text] + [""] * 7 for _, text in rows), [])
                pictures.grid(images, captions, 8, SIDE, 26).save(f"{stem}-{name}.png")


def table(result):
    """Markdown: a row a set and a way."""
    number = lambda value: "" if value is None else f"{value:.2f}"
    names = ("height_correlation", "height_correlation_quarter", "edge_f1", "seam", "recognised")
    lines = ["| | height: correlation | at a quarter | edge F1 | seam | recognised |", "|---|---|---|---|---|---|"]
    for name, part in result.items():
        for way in ("rebuilt", *WAYS):
            lines.append(f"| {name.replace('_', ' ')}, {way} | " + " | ".join(number(part[way].get(key)) for key in names) + " |")
    return "\n".join(lines)
