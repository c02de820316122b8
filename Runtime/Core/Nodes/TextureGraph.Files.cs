using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Output;

namespace Scumble.Nodes;

public sealed partial record TextureGraph
{
    /// <summary>The PNG keyword under which a picture carries the graph that made it.</summary>
    public const string Keyword = "scumble-graph";

    /// <summary>Reads a document from its JSON file, or from a PNG file that a graph made.</summary>
    /// <exception cref="ScumbleException">The file cannot be read, or holds no such document; the message says where.</exception>
    public static TextureGraph Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes;
        try
        {
            bytes = RegularFile.ReadBytes(path, ImageFiles.MaxFileBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScumbleException($"The graph {path} cannot be read: {e.Message}", "Check the path and its permissions.", e);
        }
        if (!PngHeader.Is(bytes)) return FromJson(System.Text.Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'));
        return FromJson(PngText.Read(path).FirstOrDefault(text => text.Keyword == Keyword)?.Value
            ?? throw new ScumbleException($"The PNG file {path} carries no graph.", "Name a file that a graph made; editors and uploads often remove the texts of a picture."));
    }

    /// <summary>Writes the document as a JSON file with a line for each member.</summary>
    /// <exception cref="ScumbleException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, System.Text.Encoding.UTF8.GetBytes(ToJson(indented: true) + "\n"));
}
