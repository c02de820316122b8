"""Token ids in, picture out, all in the device's memory: latent consistency sampling (Luo et al. 2023).

    x = alpha x0 + sigma noise,  denoised = c_out (x - sigma eps) / alpha + c_skip x,
    c_skip = s^2 / (tau^2 + s^2),  c_out = tau / sqrt(tau^2 + s^2),  tau = 10 t, s = 1/2
"""
import torch

TRAIN_STEPS, ORIGINAL_STEPS = 1000, 50
KL_SCALE = 0.18215


def timesteps(steps):
    """Of the 50 that the model was distilled from, from noise to clean: 999, 759, 499, 259 for 4."""
    original = [(i + 1) * (TRAIN_STEPS // ORIGINAL_STEPS) - 1 for i in range(ORIGINAL_STEPS)][::-1]
    return [original[i * ORIGINAL_STEPS // steps] for i in range(steps)]


def coefficients(steps):
    """[A, B, alpha, sigma] of each step: denoised = A x + B eps, next x = alpha denoised + sigma noise; 1 and 0 in the last step."""
    betas = torch.linspace(0.00085 ** 0.5, 0.012 ** 0.5, TRAIN_STEPS, dtype=torch.float64) ** 2
    kept = torch.cumprod(1 - betas, 0)
    rows, visited = [], timesteps(steps)
    for i, t in enumerate(visited):
        alpha, sigma, tau = kept[t].sqrt(), (1 - kept[t]).sqrt(), 10.0 * t
        skip, out = 0.25 / (tau ** 2 + 0.25), tau / (tau ** 2 + 0.25) ** 0.5
        after = kept[visited[i + 1]] if i + 1 < steps else torch.tensor(1.0, dtype=torch.float64)
        rows.append(torch.stack([out / alpha + skip, -out * sigma / alpha, after.sqrt(), (1 - after).sqrt()]))
    return torch.stack(rows)


def advance(x, eps, row):
    return row[2] * (row[0] * x + row[1] * eps) + row[3] * torch.randn_like(x)


def finish(x, eps, row, scale):
    return (row[0] * x + row[1] * eps) * scale


def to_bytes(image):
    """[b, 3, h, w] in -1..1 -> uint8 [b, h, w, 3]."""
    return ((image * 0.5 + 0.5).clamp(0, 1) * 255).round().to(torch.uint8).permute(0, 2, 3, 1).contiguous()


class Loop:
    """ids [1, 77] -> uint8 [1, size, size, 3].

    networks: text_encoder, unet and the decoder by name. make: what to do with the functions between them (compile, or nothing).
    """

    def __init__(self, networks, decoder, ids, steps, size, dtype, make=lambda function: function):
        self.text, self.unet, self.decode = networks["text_encoder"], networks["unet"], networks[decoder]
        self.advance, self.finish, self.to_bytes = make(advance), make(finish), make(to_bytes)
        self.ids, self.scale = ids, 1 / KL_SCALE if decoder == "kl_decoder" else 1.0
        self.noise = dict(size=(1, 4, size // 8, size // 8), device=ids.device, dtype=dtype)
        self.timesteps = [torch.tensor([t], device=ids.device) for t in timesteps(steps)]
        self.rows = [row.unbind() for row in coefficients(steps).to(ids.device, dtype)]

    def __call__(self):
        states = self.text(self.ids)[0]
        x = torch.randn(**self.noise)
        for timestep, row in zip(self.timesteps[:-1], self.rows):
            x = self.advance(x, self.unet(x, timestep, states), row)
        latent = self.finish(x, self.unet(x, self.timesteps[-1], states), self.rows[-1], self.scale)
        return self.to_bytes(self.decode(latent))
