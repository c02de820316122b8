using System.Text.Json;
using Scumble.Diagnostics;

namespace Scumble.Models;

/// <summary>Reads a model's JSON files, with errors that name the file and the place. Bare infinities and NaN are read as texts.</summary>
internal static class JsonFile
{
    private const long MaxSizeInBytes = 64L << 20;

    private static readonly JsonDocumentOptions Lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 };

    /// <summary>The root object of a file.</summary>
    /// <exception cref="ScumbleException">The file is missing, too large, not JSON, or not an object.</exception>
    public static JsonElement ReadObject(string path)
    {
        var root = Parse(path);
        if (root.ValueKind != JsonValueKind.Object)
            throw Damaged(path, $"expected a JSON object, found {root.ValueKind}");
        return root;
    }

    private static JsonElement Parse(string path)
    {
        try
        {
            var size = new FileInfo(path).Length;
            if (size > MaxSizeInBytes) throw Damaged(path, $"expected at most {MaxSizeInBytes} bytes, found {size}");
            using var document = JsonDocument.Parse(BareNumbers.Quote(File.ReadAllBytes(path)), Lenient);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw Damaged(path, $"not valid JSON: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScumbleException($"'{path}' cannot be read: {e.Message}", "Check that the model folder is complete and readable.", e);
        }
    }

    public static ScumbleException Damaged(string path, string what, Exception? inner = null) =>
        new($"'{path}' is damaged: {what}.", "Copy the model folder again from where it came.", inner);
}
