namespace Scumble.Stages;

/// <summary>The objects of a scene that one material is made for.</summary>
/// <param name="Request">The material: seamless, its seed filled in.</param>
/// <param name="Ids">The objects, ascending.</param>
/// <param name="Share">Of the pixels of the views, 0 to 1.</param>
public sealed record ScenePart(TextureRequest Request, IReadOnlyList<int> Ids, double Share);
