namespace Scumble.Tensors;

/// <summary>The type of one element of a <see cref="Tensor"/>.</summary>
public enum ElementType
{
    /// <summary>32-bit IEEE 754.</summary>
    Float32,

    /// <summary>64-bit IEEE 754.</summary>
    Float64,

    /// <summary>16-bit IEEE 754.</summary>
    Float16,

    /// <summary>32-bit signed integer.</summary>
    Int32,

    /// <summary>64-bit signed integer.</summary>
    Int64,

    /// <summary>8-bit unsigned integer.</summary>
    UInt8,

    /// <summary>One byte, 0 or 1.</summary>
    Bool,
}
