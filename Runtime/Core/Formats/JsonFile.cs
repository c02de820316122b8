using System.Text.Json;
using System.Text.Unicode;
using Scumble.Diagnostics;

namespace Scumble.Formats;

/// <summary>Reads a model's JSON files, with errors that name the file and the place. Bare infinities and NaN are read as texts.</summary>
internal static class JsonFile
{
    private static readonly JsonDocumentOptions Lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The root object of a file.</summary>
    /// <exception cref="ScumbleException">The file is missing, no regular file, too large, not JSON, or not an object.</exception>
    public static JsonElement ReadObject(string path)
    {
        var root = Parse(path);
        if (root.ValueKind != JsonValueKind.Object)
            throw DamagedFile.Because(path, $"expected a JSON object, found {root.ValueKind}");
        return root;
    }

    private static JsonElement Parse(string path)
    {
        try
        {
            var bytes = RegularFile.ReadBytes(path, RegularFile.MaxTextInBytes);
            if (bytes.AsSpan().StartsWith(ByteOrderMark)) bytes = bytes[ByteOrderMark.Length..];
            if (!Utf8.IsValid(bytes)) throw DamagedFile.Because(path, "its text is not UTF-8");
            using var document = JsonDocument.Parse(BareNumbers.Quote(bytes), Lenient);
            if (bytes.AsSpan().IndexOf("\\ud"u8) >= 0 || bytes.AsSpan().IndexOf("\\uD"u8) >= 0) ReadTexts(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw DamagedFile.Because(path, $"not valid JSON: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw DamagedFile.Because(path, $"not valid JSON: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DamagedFile.Unreadable(path, e);
        }
    }

    // Half a surrogate pair is found only when a text is read: here, and not by whoever reads it.
    private static void ReadTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String: element.GetString(); break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) ReadTexts(item);
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    if (member.Name is not null) ReadTexts(member.Value);
                break;
        }
    }
}
