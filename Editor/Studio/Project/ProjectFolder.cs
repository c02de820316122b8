using System.Buffers;
using Scumble.Diagnostics;

namespace Scumble.Studio;

/// <summary>The one folder in which the studio reads and writes for its clients. What leads out of it is refused.</summary>
internal sealed class ProjectFolder
{
    private const int MaxPathLength = 200;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\\:*?\"<>|");

    /// <param name="path">An existing folder.</param>
    /// <exception cref="ScumbleException">It is not there, or its state cannot be kept there.</exception>
    public ProjectFolder(string path)
    {
        Root = Path.GetFullPath(path);
        if (!Directory.Exists(Root)) throw new ScumbleException($"The project folder '{path}' does not exist.", "Create it, or name another with --project DIR.");
        Runs = StateFolder("runs");
        Pictures = StateFolder("pictures");
    }

    /// <summary>The full path.</summary>
    public string Root { get; }

    /// <summary>The last part of the path, for people.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Root)) is { Length: > 0 } name ? name : Root;

    /// <summary>Runs, a folder each.</summary>
    public string Runs { get; }

    /// <summary>Pictures that were brought in.</summary>
    public string Pictures { get; }

    /// <summary>The full path of a relative one that a client named; nothing needs to be there yet.</summary>
    /// <param name="relative">Parts separated by '/'.</param>
    /// <param name="member">What errors call it.</param>
    /// <exception cref="InvalidRequestException">It leads out of the project, is hidden, goes through a link, or is no path.</exception>
    public string Resolve(string relative, string member)
    {
        ArgumentNullException.ThrowIfNull(relative);
        if (relative.Length is 0 or > MaxPathLength) throw Refused(member, relative, $"is empty or longer than {MaxPathLength} characters");
        var at = Root;
        foreach (var part in relative.Split('/'))
        {
            if (part.Length == 0 || part[0] == '.' || part[^1] is '.' or ' ' || part.AsSpan().ContainsAny(Forbidden) || part.Any(char.IsControl))
                throw Refused(member, relative, "is no relative path of visible files");
            at = Path.Combine(at, part);
            if (IsLink(at)) throw Refused(member, relative, "goes through a link");
        }
        return at;
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private static InvalidRequestException Refused(string member, string path, string why) =>
        new(member, $"'{member}' must stay in the project folder; '{path}' {why}.", "Write folders and names such as exports/moss.");

    private string StateFolder(string name)
    {
        var state = Path.Combine(Root, ".scumble");
        var folder = Path.Combine(state, name);
        try
        {
            foreach (var each in new[] { state, folder })
            {
                if (IsLink(each)) throw new ScumbleException($"'{each}' is a link.", "The studio keeps its runs in a folder of the project itself: remove the link.");
                Directory.CreateDirectory(each);
            }
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScumbleException($"The studio cannot keep its runs in '{folder}': {e.Message}", "Check the folder's permissions, or name another with --project DIR.", e);
        }
    }
}
