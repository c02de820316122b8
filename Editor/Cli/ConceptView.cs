using System.CommandLine;
using System.Numerics;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Shell;

namespace Scumble.Cli;

/// <summary>The pictures of a scene that concept art follows.</summary>
internal sealed class ConceptView
{
    // Black and white of a ready picture, where nothing is said.
    private static readonly DepthConvention Ready = new() { NearMetres = 1, FarMetres = 30, IsReversed = true };

    private readonly Option<string> _depth = new("--depth") { Description = "The scene's depth: a ready picture, near is white. White and black are --near (1) and --far (30) metres.", HelpName = "FILE", Required = true };

    private readonly Option<string?> _edges = new("--edges") { Description = "Edges that the picture keeps, white on black; found in depth and ids where there is none.", HelpName = "FILE" };

    private readonly Option<string?> _ids = new("--ids") { Description = "Which object each pixel shows: each colour, or level of grey, is one; black is nothing.", HelpName = "FILE" };

    private readonly Option<string?> _prompts = new("--prompts") { Description = "What objects are made of: lines #RRGGBB = PROMPT, or NUMBER = PROMPT. The others are made of PROMPT.", HelpName = "FILE" };

    private readonly NumberOption<float> _pitch = new("--pitch", "DEGREES", "How far the camera looks down; 0 by default.");

    private readonly NumberOption<float> _tile = new("--tile-metres", "METRES", "What a tile of a material spans; 2 by default.");

    private readonly SceneOptions _scene = new();

    /// <summary>Declares the options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _depth, _edges, _ids, _prompts, _pitch, _tile }) command.Add(option);
        _scene.AddTo(command);
    }

    /// <summary>The depth's file.</summary>
    public string DepthFile(ParseResult arguments) => Existing("depth", arguments.GetRequiredValue(_depth));

    /// <summary>The edges' file, if there is one.</summary>
    public string? EdgesFile(ParseResult arguments) => arguments.GetValue(_edges) is { } edges ? Existing("edges", edges) : null;

    /// <summary>Whether objects and their prompts were named.</summary>
    public bool HasObjects(ParseResult arguments) => (arguments.GetValue(_ids) ?? arguments.GetValue(_prompts)) is not null;

    /// <summary>What says which object is made of what.</summary>
    /// <exception cref="InvalidRequestException">One of both is missing.</exception>
    public ConceptPrompts Prompts(ParseResult arguments)
    {
        var (ids, prompts) = (arguments.GetValue(_ids), arguments.GetValue(_prompts));
        if (ids is null || prompts is null)
        {
            var missing = ids is null && prompts is null ? "--ids and --prompts are" : ids is null ? "--ids is" : "--prompts is";
            throw new InvalidRequestException("ids", $"This model knows surfaces and no things: a prompt cannot tell it what is where in the picture, and {missing} missing.",
                "Name a picture of objects with --ids and what each is made of with --prompts; or a model that knows things, with a ControlNet for depth, with --model.");
        }
        return ConceptPrompts.Read(prompts);
    }

    /// <summary>The scene, ready to be composed, and what should be known of it.</summary>
    /// <exception cref="ScumbleException">A picture cannot be read, or is not of the scene.</exception>
    public (SceneComposition Scene, IReadOnlyList<string> Notes) Read(ParseResult arguments)
    {
        var depthFile = DepthFile(arguments);
        var depth = ExtractCommand.Grey(ImageFiles.Read(depthFile), depthFile);
        var convention = _scene.Convention(arguments, Ready);
        var (ops, idsFile) = (new CpuImageOps(), arguments.GetValue(_ids)!);
        using var input = new SceneView
        {
            Camera = _scene.Camera(arguments, convention, depth.Width, depth.Height),
            Depth = depth,
            Convention = convention,
            Ids = SceneIds.FromPicture(ImageFiles.Read(Existing("ids", idsFile)), idsFile),
        }.ToInput(ops);
        var tile = arguments.GetValue(_tile) ?? 2;
        if (!(tile > 0)) throw new InvalidRequestException("tileMetres", $"--tile-metres must be above 0; found {tile}.", "Leave it out for 2.");
        return (new SceneComposition
        {
            Depth = CpuImageOps.ToImage(input.Depth!),
            Rays = input.Rays!.Value,
            World = Matrix4x4.CreateRotationX(-(arguments.GetValue(_pitch) ?? 0) * MathF.PI / 180),
            Ids = CpuImageOps.ToImage(input.Ids!),
            Edges = EdgesFile(arguments) is { } edges ? Edges(edges, depth.Width, depth.Height) : Extraction.Of(ops, Extractors.GeometryEdge, input),
            TileMetres = tile,
        }, input.Notes);
    }

    private static Image Edges(string file, int width, int height)
    {
        var edges = ExtractCommand.Grey(ImageFiles.Read(file), file);
        return (edges.Width, edges.Height) == (width, height) ? edges
            : throw new ScumbleException($"The edges are {edges.Width}x{edges.Height}, the depth {width}x{height}.", "Draw both in one size: thin lines do not survive resampling.");
    }

    private static string Existing(string member, string path) =>
        File.Exists(path) ? path : throw new InvalidRequestException(member, $"There is no picture '{path}'.", "Check the path.");
}
