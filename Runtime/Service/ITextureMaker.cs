using Scumble.Materials;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>An open model, as the service sees it. One generation at a time, one thread at a time.</summary>
internal interface ITextureMaker : IDisposable
{
    /// <summary>Memory of its weights.</summary>
    long SizeInBytes { get; }

    /// <summary>The pipeline, for a graph's nodes to ask.</summary>
    TexturePipeline Pipeline { get; }

    /// <summary>The material's channels; null for pictures.</summary>
    MaterialLayout? Layout { get; }

    /// <summary>What a generation will report: its request with nothing open, and its identity.</summary>
    TextureReport Describe(TextureRequest request);

    /// <summary>Whether it can be denoised together with others of its <see cref="BatchShape"/>.</summary>
    bool CanBatch(TextureRequest request);

    /// <summary>A generation, slice by slice.</summary>
    /// <param name="pictures">What to make: one, or several of one shape that can be denoised together. Those that are given up before they are decoded are left out.</param>
    /// <param name="previews">Whether the first step is shown.</param>
    /// <param name="placeFor">Makes what takes the preview of a picture, of a width and a height, where it is; null, or giving null, where pixels are wanted.</param>
    IEnumerable<MadeSlice> Make(IReadOnlyList<BatchedRequest> pictures, bool previews, Func<int, int, int, IStoredTarget?>? placeFor = null);

    /// <summary>Lets go of what is kept for further requests.</summary>
    void ReleaseWorkspaces();
}
