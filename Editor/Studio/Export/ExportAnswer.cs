namespace Scumble.Studio;

/// <summary>What was written.</summary>
/// <param name="Folder">The folder, relative to the project.</param>
/// <param name="Path">The same, a full path of the studio's machine.</param>
/// <param name="Files">The files' names in it.</param>
internal sealed record ExportAnswer(string Folder, string Path, IReadOnlyList<string> Files);
