using Scumble.Diagnostics;

namespace Scumble.Studio;

/// <summary>All presets. Each file of the folder Presets adds its own.</summary>
internal static partial class ExportPresets
{
    private static Catalogue<ExportPreset>? _catalogue;

    /// <summary>All presets, ordered by id.</summary>
    public static IReadOnlyCollection<ExportPreset> All => _catalogue!.All;

    /// <summary>A preset by its id.</summary>
    /// <exception cref="InvalidRequestException">There is none of this id.</exception>
    public static ExportPreset Find(string id) => All.FirstOrDefault(preset => preset.Id == id)
        ?? throw new InvalidRequestException("preset", $"There is no preset '{id}'.", NearestName.Find(id, [.. All.Select(preset => preset.Id)]) is { } nearest ? $"Did you mean '{nearest}'?" : $"Presets: {string.Join(", ", All.Select(preset => preset.Id))}.");

    private static ExportPreset Add(ExportPreset preset) => (_catalogue ??= new("preset")).Add(preset.Id, preset);
}
