using System.Text.Encodings.Web;
using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Materials;

namespace Scumble.Output;

/// <summary>Everything that made a picture, carried by the picture's own file so that it can be made again.</summary>
/// <param name="Request">The request as one JSON object, with every default resolved.</param>
/// <param name="ModelHash">The content hash of the model folder.</param>
/// <param name="Version">The product's version.</param>
/// <param name="Map">Which map the file holds: a <see cref="MaterialMap.FileSuffix"/>.</param>
/// <param name="Identity">The one hash of the whole texture, the same in the files of all its maps; null in files of older versions.</param>
public sealed record Recipe(string Request, string ModelHash, string Version, string Map = MaterialMap.BaseColorSuffix, string? Identity = null)
{
    /// <summary>The PNG keyword under which the recipe stands.</summary>
    public const string Keyword = "scumble";

    /// <summary>The version of this product, as recipes and identities name it.</summary>
    public static string CurrentVersion => typeof(Recipe).Assembly.GetName().Version!.ToString(3);

    /// <summary>The mark of this product, for a PNG.</summary>
    public static PngText SoftwareMark => SoftwareOf(CurrentVersion);

    /// <summary>The mark of generated media, for a PNG.</summary>
    public static PngText GeneratedMark => new("XML:com.adobe.xmp", Xmp);

    // XMP is ISO 16684-1; the property is IPTC Photo Metadata 2023.1's "Digital Source Type".
    private const string Xmp = """
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
         <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
            Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>
         </rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="r"?>
        """;

    /// <summary>The texts that a PNG must carry: the recipe, the software, and the mark of generated media.</summary>
    public IReadOnlyList<PngText> ToTexts() =>
        [new(Keyword, ToJson()), SoftwareOf(Version), GeneratedMark];

    /// <summary>The recipe as one JSON object; the request is an object in it, character for character.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("version", Version);
            json.WriteString("model", ModelHash);
            json.WriteString("map", Map);
            if (Identity is not null) json.WriteString("identity", Identity);
            json.WritePropertyName("request");
            json.WriteRawValue(Request);
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Reads the recipe of a PNG file.</summary>
    /// <exception cref="ScumbleException">The file is missing, no PNG, damaged, or carries no recipe.</exception>
    public static Recipe Read(string path)
    {
        var text = PngText.Read(path).FirstOrDefault(text => text.Keyword == Keyword)
            ?? throw new ScumbleException($"The PNG file {path} carries no recipe.",
                "Name a file that Scumble wrote; editors and uploads often remove the texts of a picture.");
        try
        {
            using var document = JsonDocument.Parse(text.Value);
            var root = document.RootElement;
            return new(Member(root, "request", JsonValueKind.Object).GetRawText(), Member(root, "model").GetString()!,
                Member(root, "version").GetString()!, Member(root, "map").GetString()!,
                root.TryGetProperty("identity", out _) ? Member(root, "identity").GetString() : null);
        }
        catch (JsonException e)
        {
            throw new ScumbleException($"The recipe in {path} is damaged: {e.Message}", "Use an untouched copy of the file.", e);
        }
    }

    private static PngText SoftwareOf(string version) => new("Software", $"Scumble {version}");

    private static JsonElement Member(JsonElement root, string name, JsonValueKind kind = JsonValueKind.String) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == kind
            ? value
            : throw new JsonException($"'{name}' must be a JSON {kind.ToString().ToLowerInvariant()}.");
}
