using Scumble.Diagnostics;

namespace Scumble.Sampling;

/// <summary>All samplers. Each file of this folder adds its own.</summary>
public static partial class Samplers
{
    private static Catalogue<Sampler>? _catalogue;

    /// <summary>All samplers, ordered by id.</summary>
    public static IReadOnlyCollection<Sampler> All => _catalogue!.All;

    /// <summary>The sampler with this id.</summary>
    /// <exception cref="ScumbleException">There is none; the hint names the nearest.</exception>
    public static Sampler Get(string id) => _catalogue!.Get(id);

    private static Sampler Add(Sampler sampler) => (_catalogue ??= new("sampler")).Add(sampler.Id, sampler);
}
