namespace Scumble.Tensors;

public sealed partial class CpuTensorOps
{
    /// <inheritdoc/>
    public Tensor Reshape(Tensor tensor, TensorShape shape) => tensor switch
    {
        CpuTensor<float> t => t.Reshape(shape),
        CpuTensor<double> t => t.Reshape(shape),
        CpuTensor<Half> t => t.Reshape(shape),
        CpuTensor<int> t => t.Reshape(shape),
        CpuTensor<long> t => t.Reshape(shape),
        CpuTensor<byte> t => t.Reshape(shape),
        CpuTensor<bool> t => t.Reshape(shape),
        _ => throw NotOurs(tensor),
    };

    /// <inheritdoc/>
    public void Gather(Tensor target, Tensor source, Tensor indices)
    {
        if (target.Shape.ElementCount != indices.Shape.ElementCount)
            throw new ArgumentException($"{indices.Shape.ElementCount} indices for {target.Shape.ElementCount} elements.", nameof(indices));
        var from = Elements<int>(indices);
        if (target is CpuTensor<double> wide) Gather(wide.Span, Elements<double>(source), from);
        else Gather(Elements<float>(target), Elements<float>(source), from);
    }

    /// <inheritdoc/>
    public void Upload(Tensor target, ReadOnlySpan<float> source)
    {
        RequireCount(target, source.Length);
        source.CopyTo(Elements<float>(target));
    }

    /// <inheritdoc/>
    public void UploadIndices(Tensor target, ReadOnlySpan<int> indices)
    {
        RequireCount(target, indices.Length);
        indices.CopyTo(Elements<int>(target));
    }

    /// <inheritdoc/>
    public void Download(Tensor source, Span<float> target)
    {
        RequireCount(source, target.Length);
        Elements<float>(source).CopyTo(target);
    }

    private static void Gather<T>(Span<T> target, ReadOnlySpan<T> source, ReadOnlySpan<int> indices)
    {
        for (var i = 0; i < target.Length; i++) target[i] = source[indices[i]];
    }

    private static void RequireCount(Tensor tensor, int count)
    {
        if (tensor.Shape.ElementCount != count) throw new ArgumentException($"{count} values for the shape {tensor.Shape}.");
    }
}
