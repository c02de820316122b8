using Scumble.Tensors;

namespace Scumble.Nodes;

/// <summary>A picture on the runner's device that several values hold; the last to let go frees it. Not changed once it is part of a value. One thread.</summary>
internal sealed class SharedPicture
{
    private readonly MemoryMeter _meter;
    private int _holders = 1;

    /// <summary>Takes the tensor; the caller is the first holder.</summary>
    public SharedPicture(Tensor tensor, MemoryMeter meter)
    {
        (Tensor, _meter) = (tensor, meter);
        _meter.Used += tensor.SizeInBytes;
    }

    /// <summary>[height, width, channels].</summary>
    public Tensor Tensor { get; }

    /// <summary>One holder more.</summary>
    public SharedPicture Hold()
    {
        _holders++;
        return this;
    }

    /// <summary>One holder less.</summary>
    public void Release()
    {
        if (--_holders > 0) return;
        _meter.Used -= Tensor.SizeInBytes;
        Tensor.Dispose();
    }
}
