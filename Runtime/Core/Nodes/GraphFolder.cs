using Scumble.Diagnostics;

namespace Scumble.Nodes;

/// <summary>The files that a graph may read: those of one folder, and of folders in it, but none that a link leads out to.</summary>
public static class GraphFolder
{
    /// <summary>The full path of a file that a graph names.</summary>
    /// <param name="folder">The folder; null where nothing may be read.</param>
    /// <param name="name">The file's name, with those of folders in it.</param>
    /// <exception cref="ScumbleException">No folder was given, the name leads out of it, or there is no such file.</exception>
    public static string Find(string? folder, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0) throw new ScumbleException("No file is named.", "Name one in the graph's folder.");
        if (folder is null) throw new ScumbleException($"The graph asks for the file '{name}', and may read none here.", "Say in which folder its files are.");
        string[] parts = name.Split('/', '\\');
        if (parts.Any(part => part.Length == 0 || part.Trim('.', ' ').Length == 0 || part.Any(c => c is ':' or '\0' || char.IsControl(c))))
            throw new ScumbleException($"The graph asks for the file '{name}', which does not lie in its folder.", "Put the file there, and name it without a path.");
        var path = Path.GetFullPath(folder);
        foreach (var part in parts)
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null) throw new ScumbleException($"The file '{name}' is a link, and a graph's files are none.", "Put the file itself into the graph's folder.");
        }
        return File.Exists(path) ? path : throw new ScumbleException($"There is no file '{name}' in the graph's folder.", $"Put it into {folder}, or name another.");
    }
}
