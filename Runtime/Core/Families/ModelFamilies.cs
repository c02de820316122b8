using Scumble.Diagnostics;
using Scumble.Models;

namespace Scumble.Families;

/// <summary>All model families. Each file of this folder adds its own.</summary>
public static partial class ModelFamilies
{
    private static Catalogue<ModelFamily>? _catalogue;

    /// <summary>All families, ordered by id.</summary>
    public static IReadOnlyCollection<ModelFamily> All => _catalogue!.All;

    /// <summary>The family with this id.</summary>
    /// <exception cref="ScumbleException">There is none; the hint names the nearest.</exception>
    public static ModelFamily Get(string id) => _catalogue!.Get(id);

    /// <summary>The family of a model: by its graphs, else by the class that its index names.</summary>
    /// <exception cref="ScumbleException">No family knows it, or a graph is damaged.</exception>
    public static ModelFamily Of(ModelFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return All.FirstOrDefault(family => family.Matches(folder)) ?? All.FirstOrDefault(family => family.ClassNames.Contains(folder.ClassName))
            ?? throw new ScumbleException(
                folder.ClassName.Length > 0 ? $"The model '{folder.Path}' is a '{folder.ClassName}', which no family knows."
                    : $"No family knows the model '{folder.Path}': no class is named in model_index.json, and its components tell none ({string.Join(", ", folder.Components.Keys)}).",
                $"Known families: {string.Join(", ", All.Select(family => $"{family.Id} ({family.Name})"))}.");
    }

    private static ModelFamily Add(ModelFamily family) => (_catalogue ??= new("model family")).Add(family.Id, family);
}
