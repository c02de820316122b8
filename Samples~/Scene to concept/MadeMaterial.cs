using Scumble.Materials;

namespace SceneToConcept;

/// <summary>A material that was made.</summary>
/// <param name="Maps">Its maps.</param>
/// <param name="Seed">What it was made from.</param>
internal sealed record MadeMaterial(MaterialMaps Maps, ulong Seed);
