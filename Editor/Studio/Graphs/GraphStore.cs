using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Nodes;
using Scumble.Output;

namespace Scumble.Studio;

/// <summary>
/// The project's graphs: graphs/NAME.json, beside the pictures that they read, so that the command line runs the very same files. A save is
/// whole or not there at all. Any thread.
/// </summary>
internal sealed class GraphStore(ProjectFolder project, RunFeed feed)
{
    private const string Folder = "graphs", Extension = ".json";

    private const int MaxGraphs = 1000;

    private readonly Lock _lock = new();

    /// <summary>Where graphs and their pictures lie.</summary>
    public string Path => project.Resolve(Folder, "graphs");

    /// <summary>All graphs, the last changed first.</summary>
    public IReadOnlyList<SavedGraph> All => !Directory.Exists(Path) ? [] :
        [.. new DirectoryInfo(Path).GetFiles($"*{Extension}").Where(file => file.LinkTarget is null && file.Length is > 0 and <= TextureGraph.MaxLength)
            .OrderByDescending(file => file.LastWriteTimeUtc).Take(MaxGraphs).Select(file => new SavedGraph(System.IO.Path.GetFileNameWithoutExtension(file.Name), RevisionOf(file.FullName), file.LastWriteTimeUtc))];

    /// <summary>A graph with its document.</summary>
    /// <exception cref="ScumbleException">There is none, or its file is damaged.</exception>
    public SavedGraph Read(string name)
    {
        var path = FileOf(name);
        if (!File.Exists(path)) throw new NotFoundException($"There is no graph '{name}'.", "See the list of graphs for those that are there.");
        var graph = TextureGraph.Load(path);
        return Saved(name, path, graph);
    }

    /// <summary>The document alone.</summary>
    /// <exception cref="ScumbleException">There is none, or its file is damaged.</exception>
    public TextureGraph Load(string name) => File.Exists(FileOf(name)) ? TextureGraph.Load(FileOf(name)) : throw new NotFoundException($"There is no graph '{name}'.", "See the list of graphs for those that are there.");

    /// <summary>Saves a graph, and tells all windows.</summary>
    /// <exception cref="ScumbleException">It is no graph, was changed meanwhile, or cannot be written.</exception>
    public SavedGraph Write(string name, GraphSave save)
    {
        ArgumentNullException.ThrowIfNull(save);
        var graph = TextureGraph.FromJson(save.Graph.GetRawText());
        var path = FileOf(name);
        SavedGraph saved;
        lock (_lock)
        {
            Directory.CreateDirectory(Path);
            if (save.Revision is not null && File.Exists(path) && RevisionOf(path) != save.Revision) throw new ConflictException($"The graph '{name}'");
            graph.Save(path);
            saved = Saved(name, path, graph);
        }
        feed.Tell("graph", saved with { Graph = null, Nodes = null });
        return saved;
    }

    /// <summary>Removes a graph.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public void Remove(string name)
    {
        if (!File.Exists(FileOf(name))) throw new NotFoundException($"There is no graph '{name}'.", "See the list of graphs for those that are there.");
        File.Delete(FileOf(name));
        feed.Tell("graph", new SavedGraph(name, "", DateTimeOffset.UtcNow));
    }

    /// <summary>Puts a picture beside the graphs, for their picture file nodes.</summary>
    /// <returns>The name by which a node reads it.</returns>
    /// <exception cref="ScumbleException">It is no picture, or cannot be written.</exception>
    public string AddPicture(byte[] file, string? name)
    {
        ArgumentNullException.ThrowIfNull(file);
        ImageFiles.Decode(file, name ?? "picture");
        var stem = string.Concat(System.IO.Path.GetFileNameWithoutExtension(name ?? "").Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
        var kind = PngHeaderIs(file) ? "png" : file[0] == 0xFF ? "jpg" : "webp";
        var called = $"{(stem.Length == 0 ? "picture" : stem[..Math.Min(stem.Length, 40)])}-{Convert.ToHexStringLower(SHA256.HashData(file))[..8]}.{kind}";
        Directory.CreateDirectory(Path);
        AtomicFile.Write(project.Resolve($"{Folder}/{called}", "name"), file);
        return called;
    }

    /// <summary>The file of a picture beside the graphs.</summary>
    /// <exception cref="ScumbleException">It is none of the folder's, or not there.</exception>
    public string PictureOf(string file)
    {
        var path = file.Contains('/', StringComparison.Ordinal) || System.IO.Path.GetExtension(file) is not (".png" or ".jpg" or ".jpeg" or ".webp") ? null : project.Resolve($"{Folder}/{file}", "file");
        return path is not null && File.Exists(path) ? path : throw new NotFoundException($"There is no picture '{file}' beside the graphs.", "Bring it in again.");
    }

    private static SavedGraph Saved(string name, string path, TextureGraph graph)
    {
        using var document = JsonDocument.Parse(graph.ToJson());
        var nodes = graph.Nodes.Select(node => (node, Kind: NodeKinds.Find(node.Kind))).Where(pair => pair.Kind?.Id == "graph").ToDictionary(pair => pair.node.Id, pair => KindCard.Of(pair.Kind!, pair.node));
        return new(name, RevisionOf(path), File.GetLastWriteTimeUtc(path), document.RootElement.Clone(), nodes);
    }

    private static bool PngHeaderIs(byte[] file) => file is [0x89, (byte)'P', ..];

    private static string RevisionOf(string path) => Convert.ToHexStringLower(SHA256.HashData(RegularFile.ReadBytes(path, ImageFiles.MaxFileBytes)))[..16];

    private string FileOf(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(name) > 100) throw new InvalidRequestException("name", $"'{name}' is no name of a graph.", "Use a short name without '/'.");
        return project.Resolve($"{Folder}/{name}{Extension}", "name");
    }
}
