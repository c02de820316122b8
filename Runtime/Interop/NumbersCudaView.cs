using Scumble.Cuda;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Interop;

/// <summary>
/// A few numbers that the host decides (token ids, timesteps), copied to the device when they have changed. Where all are equal the number
/// travels in the command itself; what is copied is counted.
/// </summary>
internal sealed class NumbersCudaView : ICudaView
{
    private readonly HostTensor _numbers;
    private readonly VulkanDevice _device;
    private readonly CudaLink _link;
    private readonly byte[] _sent;
    private bool _isSent;

    public NumbersCudaView(HostTensor numbers, VulkanDevice device, CudaLink link)
    {
        (_numbers, _device, _link) = (numbers, device, link);
        _sent = new byte[numbers.SizeInBytes];
        Tensor = new CudaTensor(link.Device, numbers.Shape, numbers.ElementType);
    }

    public CudaTensor Tensor { get; }

    public void BeforeRun()
    {
        ReadOnlySpan<byte> bytes = _numbers.Bytes;
        if (_isSent && bytes.SequenceEqual(_sent)) return;
        bytes.CopyTo(_sent);
        _isSent = true;
        var size = _numbers.ElementType.SizeInBytes();
        if (size % 4 == 0 && bytes[size..].SequenceEqual(bytes[..^size]))
        {
            _link.Stream.Fill(Tensor, bytes[..size]);
            return;
        }
        _link.Stream.Upload(Tensor, _sent);
        _device.HostCopies.CountUpload(bytes.Length);
    }

    public void AfterRun()
    {
    }

    public void Dispose() => Tensor.Dispose();
}
