using System.Text.Json;
using Scumble.Imaging;
using Scumble.Nodes;
using Scumble.Stages;

namespace Scumble.Tests.Fixtures;

/// <summary>Writes graphs in few words: nodes with their parameters as JSON, wires as "a.port b.port".</summary>
internal sealed class GraphBuilder(int width = 64, int height = 64, TileMode tile = TileMode.XY)
{
    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphWire> _wires = [];
    private readonly List<ExposedParameter> _exposed = [];

    public TextureGraph Graph => new() { Name = "test", Width = width, Height = height, Tile = tile, Nodes = [.. _nodes], Wires = [.. _wires], Exposed = [.. _exposed] };

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement.Clone();

    public GraphBuilder Node(string id, string kind, string parameters = "{}")
    {
        _nodes.Add(new() { Id = id, Kind = kind, Parameters = Json(parameters).EnumerateObject().ToDictionary(member => member.Name, member => member.Value) });
        return this;
    }

    public GraphBuilder Wire(params string[] ends)
    {
        foreach (var pair in ends)
        {
            string[] parts = [.. pair.Split(' ').SelectMany(end => end.Split('.', 2))];
            _wires.Add(new(parts[0], parts[1], parts[2], parts[3]));
        }
        return this;
    }

    public GraphBuilder Expose(string name, string node, string parameter)
    {
        _exposed.Add(new(name, node, parameter));
        return this;
    }

    /// <summary>A smooth random picture that repeats.</summary>
    public static Image Smooth(int width, int height, int seed)
    {
        var program = new PixelProgram();
        PixelValue Channel(uint stream) => program.PerlinNoise(program.X * 5, program.Y * 4, 5, 4, (uint)(seed * 3) + stream);
        return Shade.Create(program.Return(program.Join(Channel(0), Channel(1), Channel(2), program.Constant(1))), width, height, 3, TileMode.XY, []);
    }

    public static PictureSource Picture(Image image, string name) => PictureSource.FromImage(image, $"{name}.png");
}
