using System.Runtime.InteropServices;

namespace Scumble.Tensors;

/// <summary>A tensor in native host memory, aligned to 64 bytes, so that vector code and inference runtimes use it in place.</summary>
public sealed unsafe class CpuTensor<T> : HostTensor where T : unmanaged
{
    private const int Alignment = 64;
    private readonly Tensor? _owner;
    private readonly bool _isBorrowed;
    private readonly int _length;
    private T* _memory;

    /// <summary>A tensor that owns its memory, filled with zeros.</summary>
    /// <exception cref="OverflowException">The shape has more elements than <see cref="int.MaxValue"/>.</exception>
    public CpuTensor(TensorShape shape) : base(shape, ElementTypes.Of<T>())
    {
        _length = checked((int)shape.ElementCount);
        _memory = (T*)NativeMemory.AlignedAlloc((nuint)Math.Max(SizeInBytes, 1), Alignment);
        NativeMemory.Clear(_memory, (nuint)SizeInBytes);
    }

    /// <summary>A tensor that owns its memory, with a copy of <paramref name="values"/> in row-major order.</summary>
    public CpuTensor(TensorShape shape, ReadOnlySpan<T> values) : this(shape)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _length, nameof(values));
        values.CopyTo(Span);
    }

    /// <summary>A tensor over memory of somebody else, who keeps it until the tensor is disposed; disposing frees nothing.</summary>
    /// <param name="address">The first element, aligned to its size, not 0.</param>
    /// <param name="shape">The dimensions.</param>
    public CpuTensor(nint address, TensorShape shape) : base(shape, ElementTypes.Of<T>())
    {
        ArgumentOutOfRangeException.ThrowIfZero(address);
        ArgumentOutOfRangeException.ThrowIfNotEqual(address % sizeof(T), 0, nameof(address));
        _isBorrowed = true;
        _length = checked((int)shape.ElementCount);
        _memory = (T*)address;
    }

    private CpuTensor(CpuTensor<T> owner, TensorShape shape, int offset) : base(shape, owner.ElementType)
    {
        _owner = owner;
        _length = (int)shape.ElementCount;
        _memory = (T*)owner.Address + offset;
    }

    /// <summary>Frees the memory of a tensor that was never disposed.</summary>
    ~CpuTensor() => Dispose(false);

    /// <summary>All elements in row-major order, valid until the tensor is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
    public Span<T> Span => new((T*)Address, _length);

    /// <inheritdoc/>
    public override nint Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(_memory == null, this);
            return (nint)_memory;
        }
    }

    /// <inheritdoc/>
    public override CpuTensor<T> View(int start, int count)
    {
        var shape = TensorArguments.Rows(this, start, count);
        return new CpuTensor<T>(this, shape, start * (int)TensorArguments.RowLength(this));
    }

    /// <inheritdoc/>
    public override CpuTensor<T> Reshape(TensorShape shape)
    {
        TensorArguments.RequireReshape(this, shape);
        return new CpuTensor<T>(this, shape, 0);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_owner is null && !_isBorrowed) NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
