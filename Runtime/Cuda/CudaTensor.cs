using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Cuda;

/// <summary>A tensor in a CUDA device's memory. Work that uses it must have passed before it is disposed.</summary>
public sealed unsafe class CudaTensor : Tensor
{
    private readonly CudaDevice? _owner;
    private ulong _address;

    /// <summary>A tensor in memory of its own, of which nothing is promised.</summary>
    /// <exception cref="ScumbleException">Memory has run out.</exception>
    public CudaTensor(CudaDevice device, TensorShape shape, ElementType elementType) : base(shape, elementType)
    {
        ArgumentNullException.ThrowIfNull(device);
        ulong address;
        device.Require(device.Enter().MemAlloc(&address, (nuint)Math.Max(SizeInBytes, 1)), $"cuMemAlloc, {SizeInBytes} bytes");
        (_owner, _address) = (device, address);
    }

    /// <summary>A tensor in memory that somebody else owns and keeps as long.</summary>
    /// <param name="address">CUdeviceptr.</param>
    /// <param name="shape">The dimensions.</param>
    /// <param name="elementType">The type of each element.</param>
    public CudaTensor(ulong address, TensorShape shape, ElementType elementType) : base(shape, elementType)
    {
        ArgumentOutOfRangeException.ThrowIfZero(address);
        _address = address;
    }

    /// <summary>CUdeviceptr.</summary>
    public ulong Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(_address == 0, this);
            return _address;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _owner is not null && _address != 0) _ = _owner.Enter().MemFree(_address);
        _address = 0;
    }
}
