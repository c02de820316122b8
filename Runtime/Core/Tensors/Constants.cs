namespace Scumble.Tensors;

/// <summary>Tensors of one value, made on the device.</summary>
internal static class Constants
{
    /// <summary>1 everywhere, Float32, without an upload: exp(0). The caller disposes it.</summary>
    public static Tensor Ones(this ITensorOps ops, TensorShape shape)
    {
        var ones = ops.Create(shape, ElementType.Float32);
        ops.Exp(ones, 0, ones);
        return ones;
    }
}
