using System.Globalization;
using Scumble.Diagnostics;
using Scumble.Imaging;

namespace Scumble.Cli;

/// <summary>Which object is to be made of what: lines KEY = PROMPT, where a key is the colour of an object in the picture of ids, #RRGGBB, or its number.</summary>
/// <param name="ById">The prompt of each object.</param>
internal sealed record ConceptPrompts(IReadOnlyDictionary<int, string> ById)
{
    private const string Form = "KEY = PROMPT, with a colour #RRGGBB or a number for KEY";

    private const long MaxBytes = 1 << 20;

    /// <summary>Reads a file of prompts.</summary>
    /// <exception cref="ScumbleException">It cannot be read, or a line is not of its form.</exception>
    public static ConceptPrompts Read(string path)
    {
        string[] lines;
        try
        {
            if (!File.Exists(path)) throw new InvalidRequestException("prompts", $"There is no file of prompts '{path}'.", $"Write one with lines {Form}.");
            lines = RegularFile.ReadText(path, MaxBytes).ReplaceLineEndings("\n").Split('\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScumbleException($"The prompts '{path}' cannot be read: {e.Message}", $"It is a small text file with lines {Form}.", e);
        }
        var prompts = new Dictionary<int, string>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i])) continue;
            var equals = lines[i].IndexOf('=', StringComparison.Ordinal);
            var (key, prompt) = equals < 0 ? ("", "") : (lines[i][..equals].Trim(), lines[i][(equals + 1)..].Trim());
            if (prompt.Length == 0 || Id(key) is not { } id)
                throw new InvalidRequestException("prompts", $"Line {i + 1} of '{path}' must be {Form}; found '{lines[i]}'.", "Write for example #FF0000 = red brick wall.");
            if (!prompts.TryAdd(id, prompt)) throw new InvalidRequestException("prompts", $"Line {i + 1} of '{path}' names '{key}' a second time.", "Give each object one prompt.");
        }
        return prompts.Count > 0 ? new(prompts) : throw new InvalidRequestException("prompts", $"'{path}' holds no prompts.", $"Write lines {Form}.");
    }

    private static int? Id(string key)
    {
        var isColour = key.StartsWith('#');
        return int.TryParse(isColour ? key[1..] : key, isColour ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && (!isColour || key.Length == 7) && id < ColourIds.Limit ? id : null;
    }
}
