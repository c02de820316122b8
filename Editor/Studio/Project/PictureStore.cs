using System.Security.Cryptography;
using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Nodes;
using Scumble.Output;
using Scumble.Stages;

namespace Scumble.Studio;

/// <summary>Pictures that clients brought in, kept under the hash of their file. Any thread.</summary>
internal sealed class PictureStore(ProjectFolder project)
{
    /// <summary>The longest file, in bytes.</summary>
    public const int MaxBytes = 32 << 20;

    /// <summary>The longest edge, in pixels.</summary>
    public const int MaxEdge = 8192;

    private const int HashLength = 64;

    /// <summary>Keeps a picture, once it is known to be one.</summary>
    /// <param name="file">A PNG, JPEG or WebP file.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="ScumbleException">It is none, damaged or too large.</exception>
    public KeptPicture Add(byte[] file, string? name)
    {
        ArgumentNullException.ThrowIfNull(file);
        var called = Clean(name);
        var image = ImageFiles.Decode(file, called);
        if (Math.Max(image.Width, image.Height) > MaxEdge)
            throw new InvalidRequestException("picture", $"{called} is {image.Width}x{image.Height}; at most {MaxEdge} pixels on an edge are taken.", "Scale it down first.");
        var id = Convert.ToHexStringLower(SHA256.HashData(file));
        var path = PathOf(id);
        if (!File.Exists(path)) AtomicFile.Write(path, file);
        return new KeptPicture(id, called, image.Width, image.Height, Told(() => Recipe.Read(path).Request), Told(() => TextureGraph.Load(path).ToJson()));
    }

    /// <summary>A kept picture's file.</summary>
    /// <exception cref="NotFoundException">There is none under this id.</exception>
    public string FileOf(string id)
    {
        if (id.Length != HashLength || !id.All(char.IsAsciiHexDigitLower) || !File.Exists(PathOf(id))) throw new NotFoundException($"There is no picture '{id}'.", "Bring it in again.");
        return PathOf(id);
    }

    /// <summary>A kept picture, for a request.</summary>
    /// <exception cref="ScumbleException">There is none under this id, or its file was damaged.</exception>
    public PictureSource Source(string id) => PictureSource.FromFile(FileOf(id));

    // A picture of somebody else tells nothing.
    private static JsonElement? Told(Func<string> json)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(json());
        }
        catch (ScumbleException)
        {
            return null;
        }
    }

    private static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var clean = string.Concat(last.Where(c => !char.IsControl(c))).Trim();
        return clean.Length == 0 ? "picture" : clean[..Math.Min(clean.Length, 80)];
    }

    private string PathOf(string id) => Path.Combine(project.Pictures, $"{id}.picture");
}
