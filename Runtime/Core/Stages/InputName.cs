using System.Text.Json;
using Scumble.Diagnostics;

namespace Scumble.Stages;

/// <summary>How JSON names what a request was made from: by content, under a plain file name, never by a path.</summary>
/// <param name="Name">A file or folder name without its folder; it says where to look, and does not count for identity.</param>
/// <param name="Sha256">The content's hash, 64 hexadecimal digits; null where nobody knows it.</param>
/// <param name="IsOnDevice">True of a picture that lay on a device and was never read, so that its hash is a random number; else null.</param>
internal sealed record InputName(string? Name, string? Sha256 = null, bool? IsOnDevice = null)
{
    /// <summary>The members in JSON.</summary>
    public const string NameMember = "name", HashMember = "sha256";

    private static readonly char[] Separators = ['/', '\\'];

    // They tell enough in messages.
    private const int ShownDigits = 12;

    /// <summary>The last part of a path of any system.</summary>
    public static string Of(string path)
    {
        var trimmed = path.TrimEnd(Separators);
        return trimmed[(trimmed.LastIndexOfAny(Separators) + 1)..];
    }

    /// <summary>The same, checked: a name that leads to another folder is refused.</summary>
    /// <exception cref="JsonException">It does, or the hash is none.</exception>
    public InputName Require()
    {
        if (Name is null or "" or "." or ".." || Name.IndexOfAny(Separators) >= 0 || Path.GetFileName(Name) != Name || Name.Contains('\0', StringComparison.Ordinal))
            throw new JsonException($"A picture or ControlNet is named by a file name without its folder; found '{Name}'.");
        if (Sha256 is not null && (Sha256.Length != 64 || !Sha256.All(char.IsAsciiHexDigitLower)))
            throw new JsonException($"The sha256 of '{Name}' must be 64 lower-case hexadecimal digits; found '{Sha256}'.");
        return this;
    }

    /// <summary>The first of the files or folders of this name whose content is the one that is named.</summary>
    /// <typeparam name="T">What is there.</typeparam>
    /// <param name="kind">What it is, for messages: "picture".</param>
    /// <param name="folders">Where to look, in order.</param>
    /// <param name="open">What lies at a path, and its content's hash; null where nothing does.</param>
    /// <exception cref="ScumbleException">None is there, or only others of the same name; or it lay on a device, where nobody can look.</exception>
    public T Find<T>(string kind, IReadOnlyList<string> folders, Func<string, (T Found, string Hash)?> open)
    {
        if (IsOnDevice == true)
            throw new ScumbleException($"The {kind} '{Name}' lay on a device when this was made from it, and was never read: it cannot be found, and this cannot be repeated.",
                "Save the picture to a file, and generate from that.");
        var other = "";
        foreach (var path in folders.Select(folder => Path.Combine(folder, Name!)))
        {
            if (open(path) is not { } there) continue;
            if (Sha256 is null || there.Hash == Sha256) return there.Found;
            other = $"The {kind} '{path}' is not the one that this was made from: its content is {Short(there.Hash)}, expected {Short(Sha256)}.";
        }
        const string Hint = "Name the folder where the right one lies (repeat: --inputs DIR).";
        throw new ScumbleException(other.Length > 0 ? other : $"There is no {kind} '{Name}', which this was made from, in {string.Join(", ", folders.Select(folder => $"'{folder}'"))}.", Hint);
    }

    private static string Short(string hash) => $"{hash[..ShownDigits]}...";
}
