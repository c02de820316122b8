using Scumble.Models;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>Settings of a <see cref="TextureService"/>. Immutable.</summary>
public sealed record ServiceOptions
{
    /// <summary>The model, a folder or one with parts from elsewhere; null for the installed one. It need not be there while caches have all that is asked for.</summary>
    public ModelSource? Model { get; init; }

    /// <summary>Further models by the names that requests use.</summary>
    public IReadOnlyDictionary<string, ModelSource> Models { get; init; } = new Dictionary<string, ModelSource>();

    /// <summary>The folder that graphs may read pictures in; null for none.</summary>
    public string? GraphFolder { get; init; }

    /// <summary>The folder in which finished textures are kept; made if it is missing. Several processes may share it. Null for none.</summary>
    public string? Cache { get; init; }

    /// <summary>Folders of textures that the game ships (<c>scumble warm</c>); looked into first, never written.</summary>
    public IReadOnlyList<string> ShippedCaches { get; init; } = [];

    /// <summary>How large <see cref="Cache"/> may become; those that were used least recently go first.</summary>
    public long CacheSizeInBytes { get; init; } = 1L << 30;

    /// <summary>
    /// The memory for everything: half of it for open models and what their runs need, half for textures. Models and textures that nobody uses are closed and
    /// dropped, least recently used first; a texture for which there is no room beside those in use fails.
    /// </summary>
    public long MemoryBudgetInBytes { get; init; } = 2L << 30;

    /// <summary>Textures that may wait at once; further requests are refused.</summary>
    public int QueueCapacity { get; init; } = 1024;

    /// <summary>What <see cref="TextureService.GenerateAsync"/> fills its words and seed into: size, steps and all else.</summary>
    public TextureRequest Template { get; init; } = new() { Prompt = "" };

    /// <summary>Whether a blurred preview is shown after the first step; it costs about a sixteenth of decoding.</summary>
    public bool Previews { get; init; } = true;

    /// <summary>
    /// Whether generation itself is done in slices within <see cref="TextureService.Pump"/>, as devices want that belong to the renderer's thread; otherwise a
    /// thread of low priority does it. Null: in slices unless the backend runs on the CPU.
    /// </summary>
    public bool? GeneratesInPump { get; init; }

    /// <summary>
    /// Into how many parts, at most, each graph is cut where generation is done within the pump: for steps and decoding that are longer than its budget. The bits are
    /// the same on the CPU, as tested; what parts pass to each other takes memory of its own. 1 leaves graphs whole.
    /// </summary>
    public int GraphParts { get; init; } = 1;

    /// <summary>
    /// How many requests that may be approximate (<see cref="TextureRequest.Approximate"/>) are denoised together at most, where they wait at once and ask for one model, size,
    /// steps and sampling; rounded down to a power of two. Null: 4, on the CPU 1, which gains little and holds the first one back. Within the pump no more than one step of whom fits its budget, and 1 where graphs are cut into parts.
    /// </summary>
    public int? BatchSize { get; init; }

    /// <summary>Whether the backend is disposed with the service.</summary>
    public bool OwnsBackend { get; init; }

    /// <summary>Told, in whole sentences and once for each cause, what goes on working but not as it should: a cache that cannot be written, a step longer than the budget. From any thread.</summary>
    public Action<string>? OnNotice { get; init; }

    internal const int UsualBatchSize = 4;

    internal long ModelBudgetInBytes => MemoryBudgetInBytes / 2;

    internal long TextureBudgetInBytes => MemoryBudgetInBytes - ModelBudgetInBytes;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(CacheSizeInBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MemoryBudgetInBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(QueueCapacity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(GraphParts);
        if (BatchSize is { } size) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size, nameof(BatchSize));
        ArgumentNullException.ThrowIfNull(Models);
        ArgumentNullException.ThrowIfNull(ShippedCaches);
        ArgumentNullException.ThrowIfNull(Template);
    }
}
