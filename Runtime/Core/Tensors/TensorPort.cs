namespace Scumble.Tensors;

/// <summary>A named input or output of a graph.</summary>
/// <param name="Name">Its name in the graph; ports are bound by it, never by position.</param>
/// <param name="ElementType">The type of its elements.</param>
/// <param name="Dimensions">Outermost first; -1 where any size is taken.</param>
public sealed record TensorPort(string Name, ElementType ElementType, IReadOnlyList<int> Dimensions)
{
    /// <summary>For example "sample Float32 [?, 8, ?, ?]".</summary>
    public override string ToString() => $"{Name} {ElementType} [{string.Join(", ", Dimensions.Select(d => d < 0 ? "?" : $"{d}"))}]";

    /// <summary>Whether a tensor of this type and shape fits.</summary>
    public bool Accepts(ElementType elementType, TensorShape shape)
    {
        if (elementType != ElementType || shape.Rank != Dimensions.Count) return false;
        for (var i = 0; i < shape.Rank; i++)
            if (Dimensions[i] >= 0 && Dimensions[i] != shape[i]) return false;
        return true;
    }
}
