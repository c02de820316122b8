using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>A model whose user loses patience after some calls.</summary>
public sealed class CancellingDenoiser(IDenoiser inner) : IDenoiser
{
    public int CallsUntilCancelled { get; set; } = int.MaxValue;

    public ForwardProcess Process => inner.Process;

    public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised)
    {
        if (CallsUntilCancelled-- == 0) throw new OperationCanceledException();
        inner.Denoise(x, call, denoised);
    }
}
