using Scumble.Diagnostics;

namespace Scumble.Imaging;

/// <summary>All extractors. Each file of this folder adds its own.</summary>
public static partial class Extractors
{
    private static Catalogue<Extractor>? _catalogue;

    /// <summary>All extractors, ordered by id.</summary>
    public static IReadOnlyCollection<Extractor> All => _catalogue!.All;

    /// <summary>The extractor with this id.</summary>
    /// <exception cref="ScumbleException">There is none; the hint names the nearest.</exception>
    public static Extractor Get(string id) => _catalogue!.Get(id);

    /// <summary>The extractor with this id, or null.</summary>
    public static Extractor? Find(string id) => _catalogue!.All.FirstOrDefault(extractor => extractor.Id == id);

    private static Extractor Add(Extractor extractor) => (_catalogue ??= new("extractor")).Add(extractor.Id, extractor);
}
