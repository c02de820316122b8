"""Power by octave, and what pictures have in common. Pictures are [n, c, s, s] on a torus."""
import torch
import torch.nn.functional as F

OCTAVES = 4
WINDOW, UNSEEN = 64, 2e-5      # pixels; power of differences that nobody sees


def octave_power(x):
    """[n, OCTAVES] power of each picture in octaves of the radial frequency, coarse to fine; the last ends at Nyquist, the corners
    beyond it left out. Mean over the channels; the transform wraps, as the pictures do."""
    n, c, h, w = x.shape
    power = torch.fft.rfft2(x.double()).abs().square().mean(1) / (h * w) ** 2
    fy, fx = torch.fft.fftfreq(h, device=x.device), torch.fft.rfftfreq(w, device=x.device)
    radius = (fy[:, None].square() + fx[None].square()).sqrt() * 2            # 1 at Nyquist
    twice = torch.full_like(radius, 2.0)                                      # each but the first column stands for two
    twice[:, 0] = 1
    if w % 2 == 0:
        twice[:, -1] = 1
    bands = [(radius > 2.0 ** -k) & (radius <= 2.0 ** (1 - k)) for k in range(OCTAVES, 0, -1)]
    return torch.stack([(power * twice * band).sum((1, 2)) for band in bands], 1)


def octaves_db(made, real):
    """dB of the mean power over all pictures, made against real, coarse to fine."""
    mean = lambda x: torch.cat([octave_power(part[:, :3]) for part in x.split(32)]).mean(0)
    return [round(float(v), 2) for v in 10 * torch.log10(mean(made) / mean(real))]


def windowed_power(x):
    """Mean power of windows' frequencies, [n, 2, WINDOW, WINDOW / 2 + 1], of luminance and height; crops need not wrap."""
    x, window = torch.cat([luminance(x), x[:, 3:4]], 1), torch.hann_window(WINDOW, device=x.device)
    parts = x.unfold(2, WINDOW, WINDOW // 2).unfold(3, WINDOW, WINDOW // 2)
    parts = (parts - parts.mean((-1, -2), keepdim=True)) * window * window[:, None]
    return torch.fft.rfft2(parts, norm="ortho").abs().square().mean((2, 3))


def spectral_distance(made, real):
    """Mean difference of the pairs' powers at each frequency and direction, in nepers, from WINDOW / 16 cycles a window on: a weave stands out as it does to the eye."""
    f = torch.arange(WINDOW, device=real.device)
    f = torch.minimum(f, WINDOW - f)
    fine = (torch.maximum(f[:, None], f[None, :WINDOW // 2 + 1]) >= WINDOW // 16).float()
    apart = ((windowed_power(made) + UNSEEN).log() - (windowed_power(real) + UNSEEN).log()).abs() / 2
    return (apart * fine).sum() / (fine.sum() * apart.shape[0] * apart.shape[1])


def luminance(x):
    """Of base colour, [n, 1, s, s]: Rec. 709 weights on the encoded values."""
    return (x[:, :3] * torch.tensor([0.2126, 0.7152, 0.0722], device=x.device).view(1, 3, 1, 1)).sum(1, keepdim=True)


def _standard(x):
    x = x.flatten(1) - x.flatten(1).mean(1, keepdim=True)
    return x / x.square().sum(1, keepdim=True).sqrt().clamp_min(1e-6)


def coupling(x):
    """Mean correlation over all pairs of pictures, of their luminance averaged to 24 x 24."""
    y = _standard(F.interpolate(luminance(x), (24, 24), mode="area"))
    c = y @ y.T
    return float((c.sum() - c.trace()) / (len(y) * (len(y) - 1)))


def blur(x, sigma):
    """Gaussian on a torus; sigma as a share of the edge."""
    h, w = x.shape[2:]
    fy, fx = torch.fft.fftfreq(h, 1 / h, device=x.device), torch.fft.rfftfreq(w, 1 / w, device=x.device)
    kernel = torch.exp(-2 * (torch.pi * sigma) ** 2 * (fy[:, None].square() + fx[None].square()))
    return torch.fft.irfft2(torch.fft.rfft2(x) * kernel, s=(h, w))


def occlusion(height, sigmas=(1 / 128, 1 / 48, 1 / 16)):
    """How deep each place lies below its surroundings, at several scales: 0 and more, [n, 1, s, s]."""
    return sum((blur(height, s) - height).clamp_min(0) for s in sigmas) / len(sigmas)


def occlusion_in_colour(x, least=0.02):
    """Correlation of luminance with openness (occlusion negated), mean over the pictures whose height varies: 0 where base colour
    knows nothing of the relief, positive where hollows are painted dark."""
    some = x[x[:, 3].flatten(1).std(1) > least]
    if not len(some):
        return float("nan")
    return float((_standard(luminance(some)) * _standard(-occlusion(some[:, 3:4]))).sum(1).mean())
