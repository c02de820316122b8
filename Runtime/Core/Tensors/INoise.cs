namespace Scumble.Tensors;

/// <summary>
/// Random numbers for the tensors of some ops (<see cref="ITensorOps.Noise"/>). Element i of (seed, stream) is the same number everywhere, whatever
/// the device and the shape (<see cref="Philox"/>). Targets come from those ops and hold Float32 or Float64; anything else is an
/// <see cref="ArgumentException"/>. No verb allocates, and calls keep their order among the calls of the ops.
/// </summary>
public interface INoise
{
    /// <summary>target = scale n, with n standard normal.</summary>
    void Fill(Tensor target, double scale, ulong seed, uint stream);

    /// <summary>target += scale n, with the same n as <see cref="Fill"/>.</summary>
    void Add(Tensor target, double scale, ulong seed, uint stream);

    /// <summary>target = +1 or -1 with equal chance (Rademacher; <see cref="Philox.Sign"/>).</summary>
    void FillSigns(Tensor target, ulong seed, uint stream);
}
