using System.Security.Cryptography;
using System.Text;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Nodes;
using Scumble.Output;

namespace Scumble.Service;

/// <summary>A texture that a graph makes: its pictures on the background thread, its generations where the service does all of them.</summary>
internal sealed class PlannedGraph : IPlannedTexture
{
    private readonly ServiceRequest _order;
    private readonly ShelfModels _models;
    private readonly GraphRunOptions _options;
    private readonly long _budgetInBytes;
    private readonly CancellationToken _cancellation;
    private string? _source;
    private bool _isGenerated;

    /// <param name="order">What is asked for.</param>
    /// <param name="shelf">The models.</param>
    /// <param name="options">What graphs may read, and how much memory there is.</param>
    /// <param name="cancellation">Ends it.</param>
    public PlannedGraph(ServiceRequest order, ModelShelf shelf, ServiceOptions options, CancellationToken cancellation)
    {
        (_order, _models, _cancellation) = (order, new ShelfModels(shelf, order.Model), cancellation);
        _options = new() { Nodes = [order.OutputNode()], Folder = options.GraphFolder };

        // Pictures share with the runs of generations what open models leave of their half.
        _budgetInBytes = Math.Max(1, (options.ModelBudgetInBytes - shelf.SizeInBytes) / 2);
    }

    public string? Source
    {
        get
        {
            try
            {
                return Identified();
            }
            catch (ScumbleException)
            {
                // A model or a file is not there, or the graph cannot run: then a cache may have it all the same, and if not, the identity says why.
                return null;
            }
        }
    }

    public string Identity => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Version} {Identified()}")));

    internal static string Version => typeof(TextureGraph).Assembly.GetName().Version!.ToString(3);

    public MadeTexture Make(IGenerationBench bench)
    {
        _models.Bench = bench;
        using var runner = Runner();
        var graph = _order.Graph!;
        var result = CallingThread.Run(() => runner.Run(graph, _options, _cancellation));
        _isGenerated = result.IsGenerated;
        if (result.Failures.FirstOrDefault() is { } failed) throw _models.Fault ?? new ScumbleException($"The node '{failed.Node}' failed: {failed.Message}", failed.Hint);
        var output = result.Outputs.FirstOrDefault(output => output.Node == _options.Nodes![0])
            ?? throw new ScumbleException($"The graph '{graph.Name}' gives nothing that can be seen.", "Wire a picture or a material to its output.");
        return new(TextureContent.Of(Colours(output.Picture), output.Maps));
    }

    public IReadOnlyList<PngText> Texts(MaterialMap map)
    {
        PngText[] texts = [new(TextureGraph.Keyword, _order.Graph!.ToJson()), new("Software", $"Scumble {Version}")];
        return _isGenerated ? [.. texts, Recipe.GeneratedMark] : texts;
    }

    private string Identified()
    {
        if (_source is not null) return _source;
        using var runner = Runner();
        return _source = CallingThread.Run(() => runner.Identify(_order.Graph!, _options, _cancellation));
    }

    // Its results are dropped with it: what is worth keeping is the texture.
    private GraphRunner Runner() => new(new CpuImageOps(), _models, _budgetInBytes);

    // A grey picture is three alike channels; an alpha channel has no place in a material.
    private static Image Colours(Image picture)
    {
        if (picture.Channels == 3) return picture;
        var colours = new Image(picture.Width, picture.Height, 3);
        for (var i = 0; i < picture.Width * picture.Height; i++)
            for (var c = 0; c < 3; c++) colours.Pixels[(i * 3) + c] = picture.Pixels[(i * picture.Channels) + (picture.Channels < 3 ? 0 : c)];
        return colours;
    }
}
