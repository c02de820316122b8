namespace Scumble.Studio;

/// <summary>What was written.</summary>
/// <param name="Folder">The folder, relative to the project.</param>
/// <param name="Files">The files' names in it.</param>
internal sealed record ExportAnswer(string Folder, IReadOnlyList<string> Files);
