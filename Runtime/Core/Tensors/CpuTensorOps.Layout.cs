namespace Scumble.Tensors;

public sealed partial class CpuTensorOps
{
    /// <inheritdoc/>
    public void Gather(Tensor target, Tensor source, Tensor indices)
    {
        TensorArguments.RequireGather(target, source, indices);
        var from = Elements<int>(indices);
        if (target is CpuTensor<double> wide) Gather(wide.Span, Elements<double>(source), from);
        else Gather(Elements<float>(target), Elements<float>(source), from);
    }

    /// <inheritdoc/>
    public void Upload(Tensor target, ReadOnlySpan<float> source)
    {
        TensorArguments.RequireElements<float>(target, source.Length);
        source.CopyTo(Elements<float>(target));
    }

    /// <inheritdoc/>
    public void UploadIndices(Tensor target, ReadOnlySpan<int> indices)
    {
        TensorArguments.RequireElements<int>(target, indices.Length);
        indices.CopyTo(Elements<int>(target));
    }

    /// <inheritdoc/>
    public void Download(Tensor source, Span<float> target)
    {
        TensorArguments.RequireElements<float>(source, target.Length);
        Elements<float>(source).CopyTo(target);
    }

    private static void Gather<T>(Span<T> target, ReadOnlySpan<T> source, ReadOnlySpan<int> indices)
    {
        for (var i = 0; i < target.Length; i++) target[i] = source[indices[i]];
    }
}
