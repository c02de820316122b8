using Scumble.Inference;
using Scumble.Output;

namespace Scumble.Stages;

/// <summary>All that made a texture, apart from the texture itself.</summary>
public record TextureReport
{
    /// <summary>The request with nothing left open: the seed, steps, size, sampler and schedule that were used. It repeats this result.</summary>
    public required TextureRequest Request { get; init; }

    /// <summary>What the user should know, in whole sentences: unknown words, members without effect.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>
    /// The time that each stage took the calling thread: its wall time, or only that of handing the work over where the device works on
    /// by itself; of several textures that were denoised together, of all of them so far. <see cref="PipelineStage.Load"/> is the time that opening the pipeline took.
    /// </summary>
    public required IReadOnlyList<StageTime> Times { get; init; }

    /// <summary>What the model ran on, and why nothing else.</summary>
    public required BackendChoice Backend { get; init; }

    /// <summary>The content hash of the model, 64 hexadecimal digits.</summary>
    public required string ModelHash { get; init; }

    /// <summary>What was changed in the model's graphs, in order; part of the identity.</summary>
    public IReadOnlyList<string> Rewrites { get; init; } = [];

    /// <summary>The one hash of this texture, 64 hexadecimal digits, the same on every machine: see <see cref="TextureIdentity"/>. Computed at each call.</summary>
    public string Identity => TextureIdentity.Of(Request, ModelHash, Rewrites, Recipe.CurrentVersion);

    /// <summary>What to write into every file of this result, so that it can be made again.</summary>
    public Recipe Recipe => new(Request.ToJson(), ModelHash, Recipe.CurrentVersion, Identity: Identity);
}
