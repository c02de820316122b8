using Scumble.Decoding;
using Scumble.Encoding;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Tensors;

namespace Scumble.Families;

/// <summary>A model whose graphs are open. One thread.</summary>
public abstract class OpenModel : IDisposable
{
    /// <summary>What it uses where a request says nothing.</summary>
    public abstract ModelDefaults Defaults { get; }

    /// <summary>The process that the network was trained on, and what it predicts.</summary>
    public abstract SchedulerConfig Scheduler { get; }

    /// <summary>Prompts to embeddings.</summary>
    public abstract TextEncoder TextEncoder { get; }

    /// <summary>The latent of one texture, for example [1, 8, h/8, w/8].</summary>
    public abstract TensorShape LatentShape(int width, int height);

    /// <summary>The network, conditioned on what <paramref name="embeddings"/> holds at each call, [b, length, d]. The caller disposes it before the model.</summary>
    public abstract NetworkPredictor CreateNetwork(Tensor embeddings);

    /// <summary>A decoder for one size in pixels. The caller disposes it before the model.</summary>
    public abstract VaeDecoder CreateDecoder(int width, int height);

    /// <summary>The maps in a window of what a decoder gave, [1, channels, h, w].</summary>
    public abstract MaterialMaps CreateMaps(Tensor decoded, CropWindow window, TileMode tile);

    /// <summary>Closes the graphs.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the graphs, if <paramref name="disposing"/>.</summary>
    protected abstract void Dispose(bool disposing);
}
