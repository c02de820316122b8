using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>
/// The tensors that denoisers around one network work in. The denoisers and the guidance own none: they are made for a run, and what
/// the network is bound to stays. Each tensor is created when something first asks for it. One thread, one denoiser at a time.
/// </summary>
/// <param name="ops">The arithmetic.</param>
/// <param name="shape">The latent's shape, for example [1, 4, h/8, w/8]; the outermost dimension is the batch.</param>
/// <param name="latentType">Element type of the latents: Float32 or Float64.</param>
/// <param name="networkType">Element type of the network's input and output.</param>
/// <param name="copies">Times that guidance asks for each item in one call: 2, or 3 for networks that read a picture.</param>
public sealed class DenoiserBuffers(
    ITensorOps ops, TensorShape shape, ElementType latentType = ElementType.Float32, ElementType networkType = ElementType.Float32, int copies = 2) : IDisposable
{
    private readonly List<Tensor> _owned = [];

    /// <summary>The arithmetic.</summary>
    public ITensorOps Ops { get; } = ops ?? throw new ArgumentNullException(nameof(ops));

    /// <summary>The latent's shape.</summary>
    public TensorShape Shape => shape;

    /// <summary>Whether latents and network have different element types.</summary>
    internal bool Converts => latentType != networkType;

    /// <summary>The network's input, and its output.</summary>
    internal Tensor Input => field ??= Own(Ops.Create(shape, networkType));

    internal Tensor Output => field ??= Own(Ops.Create(shape, networkType));

    /// <summary>The network's input and output in the latent's element type.</summary>
    internal Tensor WideInput => field ??= Own(Ops.Create(shape, latentType));

    internal Tensor WideOutput => field ??= Own(Ops.Create(shape, latentType));

    /// <summary>A one for each element of the latent.</summary>
    internal Tensor Ones => field ??= MakeOnes();

    /// <summary>An estimate of the noise.</summary>
    internal Tensor Noise => field ??= Own(Ops.Create(shape, latentType));

    /// <summary>An estimate of x0, and the items of its batch.</summary>
    internal Tensor Estimate => field ??= Own(Ops.Create(shape, latentType));

    internal Tensor[] Items => field ??= Views(Estimate, 1);

    /// <summary>The batch for guidance, [copies b, ...], with its parts (unconditional first, conditional last) and the items of the output.</summary>
    internal Tensor AllInputs => field ??= Own(Ops.Create(Multiplied, networkType));

    internal Tensor AllOutputs => field ??= Own(Ops.Create(Multiplied, networkType));

    internal Tensor[] InputParts => field ??= Views(AllInputs, shape[0]);

    internal Tensor[] OutputParts => field ??= Views(AllOutputs, shape[0]);

    internal Tensor[] OutputItems => field ??= Views(AllOutputs, 1);

    /// <summary>Times that guidance asks for each item in one call.</summary>
    internal int Copies => copies;

    private TensorShape Multiplied => shape.WithLeading(copies * shape[0]);

    /// <summary>Releases the tensors; what was made around them is of no use then.</summary>
    public void Dispose()
    {
        for (var i = _owned.Count - 1; i >= 0; i--) _owned[i].Dispose();
        _owned.Clear();
    }

    private Tensor Own(Tensor tensor)
    {
        _owned.Add(tensor);
        return tensor;
    }

    private Tensor MakeOnes()
    {
        var ones = Own(Ops.Create(shape, latentType));
        Ops.Exp(ones, 0, ones);
        return ones;
    }

    private Tensor[] Views(Tensor whole, int rows) =>
        [.. Enumerable.Range(0, whole.Shape[0] / rows).Select(i => Own(Ops.View(whole, i * rows, rows)))];
}
