namespace Scumble.Tensors;

/// <summary>The dimensions of a tensor, outermost first. Empty for a scalar. Immutable.</summary>
public readonly struct TensorShape : IEquatable<TensorShape>
{
    private readonly int[]? _dimensions;

    /// <param name="dimensions">Outermost first, none negative.</param>
    public TensorShape(params ReadOnlySpan<int> dimensions)
    {
        long count = 1;
        foreach (var dimension in dimensions)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(dimensions));
            count = checked(count * dimension);
        }

        _dimensions = dimensions.ToArray();
        ElementCount = count;
    }

    /// <summary>The dimensions, outermost first.</summary>
    public ReadOnlySpan<int> Dimensions => _dimensions;

    /// <summary>Number of dimensions.</summary>
    public int Rank => Dimensions.Length;

    /// <summary>Product of the dimensions; 1 for a scalar.</summary>
    public long ElementCount { get => _dimensions is null ? 1 : field; }

    /// <summary>One dimension; an index from the end (<c>^1</c>) counts from the innermost.</summary>
    public int this[Index index] => Dimensions[index];

    /// <summary>The same shape with another outermost dimension.</summary>
    public TensorShape WithLeading(int count)
    {
        var dimensions = Dimensions.ToArray();
        dimensions[0] = count;
        return new TensorShape(dimensions);
    }

    /// <inheritdoc/>
    public bool Equals(TensorShape other) => Dimensions.SequenceEqual(other.Dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TensorShape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var dimension in Dimensions) hash.Add(dimension);
        return hash.ToHashCode();
    }

    /// <summary>For example <c>[1, 4, 64, 64]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", _dimensions ?? [])}]";

    /// <summary>Whether all dimensions are equal.</summary>
    public static bool operator ==(TensorShape left, TensorShape right) => left.Equals(right);

    /// <summary>Whether some dimension differs.</summary>
    public static bool operator !=(TensorShape left, TensorShape right) => !left.Equals(right);
}
