using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Cuda;

/// <summary>
/// A tensor in a CUDA device's memory. Disposing one that owns its memory is allowed at any time: the memory is free for others once the work
/// that was enqueued on its stream before has passed.
/// </summary>
public sealed unsafe class CudaTensor : Tensor
{
    private readonly CudaStream? _owner;
    private ulong _address;

    /// <summary>A tensor in memory of its own, filled with zeros.</summary>
    /// <param name="stream">What orders its use; it must outlive the tensor.</param>
    /// <param name="shape">The dimensions.</param>
    /// <param name="elementType">The type of each element.</param>
    /// <exception cref="ScumbleException">Memory has run out.</exception>
    public CudaTensor(CudaStream stream, TensorShape shape, ElementType elementType) : base(shape, elementType)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var (device, driver, bytes) = (stream.Device, stream.Device.Enter(), (nuint)Math.Max(SizeInBytes, 1));
        ulong address;
        device.Require(driver.MemAllocAsync(&address, bytes, stream.Handle), $"cuMemAllocAsync, {SizeInBytes} bytes");
        (_owner, _address) = (stream, address);
        var result = driver.MemsetD8(address, 0, bytes, stream.Handle);
        if (result != 0) Dispose();
        device.Require(result, "cuMemsetD8Async");
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

    /// <summary>Lets go of the memory of a tensor that was never disposed.</summary>
    ~CudaTensor() => Dispose(false);

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
        if (_owner is { IsDisposed: false } && _address != 0) _ = _owner.Device.EnterToRelease().MemFreeAsync(_address, _owner.Handle);
        _address = 0;
    }
}
