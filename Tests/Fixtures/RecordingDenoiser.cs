using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>A model that remembers how it was called.</summary>
public sealed class RecordingDenoiser(IDenoiser inner) : IDenoiser
{
    public List<DenoiseCall> Calls { get; } = [];

    public ForwardProcess Process => inner.Process;

    public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised)
    {
        Calls.Add(call);
        inner.Denoise(x, call, denoised);
    }
}
