using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>What a run shows after each step.</summary>
/// <param name="StepIndex">The step just done, from 0.</param>
/// <param name="StepCount">Number of steps of the run.</param>
/// <param name="Sigma">The noise level that <paramref name="Latent"/> now has.</param>
/// <param name="Latent">The input's latent; do not change it during the run.</param>
/// <param name="Denoised">The latest estimate of x0, for previews; valid until the next step is pulled.</param>
public readonly record struct SamplerStep(int StepIndex, int StepCount, double Sigma, Tensor Latent, Tensor Denoised);
