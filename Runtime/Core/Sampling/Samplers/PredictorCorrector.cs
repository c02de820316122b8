// Y. Song et al., "Score-based generative modeling through stochastic differential equations", 2021, algorithms 1 to 5. With the
// score g = (a D - x) / sigma^2, at each level some corrections and then a prediction:
//   Langevin:                    e = 2 (snr |z| / |g|)^2,  x = x + e g + sqrt(2 e) z   (norms are means over the batch)
//   reverse diffusion (VE):      x' = x + (sigma^2 - sigma'^2) g + sqrt(sigma^2 - sigma'^2) z
//   Euler and Maruyama (VP):     y = c x,  y' = (1 + b/2) y + b g_y + sqrt(b) z,  b = beta(t) / N,  g_y = -noise / (c sigma)
// The last step adds no noise: its mean is the result.
namespace Scumble.Sampling;

public static partial class Samplers
{
    /// <summary>Score-SDE's predictor-corrector: reverse diffusion or Euler-Maruyama steps, with Langevin corrections before each.</summary>
    public static Sampler PredictorCorrector { get; } = Add(new PredictorCorrector());
}
