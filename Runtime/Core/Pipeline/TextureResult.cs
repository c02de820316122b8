using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Materials;
using Scumble.Output;

namespace Scumble.Pipeline;

/// <summary>A finished picture, its material where the model makes one, and all that made it.</summary>
public sealed record TextureResult
{
    /// <summary>The request with nothing left open: the seed, steps, size, sampler and schedule that were used. It repeats this result.</summary>
    public required TextureRequest Request { get; init; }

    /// <summary>The picture, RGB, sRGB-encoded, in host memory: a material's base colour, or the whole result of other models.</summary>
    public required Image Image { get; init; }

    /// <summary>The material's maps, in host memory; null where the model makes plain pictures.</summary>
    public required MaterialMaps? Maps { get; init; }

    /// <summary>What the user should know, in whole sentences: unknown words, members without effect.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The wall time of each stage. <see cref="PipelineStage.Load"/> is the time that opening the pipeline took.</summary>
    public required IReadOnlyList<StageTime> Times { get; init; }

    /// <summary>What the model ran on, and why nothing else.</summary>
    public required BackendChoice Backend { get; init; }

    /// <summary>The content hash of the model, 64 hexadecimal digits.</summary>
    public required string ModelHash { get; init; }

    /// <summary>What to write into every file of this result, so that it can be made again.</summary>
    public Recipe Recipe => new(Request.ToJson(), ModelHash, typeof(TextureResult).Assembly.GetName().Version!.ToString(3));
}
