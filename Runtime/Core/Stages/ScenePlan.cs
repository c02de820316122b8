using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;

namespace Scumble.Stages;

/// <summary>
/// Concept art by a model that knows surfaces and no things: which material each object of a scene needs, each prompt's made once for all views, and
/// the pictures that are composed of them. Make the material of each part (<see cref="TexturePipeline.GenerateAsync(TextureRequest, IProgress{PipelineProgress}?, CancellationToken)"/>),
/// then <see cref="Compose"/> each view. Immutable.
/// </summary>
public sealed record ScenePlan
{
    private readonly Dictionary<int, int> _partOf = [];

    private ScenePlan(IReadOnlyList<ScenePart> parts, IReadOnlyList<string> notes)
    {
        (Parts, Notes) = (parts, notes);
        for (var i = 0; i < parts.Count; i++)
            foreach (var id in parts[i].Ids) _partOf.Add(id, i);
    }

    /// <summary>What is to be made, the part that most pixels show first.</summary>
    public IReadOnlyList<ScenePart> Parts { get; }

    /// <summary>What the user should know, in whole sentences.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The seed of all materials.</summary>
    public ulong Seed => Parts[0].Request.Seed!.Value;

    /// <summary>What the objects need that some views show.</summary>
    /// <param name="pipeline">The model: one of materials.</param>
    /// <param name="request">Of every material; its prompt is that of objects without one of their own.</param>
    /// <param name="prompts">What objects are made of, by id.</param>
    /// <param name="views">The views, at least one, with ids.</param>
    /// <exception cref="InvalidRequestException">The model makes no materials, or the request steers one picture.</exception>
    public static ScenePlan For(TexturePipeline pipeline, TextureRequest request, IReadOnlyDictionary<int, string> prompts, params IReadOnlyList<SceneComposition> views)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(views);
        ArgumentOutOfRangeException.ThrowIfZero(views.Count);
        if (pipeline.Layout is null)
            throw new InvalidRequestException("model", $"The model '{pipeline.Folder.Path}' makes pictures and no materials.", "Steer it by the scene's depth (SceneSteering), or take a model of materials.");
        if (request.Controls is not null || request.Start.Image is not null)
            throw new InvalidRequestException("controls", "Control pictures and a picture to start from steer one picture; this model makes a material for each object.", "Leave them out.");
        var shares = Shares(views);
        if (shares.Count == 0) throw new ScumbleException("The views show nothing: every pixel lies at the far plane.", "Point a camera at something.");
        request = request with { Tile = TileMode.XY, Seed = request.Seed ?? (ulong)Random.Shared.NextInt64(1L << 32) };
        var parts = shares.Keys.GroupBy(id => prompts.GetValueOrDefault(id, request.Prompt))
            .Select(same => new ScenePart(request with { Prompt = same.Key }, [.. same.Order()], same.Sum(id => shares[id])))
            .OrderByDescending(part => part.Share);
        return new([.. parts], [.. prompts.Keys.Where(id => !shares.ContainsKey(id)).Order().Select(id => $"No pixel shows the object #{id:X6} ({id}), which has a prompt.")]);
    }

    /// <summary>One picture of what a view shows, each object in its material, RGB, sRGB-encoded.</summary>
    /// <param name="view">One of the views, or another of the same scene.</param>
    /// <param name="materials">One for each of <see cref="Parts"/>, in their order.</param>
    /// <exception cref="ArgumentException">There are not as many materials as parts.</exception>
    public Image Compose(SceneComposition view, IReadOnlyList<MaterialMaps> materials)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(materials);
        if (materials.Count != Parts.Count) throw new ArgumentException($"Expected {Parts.Count} materials, one for each part; found {materials.Count}.", nameof(materials));
        return view.Compose(_partOf.ToDictionary(pair => pair.Key, pair => materials[pair.Value]), materials[0]);
    }

    // Of what was drawn, by object.
    private static Dictionary<int, double> Shares(IReadOnlyList<SceneComposition> views)
    {
        var (shares, all) = (new Dictionary<int, double>(), views.Sum(view => (double)view.Depth.Pixels.Length));
        foreach (var view in views)
        {
            var ids = view.Ids ?? throw new ArgumentException("A view has no ids, which say which pixels are one object.", nameof(views));
            for (var i = 0; i < view.Depth.Pixels.Length; i++)
                if (view.Depth.Pixels[i] > 0) shares[(int)ids.Pixels[i]] = shares.GetValueOrDefault((int)ids.Pixels[i]) + (1 / all);
        }
        return shares;
    }
}
