"""What the autoencoder is shown of a pool: crops at full scale, whole tiles at half scale, photographs; moved and mirrored."""
import torch

from .pool import to_float


def mirror(x):
    """One random mirroring for the whole batch."""
    a, b = torch.randint(0, 2, (2,)).tolist()
    dims = [d for d, on in ((2, a), (3, b)) if on]
    return x.flip(dims) if dims else x


def crops(images, index, side):
    """[n, 6, side, side] from random places, across the edges of the tiles; images uint8 on a torus."""
    n, c, h, w = len(index), *images.shape[1:]
    span = torch.arange(side, device=images.device)
    row = (torch.randint(0, h, (n, 1), device=images.device) + span) % h
    column = (torch.randint(0, w, (n, 1), device=images.device) + span) % w
    channel = torch.arange(c, device=images.device).view(1, c, 1, 1)
    return images[index.view(n, 1, 1, 1), channel, row.view(n, 1, side, 1), column.view(n, 1, 1, side)]


def tiles(images, index):
    """Whole tiles, all moved alike."""
    h, w = images.shape[2:]
    return images[index].roll((int(torch.randint(0, h, (1,))), int(torch.randint(0, w, (1,)))), (2, 3))


def half(x):
    """Half the size, by means of 2 x 2."""
    b, c, h, w = x.shape
    return x.reshape(b, c, h // 2, 2, w // 2, 2).mean((3, 5))


class Views:
    """Batches of -1..1: `pictures` at half the tiles' size (crops, shrunk tiles, photographs) and `whole` tiles."""

    def __init__(self, images, photos, device, batch, photographs=8):
        """photographs: one in so many is one."""
        self.images, self.photos, self.device = images, photos, device
        self.shrunk, self.photo, self.whole = batch // 6, batch // photographs, max(1, batch // 8)
        self.crops = batch - self.shrunk - self.photo

    def __call__(self, count):
        """count: how many of the images may be used. -> (pictures [batch, 6, s / 2, s / 2], whole [batch / 8, 6, s, s])"""
        return self.pictures(count), mirror(to_float(tiles(self.images, self.at(self.whole, count))))

    def pictures(self, count):
        side = self.images.shape[-1] // 2
        parts = [to_float(crops(self.images, self.at(self.crops, count), side)),
                 half(to_float(tiles(self.images, self.at(self.shrunk, count)))),
                 to_float(crops(self.photos, self.at(self.photo, len(self.photos)), side))]
        return mirror(torch.cat(parts))

    def at(self, n, high):
        return torch.randint(0, high, (n,), device=self.device)
