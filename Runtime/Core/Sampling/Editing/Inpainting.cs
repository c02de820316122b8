using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>Any sampler's run with a region that stays: before the run and after each step it is set to what it is at the level reached (<see cref="KnownRegion"/>).</summary>
public static class Inpainting
{
    /// <summary>The run, step by step. After the last step what is known is in the latent to the last bit where the mask is 0.</summary>
    /// <param name="sampler">The method.</param>
    /// <param name="input">What the method needs. Its latent starts anywhere at the first level: as noise, or by <see cref="SdEdit"/>.</param>
    /// <param name="known">The x0 to keep, of the latent's shape and type.</param>
    /// <param name="mask">Of the same shape and type: 1 where the sampler decides, 0 where the known x0 stays.</param>
    /// <exception cref="ArgumentException">Shapes or types differ, or the sampler refuses the input.</exception>
    public static IEnumerable<SamplerStep> Run(Sampler sampler, SamplerInput input, Tensor known, Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(known);
        if (known.Shape != input.Latent.Shape || known.ElementType != input.Latent.ElementType)
            throw new ArgumentException(
                $"What is known is {known.ElementType} {known.Shape}, the latent {input.Latent.ElementType} {input.Latent.Shape}.", nameof(known));
        if (sampler.GoesToNoise) throw new ArgumentException($"The sampler '{sampler.Id}' ends with noise, where nothing is to be kept.", nameof(sampler));
        var steps = sampler.Run(input);
        return Steps();

        IEnumerable<SamplerStep> Steps()
        {
            using var region = new KnownRegion(input.Ops, input.Denoiser.Process, known, mask, input.Seed);
            region.Restore(input.Latent, input.Sigmas[0]);
            foreach (var step in steps)
            {
                region.Restore(input.Latent, step.Sigma);
                yield return step;
            }
        }
    }
}
