using Scumble.Imaging;
using Scumble.Nodes;

namespace Scumble.Tests.Fixtures;

/// <summary>One kind of node with one of its choices, in a graph that gives it a smooth picture at each input and hands on each drawn output.</summary>
public sealed record NodeCase(string Kind, string? Parameter = null, string? Choice = null)
{
    private const int Width = 96, Height = 64;

    /// <summary>All kinds that work on pixels alone, each with each of its choices.</summary>
    public static IEnumerable<NodeCase> All =>
        from kind in NodeKinds.All
        where !kind.IsGenerator && !kind.IsLight && kind.Id is not ("graph" or "picture" or "output")
        from one in kind.Parameters.SelectMany(parameter => parameter.Choices.Select(choice => new NodeCase(kind.Id, parameter.Name, choice))).DefaultIfEmpty(new NodeCase(kind.Id))
        select one;

    public override string ToString() => Choice is null ? Kind : $"{Kind} {Choice}";

    /// <summary>What the node's drawn outputs are on a device.</summary>
    /// <param name="images">The device.</param>
    /// <param name="tile">The axes that repeat.</param>
    /// <param name="dx">How far the inputs are rolled to the right.</param>
    /// <param name="dy">How far the inputs are rolled downwards.</param>
    internal async Task<Dictionary<string, Image>> RunAsync(IImageOps images, TileMode tile = TileMode.XY, int dx = 0, int dy = 0)
    {
        var (kind, builder) = (NodeKinds.Get(Kind), new GraphBuilder(Width, Height, tile));
        builder.Node("node", Kind, Choice is null ? "{}" : $$"""{"{{Parameter}}": "{{Choice}}"}""");
        var pictures = new Dictionary<string, Stages.PictureSource>();
        void Picture(string name)
        {
            pictures[name] = GraphBuilder.Picture(Pictures.Roll(GraphBuilder.Smooth(Width, Height, pictures.Count + 1), dx, dy), name);
            builder.Node(name, "scene_view", $$"""{"name": "{{name}}"}""");
        }
        if (Kind == "scene_view") Picture("colour");
        foreach (var (port, i) in kind.Inputs.Select((port, i) => (port, i)).Where(input => input.port.Type != PortType.Control))
        {
            var name = $"in{i}";
            Picture(name);
            if (port.Type == PortType.Material)
            {
                Picture($"{name}h");
                builder.Node($"{name}m", "material").Wire($"{name}.output {name}m.base_color", $"{name}h.output {name}m.height", $"{name}m.material node.{port.Name}");
            }
            else builder.Wire($"{name}.output node.{port.Name}");
        }
        var drawn = kind.Outputs.Where(port => PortTypes.IsDrawn(port.Type)).ToArray();
        using var runner = new GraphRunner(images);
        var graph = builder.Graph;
        var result = await runner.RunAsync(graph, new() { Nodes = ["node"], Pictures = pictures });
        if (result.Failures.FirstOrDefault() is { } failed) throw new InvalidOperationException($"{this}: {failed.Message}");
        var outputs = new Dictionary<string, Image>();
        foreach (var port in drawn)
        {
            var output = (await runner.ReadAsync(result.Nodes["node"].Key, port.Name))!;
            if (output.Maps is { } maps) foreach (var map in maps.All) outputs[$"{port.Name}.{map}"] = maps[map];
            else outputs[port.Name] = output.Picture;
        }
        return outputs;
    }
}
