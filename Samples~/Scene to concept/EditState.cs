using System.Collections.Immutable;
using Scumble.Imaging;

namespace SceneToConcept;

/// <summary>All that an artist makes of a scene: one state of the history. Immutable; states share what did not change.</summary>
internal sealed record EditState
{
    public required SampleScene Scene { get; init; }

    /// <summary>What each object is to be made of, by id.</summary>
    public required ImmutableDictionary<int, string> Prompts { get; init; }

    /// <summary>Of each piece its atlas. Nobody paints them: a copy is painted, for the next state.</summary>
    public required IReadOnlyList<ProjectedAtlas> Atlases { get; init; }

    /// <summary>What a model that knows things is told of the whole view.</summary>
    public required string ViewPrompt { get; init; }

    /// <summary>What was made, by prompt.</summary>
    public ImmutableDictionary<string, MadeMaterial> Materials { get; init; } = ImmutableDictionary<string, MadeMaterial>.Empty;

    /// <summary>Of painted objects the material that lies on them, by id.</summary>
    public ImmutableDictionary<int, (string Prompt, ulong Seed)> Painted { get; init; } = ImmutableDictionary<int, (string, ulong)>.Empty;

    /// <summary>The latest concept art, or null.</summary>
    public ViewPicture? Picture { get; init; }

    /// <summary>A scene, not painted.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="options">The atlases' edge, and the view's prompt.</param>
    public static EditState Of(SampleScene scene, ConceptOptions options) => new()
    {
        Scene = scene,
        Prompts = scene.Objects.Index().ToImmutableDictionary(pair => pair.Index + 1, pair => pair.Item.Prompt),
        Atlases = [.. scene.Pieces.Zip(scene.AtlasEdges(options.Atlas), (piece, edge) => new ProjectedAtlas(piece.Mesh, edge))],
        ViewPrompt = options.Prompt,
    };
}
