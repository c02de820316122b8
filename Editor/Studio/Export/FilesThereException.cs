using Scumble.Diagnostics;

namespace Scumble.Studio;

/// <summary>An export would replace files.</summary>
/// <param name="folder">Their folder, relative to the project.</param>
/// <param name="files">Their names.</param>
internal sealed class FilesThereException(string folder, IReadOnlyList<string> files) : ScumbleException(
    $"'{folder}' has {string.Join(", ", files)} already; nothing was written.", "Take another name or folder, or say that they may be replaced ('overwrite').");
