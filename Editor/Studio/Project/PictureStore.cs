using System.Security.Cryptography;
using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Nodes;
using Scumble.Output;
using Scumble.Stages;

namespace Scumble.Studio;

/// <summary>
/// Pictures that clients brought in, kept under the hash of their file; the longest unused go once they take too much. Any thread.
/// </summary>
/// <param name="project">Where they are kept.</param>
/// <param name="maxBytesKept">The most that all of them take.</param>
internal sealed class PictureStore(ProjectFolder project, long maxBytesKept = PictureStore.MaxBytesKept)
{
    /// <summary>The most that all files take, in bytes; the newest stays, however large.</summary>
    public const long MaxBytesKept = 1L << 30;

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
        if (!File.Exists(path))
        {
            AtomicFile.Write(path, file);
            Tidy(path);
        }
        else File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
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
    public PictureSource Source(string id)
    {
        var path = FileOf(id);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow); // the last use
        return PictureSource.FromFile(path);
    }

    private void Tidy(string newest)
    {
        var bytes = 0L;
        foreach (var file in new DirectoryInfo(project.Pictures).GetFiles("*.picture").OrderByDescending(file => file.FullName == newest ? DateTime.MaxValue : file.LastWriteTimeUtc))
            if ((bytes += file.Length) > maxBytesKept && file.FullName != newest) file.Delete();
    }

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
