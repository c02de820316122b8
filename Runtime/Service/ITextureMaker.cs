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

    /// <summary>A generation, slice by slice.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="target">What takes the texture; null for the host.</param>
    /// <param name="previews">Whether the first step is shown.</param>
    /// <param name="cancellation">Ends what runs.</param>
    IEnumerable<MadeSlice> Make(TextureRequest request, ITextureTarget? target, bool previews, CancellationToken cancellation);

    /// <summary>Lets go of what is kept for further requests.</summary>
    void ReleaseWorkspaces();
}
