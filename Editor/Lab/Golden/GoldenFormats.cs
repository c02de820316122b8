using Scumble.Diagnostics;

namespace Scumble.Lab;

/// <summary>All formats of golden cases. Each file of the folder Formats adds its own.</summary>
internal static partial class GoldenFormats
{
    private static Catalogue<GoldenFormat>? _catalogue;

    /// <summary>All formats, ordered by id.</summary>
    public static IReadOnlyCollection<GoldenFormat> All => _catalogue!.All;

    private static GoldenFormat Add(GoldenFormat format) => (_catalogue ??= new("golden format")).Add(format.Id, format);
}
