using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>A batch with more channels than the latent has, and views of both parts of each row. Owns its memory.</summary>
internal sealed class ChannelBuffer : IDisposable
{
    private readonly Tensor _planes;
    private readonly List<Tensor> _views = [];

    /// <param name="ops">The arithmetic.</param>
    /// <param name="latent">[b, c, h, w].</param>
    /// <param name="channels">More than c.</param>
    public ChannelBuffer(ITensorOps ops, TensorShape latent, int channels)
    {
        var (batch, c, h, w) = (latent[0], latent[1], latent[2], latent[3]);
        Whole = ops.Create(new TensorShape(batch, channels, h, w), ElementType.Float32);
        _planes = ops.Reshape(Whole, new TensorShape(batch * channels, h, w));
        First = [.. Enumerable.Range(0, batch).Select(row => Part(row * channels, c))];
        Rest = [.. Enumerable.Range(0, batch).Select(row => Part(row * channels + c, channels - c))];

        Tensor Part(int plane, int count)
        {
            var planes = ops.View(_planes, plane, count);
            var row = ops.Reshape(planes, new TensorShape(1, count, h, w));
            _views.AddRange([planes, row]);
            return row;
        }
    }

    /// <summary>[b, channels, h, w].</summary>
    public Tensor Whole { get; }

    /// <summary>The latent's channels of each row, [1, c, h, w].</summary>
    public Tensor[] First { get; }

    /// <summary>The other channels of each row, [1, channels - c, h, w].</summary>
    public Tensor[] Rest { get; }

    public void Dispose()
    {
        foreach (var view in _views) view.Dispose();
        _planes.Dispose();
        Whole.Dispose();
    }
}
