namespace Scumble.Tensors;

/// <summary>What every <see cref="ITensorOps"/> asks of its arguments, so that a mistake is the same exception on every device. A check that passes allocates nothing.</summary>
public static class TensorArguments
{
    /// <summary>A tensor of some ops' own kind.</summary>
    /// <param name="tensor">The argument.</param>
    /// <param name="place">Where the tensors of the ops live, for the message.</param>
    /// <exception cref="ArgumentException">It is of another kind.</exception>
    public static T Own<T>(Tensor tensor, string place) where T : Tensor
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor as T ?? throw Foreign(tensor, place);
    }

    /// <summary>The exception for a tensor of other ops.</summary>
    /// <param name="tensor">The argument.</param>
    /// <param name="place">Where the tensors of the ops live.</param>
    public static ArgumentException Foreign(Tensor tensor, string place)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new($"Expected a tensor in {place}, found {tensor.GetType().Name} of {tensor.ElementType}.");
    }

    /// <summary>A tensor that can be computed with.</summary>
    /// <exception cref="ArgumentException">It holds neither Float32 nor Float64.</exception>
    public static T Real<T>(T tensor) where T : Tensor
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.ElementType is ElementType.Float32 or ElementType.Float64 ? tensor
            : throw new ArgumentException($"Expected {ElementType.Float32} or {ElementType.Float64}, found {tensor.ElementType}.");
    }

    /// <summary>An operand of a verb, beside its target.</summary>
    /// <exception cref="ArgumentException">Its shape or its element type is not the target's.</exception>
    public static T Operand<T>(Tensor target, T operand) where T : Tensor
    {
        RequireShape(target, operand);
        return operand.ElementType == target.ElementType ? operand
            : throw new ArgumentException($"The target holds {target.ElementType}, an operand {operand.ElementType}.");
    }

    /// <summary>The shape of rows [start, start + count) of a tensor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    public static TensorShape Rows(Tensor tensor, int start, int count)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + count, tensor.Shape[0], nameof(count));
        return tensor.Shape.WithLeading(count);
    }

    /// <summary>Elements in one row of the outermost dimension.</summary>
    public static long RowLength(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Shape[0] == 0 ? 0 : tensor.Shape.ElementCount / tensor.Shape[0];
    }

    /// <exception cref="ArgumentException">The tensor has not as many elements as the shape.</exception>
    public static void RequireReshape(Tensor tensor, TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (shape.ElementCount != tensor.Shape.ElementCount) throw new ArgumentException($"{tensor.Shape} cannot become {shape}.", nameof(shape));
    }

    /// <exception cref="ArgumentException">The shapes differ, or one holds no floating-point numbers.</exception>
    public static void RequireConversion(Tensor target, Tensor source)
    {
        RequireShape(target, source);
        foreach (var type in (ReadOnlySpan<ElementType>)[source.ElementType, target.ElementType])
            if (type is not (ElementType.Float16 or ElementType.Float32 or ElementType.Float64))
                throw new ArgumentException($"Only floating-point numbers are converted, not {type}.");
    }

    /// <exception cref="ArgumentException">Target and source hold different or other than real numbers, or there is not one Int32 for each element of the target.</exception>
    public static void RequireGather(Tensor target, Tensor source, Tensor indices)
    {
        Real(target);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(indices);
        if (source.ElementType != target.ElementType) throw new ArgumentException($"The target holds {target.ElementType}, the source {source.ElementType}.", nameof(source));
        if (indices.ElementType != ElementType.Int32) throw new ArgumentException($"Indices are {ElementType.Int32}, not {indices.ElementType}.", nameof(indices));
        if (indices.Shape.ElementCount != target.Shape.ElementCount)
            throw new ArgumentException($"{indices.Shape.ElementCount} indices for {target.Shape.ElementCount} elements.", nameof(indices));
        if (source.Shape.ElementCount == 0 && target.Shape.ElementCount > 0) throw new ArgumentException("The source has no elements.", nameof(source));
    }

    /// <summary>For values that pass between host memory and a tensor.</summary>
    /// <exception cref="ArgumentException">The tensor holds another number of them, or another type.</exception>
    public static void RequireElements<T>(Tensor tensor, int count) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (ElementTypes.Of<T>() != tensor.ElementType || count != tensor.Shape.ElementCount)
            throw new ArgumentException($"The tensor holds {tensor.Shape.ElementCount} of {tensor.ElementType}; {count} of {ElementTypes.Of<T>()} were given.");
    }

    /// <exception cref="ArgumentOutOfRangeException">The least is above the greatest.</exception>
    public static void RequireRange(double min, double max) => ArgumentOutOfRangeException.ThrowIfGreaterThan(min, max);

    /// <exception cref="ArgumentOutOfRangeException">It is not from 0 to 1.</exception>
    public static void RequireQuantile(double q)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(q);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(q, 1);
    }

    private static void RequireShape(Tensor target, Tensor operand)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(operand);
        if (target.Shape != operand.Shape) throw new ArgumentException($"The target has the shape {target.Shape}, an operand {operand.Shape}.");
    }
}
