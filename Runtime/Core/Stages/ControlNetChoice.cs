using Scumble.Imaging;
using Scumble.Models;

namespace Scumble.Stages;

/// <summary>Which of a model's own ControlNets reads what an extractor makes.</summary>
/// <param name="Net">The component; null if none is known to.</param>
/// <param name="Note">What the user should know, in a sentence; null for nothing.</param>
public sealed record ControlNetChoice(ControlNetSource? Net, string? Note)
{
    /// <summary>The one whose name says so ("controlnet_canny"), or else the only one.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="extractor">What makes the control pictures.</param>
    public static ControlNetChoice For(ModelFolder folder, Extractor extractor)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(extractor);
        var own = folder.OwnControlNets;
        if (Named(own, extractor) is { } named) return new(ControlNetSource.FromString(named).On(folder), null);
        return own.Count == 1 && !IsOfAnother(own[0]) ? new(ControlNetSource.FromString(own[0]).On(folder),
            $"The model's only ControlNet, '{own[0]}', is taken for '{extractor.Id}': its name does not say what it was trained on.") : new(null, null);

        static bool IsOfAnother(string name) => Extractors.All.Any(other => Named([name], other) is not null);
    }

    /// <summary>The ControlNet whose name says that it reads what an extractor makes; null where none does.</summary>
    /// <param name="own">The model's ControlNets.</param>
    /// <param name="extractor">What makes the control pictures.</param>
    internal static string? Named(IReadOnlyList<string> own, Extractor extractor) =>
        extractor.Aliases.SelectMany(alias => new[] { alias, $"controlnet_{alias}" }).FirstOrDefault(own.Contains);
}
