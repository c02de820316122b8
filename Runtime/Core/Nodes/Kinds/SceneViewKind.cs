using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Nodes;

/// <summary>A picture that an engine gives.</summary>
internal sealed class SceneViewKind : NodeKind
{
    private readonly NodePort _otherwise, _output;
    private readonly NodeParameter _name;

    public SceneViewKind() : base("scene_view", "Scene view", NodeCategory.InputOutput, SeamRule.None, "A picture that the engine gives when it runs the graph: what a camera sees, its depth, its normals.")
    {
        _name = Text("name", "colour", GraphNode.MaxIdLength, "The name under which the engine gives it.");
        _otherwise = Optional("otherwise", PortType.Picture, "What stands in where the engine gives none.");
        _output = Out("output", PortType.Picture, "The picture, at the graph's size.");
    }

    public override string Keywords => "camera depth engine input";

    internal override Task<string> FingerprintAsync(NodeRun run) =>
        Task.FromResult(run.Options.Pictures.TryGetValue(run.Text(_name), out var picture) ? picture.ContentHash ?? throw NotFound(run) : "");

    private protected override void Run(NodeRun run)
    {
        if (run.Options.Pictures.TryGetValue(run.Text(_name), out var given))
        {
            // By planes, so that it need not leave its device.
            using var planes = run.Tensors.Create(new TensorShape(1, 3, run.Height, run.Width), ElementType.Float32); // [1, 3, h, w]
            given.Write(run.Tensors, planes, new CropWindow(0, 0, run.Width, run.Height), 2, -1);
            var picture = run.New(3);
            run.Images.FromPlanes(picture, planes, 0, 0, 0);
            run.Set(_output, picture);
        }
        else run.Set(_output, run.Has(_otherwise) ? run.Picture(_otherwise) : throw NotFound(run));
    }

    private ScumbleException NotFound(NodeRun run) => new($"Nobody gives a picture '{run.Text(_name)}' to this run{(run.Options.Pictures.Count > 0 ? $"; there is {string.Join(", ", run.Options.Pictures.Keys)}" : "")}.",
        "Give one with the run, or wire a picture to 'otherwise'.");
}

public static partial class NodeKinds
{
    /// <summary>A picture that an engine gives.</summary>
    public static NodeKind SceneView { get; } = Add(new SceneViewKind());
}
