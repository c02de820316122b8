using System.CommandLine;
using System.Diagnostics;
using Scumble.Diagnostics;
using Scumble.Nodes;
using Scumble.Output;
using Scumble.Shell;

namespace Scumble.Cli;

/// <summary>scumble run: a texture graph in, its outputs as files.</summary>
internal sealed class RunCommand : ScumbleCommand
{
    private readonly Argument<string> _graph = new("GRAPH") { Description = "A graph's JSON file, or a PNG file that a graph made." };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Set what the graph exposes, or any node's parameter as NODE.PARAMETER. Repeatable.",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<string> _out = new("--out") { Description = "The folder for the files; it is made where it is not there.", HelpName = "DIR", Required = true };

    private readonly Option<string?> _size = new("--size") { Description = "Width and height of all pictures, instead of the graph's.", HelpName = "WxH" };

    private readonly Option<string?> _files = new("--files") { Description = "The folder that the graph may read pictures in; the graph's own by default.", HelpName = "DIR" };

    private readonly Option<string?> _models = new("--models") { Description = "A folder whose folders are models that the graph may name.", HelpName = "DIR" };

    private readonly Option<string> _pictures = new("--pictures")
    {
        Description = "Where pictures are drawn: on the host, or on the first device of Vulkan, which generations then reach without passing through the host where both share memory.",
        HelpName = string.Join('|', GraphDevice.Places),
        DefaultValueFactory = _ => GraphDevice.Host,
    };

    private readonly ModelOptions _model = new();

    /// <summary>Declares the arguments.</summary>
    public RunCommand() : base("run", "Run a texture graph.")
    {
        Add(_graph);
        foreach (var option in new Option[] { _set, _out, _size, _files, _models, _pictures }) Add(option);
        _model.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        // The graph
        var path = arguments.GetRequiredValue(_graph);
        var graph = Sized(Set(TextureGraph.Load(path), arguments.GetValue(_set) ?? []), arguments.GetValue(_size));
        var folder = Folder(arguments.GetRequiredValue(_out));

        // Model and device
        var clock = Stopwatch.StartNew();
        using var device = GraphDevice.Open(arguments.GetRequiredValue(_pictures), _model.Device(arguments));
        using var models = new GraphModels(device.Backend, () => _model.Folder(arguments), _model.Options(arguments), arguments.GetValue(_models));
        using var runner = new GraphRunner(device.Images, models, landing: device.Landing);

        // All that can be made is written
        var progress = arguments.GetValue(CommandLine.Json) ? null : new NodeProgress(graph);
        var files = arguments.GetValue(_files) ?? Path.GetDirectoryName(Path.GetFullPath(path));
        var result = await runner.RunAsync(graph, new() { Folder = files, Events = progress }, cancellationToken);
        progress?.Clear();
        var written = GraphFiles.Write(folder, result);
        return new GraphAnswer(result, written, clock.Elapsed);
    }

    private static TextureGraph Set(TextureGraph graph, string[] settings)
    {
        foreach (var setting in settings)
        {
            if (setting.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var at)) throw new InvalidRequestException("set", $"--set must be NAME=VALUE; found '{setting}'.", "Write for example --set prompt=\"red brick\".");
            try
            {
                graph = graph.WithTyped(setting[..at], setting[(at + 1)..]);
            }
            catch (ArgumentException e)
            {
                throw new InvalidRequestException("set", e.Message, "'scumble list nodes' tells the parameters of each node.", e);
            }
        }
        return graph;
    }

    private static TextureGraph Sized(TextureGraph graph, string? size)
    {
        if (size is null) return graph;
        if (size.Split('x', 'X') is [var w, var h] && int.TryParse(w, out var width) && int.TryParse(h, out var height)
            && Math.Min(width, height) >= TextureGraph.MinEdge && Math.Max(width, height) <= TextureGraph.MaxEdge) return graph with { Width = width, Height = height };
        throw new InvalidRequestException("size", $"--size must be WIDTHxHEIGHT, each from {TextureGraph.MinEdge} to {TextureGraph.MaxEdge}; found '{size}'.", "Write for example --size 512x512.");
    }

    private static string Folder(string path)
    {
        try
        {
            AtomicFile.CheckWritable(Path.Combine(Directory.CreateDirectory(path).FullName, "output.png"));
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScumbleException($"The folder {path} cannot be made: {e.Message}", "Name another.", e);
        }
    }
}

internal static partial class Commands
{
    /// <summary>scumble run.</summary>
    public static ScumbleCommand Run { get; } = Add(new RunCommand());
}
