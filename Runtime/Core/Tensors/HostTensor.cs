namespace Scumble.Tensors;

/// <summary>A tensor in host memory of any element type; <see cref="CpuTensor{T}"/> knows the type.</summary>
public abstract class HostTensor : Tensor
{
    /// <param name="shape">The dimensions.</param>
    /// <param name="elementType">The type of each element.</param>
    protected HostTensor(TensorShape shape, ElementType elementType) : base(shape, elementType)
    {
    }

    /// <summary>Address of the first element, valid until the tensor is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
    public abstract nint Address { get; }

    /// <summary>All elements as bytes, valid until the tensor is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
    public unsafe Span<byte> Bytes => new((void*)Address, checked((int)SizeInBytes));

    /// <summary>Rows <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> of the outermost dimension, in the same memory.</summary>
    /// <remarks>The view is valid only while this tensor is; disposing the view frees nothing.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    public abstract HostTensor View(int start, int count);

    /// <summary>The same memory with other dimensions and as many elements.</summary>
    /// <remarks>The view is valid only while this tensor is; disposing the view frees nothing.</remarks>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public abstract HostTensor Reshape(TensorShape shape);

    /// <summary>A tensor that owns its memory, filled with zeros.</summary>
    /// <exception cref="OverflowException">The shape has more elements than <see cref="int.MaxValue"/>.</exception>
    public static HostTensor Create(TensorShape shape, ElementType elementType) => Create(0, shape, elementType);

    /// <summary>A tensor over memory of somebody else, who keeps it until the tensor is disposed; disposing frees nothing.</summary>
    /// <param name="address">The first element, aligned to its size, not 0.</param>
    /// <param name="shape">The dimensions.</param>
    /// <param name="elementType">The type of each element.</param>
    public static HostTensor Over(nint address, TensorShape shape, ElementType elementType)
    {
        ArgumentOutOfRangeException.ThrowIfZero(address);
        return Create(address, shape, elementType);
    }

    private static HostTensor Create(nint address, TensorShape shape, ElementType elementType) => elementType switch
    {
        ElementType.Float32 => Create<float>(address, shape),
        ElementType.Float64 => Create<double>(address, shape),
        ElementType.Float16 => Create<Half>(address, shape),
        ElementType.Int32 => Create<int>(address, shape),
        ElementType.Int64 => Create<long>(address, shape),
        ElementType.UInt8 => Create<byte>(address, shape),
        ElementType.Bool => Create<bool>(address, shape),
        _ => throw new ArgumentOutOfRangeException(nameof(elementType), elementType, null),
    };

    private static CpuTensor<T> Create<T>(nint address, TensorShape shape) where T : unmanaged =>
        address == 0 ? new CpuTensor<T>(shape) : new CpuTensor<T>(address, shape);
}
