namespace Scumble.Tensors;

/// <summary>Whether the elements of tensors are numbers.</summary>
public static class Finiteness
{
    /// <summary>Whether all elements are finite: not infinite and not NaN. One pass; waits for the device, as every verb that returns a number.</summary>
    /// <param name="ops">The tensor's.</param>
    /// <param name="x">Float32.</param>
    public static bool IsFinite(this ITensorOps ops, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(ops);
        return double.IsFinite(ops.Sum(x)); // Of float32 added up in double precision only what is not finite gives a sum that is not.
    }
}
