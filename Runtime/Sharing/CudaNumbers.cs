using Scumble.Cuda;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>
/// A few numbers that the host decides (token ids, timesteps), copied to the device when they have changed. Where all are equal the number
/// travels in the command itself; what is copied is counted.
/// </summary>
internal sealed class CudaNumbers(HostTensor numbers, CudaStream stream, HostCopies copies) : IDisposable
{
    private readonly byte[] _sent = new byte[numbers.SizeInBytes];
    private bool _isSent;

    /// <summary>The copy, at an address that stays.</summary>
    public CudaTensor Tensor { get; } = new(stream, numbers.Shape, numbers.ElementType);

    /// <summary>Enqueues the copy, if the numbers have changed.</summary>
    public void Send()
    {
        ReadOnlySpan<byte> bytes = numbers.Bytes;
        if (bytes.IsEmpty || (_isSent && bytes.SequenceEqual(_sent))) return;
        bytes.CopyTo(_sent);
        _isSent = true;
        var size = numbers.ElementType.SizeInBytes();
        if (size % 4 == 0 && bytes[size..].SequenceEqual(bytes[..^size]))
        {
            stream.Fill(Tensor, bytes[..size]);
            return;
        }
        stream.Upload(Tensor, bytes);
        copies.CountUpload(bytes.Length);
    }

    public void Dispose() => Tensor.Dispose();
}
