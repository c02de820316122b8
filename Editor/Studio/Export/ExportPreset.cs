namespace Scumble.Studio;

/// <summary>How an engine wants a material's textures.</summary>
/// <param name="Id">What requests call it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Normals">Which way green points.</param>
/// <param name="Files">The textures.</param>
internal sealed record ExportPreset(string Id, string Name, NormalMapFormat Normals, params IReadOnlyList<ExportFile> Files);
