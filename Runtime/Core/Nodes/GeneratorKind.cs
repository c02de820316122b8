using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Sampling;
using Scumble.Stages;

namespace Scumble.Nodes;

/// <summary>Nodes that run a diffusion model: what all of them may be told, and how the result becomes values of the graph.</summary>
internal abstract class GeneratorKind : NodeKind
{
    private NodeParameter _prompt = null!, _negative = null!, _seed = null!, _width = null!, _height = null!, _steps = null!, _guidance = null!, _sampler = null!, _schedule = null!, _model = null!, _tile = null!;
    private NodePort _control = null!, _material = null!, _picture = null!;

    private protected GeneratorKind(string id, string title, SeamRule seam, string help) : base(id, title, NodeCategory.Generate, seam, help)
    {
    }

    internal override bool IsGenerator => true;

    internal override async Task<string> FingerprintAsync(NodeRun run)
    {
        var hash = await run.ModelHashAsync(run.Text(_model)).ConfigureAwait(false);
        if (run.Options.Draft is not { } draft) return hash;
        var pipeline = await run.ModelAsync(run.Text(_model)).ConfigureAwait(false);
        var request = Sizes(run);
        if (Drafted(run, request, pipeline) == request) return hash;
        run.IsQuicker();
        return FormattableString.Invariant($"{hash} {draft.Edge} {draft.Steps}");
    }

    /// <summary>Declares what all of them take.</summary>
    private protected void Begin()
    {
        _control = Optional("control", PortType.Control, "What steers it.");
        _prompt = Text("prompt", "", TextureRequest.MaxPromptLength, "What to show, in words.");
        _negative = Text("negative", "", TextureRequest.MaxPromptLength, "What to steer away from.");
        _seed = Seed();
        _width = Integer("width", 0, 0, TextureGraph.MaxEdge, "The width at which it is painted; 0 for the model's usual one.", "px");
        _height = Integer("height", 0, 0, TextureGraph.MaxEdge, "The height at which it is painted; 0 for the model's usual one.", "px");
        _steps = Integer("steps", 0, 0, TextureRequest.MaxSteps, "Denoising steps; 0 for the model's usual number.", "steps");
        _guidance = Number("guidance", -1, -1, TextureRequest.MaxGuidanceScale, "How strictly to follow the prompt; below 0 for the model's usual scale.");
        _sampler = Choice("sampler", "", "How to get from noise to the picture; empty for the model's usual way.", ["", .. Samplers.All.Select(sampler => sampler.Id)]);
        _schedule = Choice("schedule", "", "Through which noise levels; empty for the model's usual ones.", ["", .. Schedules.All.Select(schedule => schedule.Id)]);
        _model = Text("model", "", 100, "The model's name; empty for the usual one.");
        _tile = Choice("tile", "graph", "Along which axes it repeats: as the graph does, or others.", "graph", "none", "x", "y", "xy");
    }

    /// <summary>Declares what all of them give.</summary>
    private protected void End()
    {
        _material = Out("material", PortType.Material, "The material; of models that make pictures its base colour alone.");
        _picture = Out("picture", PortType.Picture, "The picture, or the material's base colour.");
    }

    /// <summary>Generates.</summary>
    /// <param name="run">The node's run.</param>
    /// <param name="change">What the node adds to the request.</param>
    /// <param name="part">Which of how many, for the progress.</param>
    private protected async Task<PaintedTexture> MakeAsync(NodeRun run, Func<TextureRequest, TextureRequest> change, (int Index, int Count)? part = null)
    {
        var pipeline = await run.ModelAsync(run.Text(_model)).ConfigureAwait(false);
        var progress = new GenerationProgress(run, part ?? (0, 1));
        var request = Drafted(run, change(Request(run, pipeline)), pipeline);
        var target = run.Landing is { } landing ? new NodeTarget(run, pipeline.Layout, landing) : null;
        var report = target is not null ? await run.GenerateAsync(pipeline, request, target, progress).ConfigureAwait(false)
            : await run.GenerateAsync(pipeline, request, progress, run.Options.PreviewsSteps ? progress.Show : null).ConfigureAwait(false);
        foreach (var warning in report.Warnings) run.Warn(warning);
        return new(report, target?.Maps);
    }

    /// <summary>Hands a result to the outputs, at the graph's size.</summary>
    private protected void Give(NodeRun run, PaintedTexture painted)
    {
        var maps = painted.Sized(run);
        run.Derive(maps, NormalFromHeight.DefaultDepth);
        run.Set(_material, maps);
        run.Set(_picture, maps[MaterialMap.BaseColor]);
    }

    // Where sizes stay, what is forming in the run itself is seen as soon as a draft would be.
    private static TextureRequest Drafted(NodeRun run, TextureRequest request, TexturePipeline pipeline)
    {
        if (run.Options.Draft?.Of(request, pipeline.Defaults) is not { } fast) return request;
        return run.IsShrunk || (fast.Width, fast.Height) != (request.Width, request.Height) ? fast : request;
    }

    private TextureRequest Request(NodeRun run, TexturePipeline pipeline) => Sizes(run) with
    {
        NegativePrompt = run.Text(_negative),
        Seed = run.Seed(_seed),
        Sampling = new() { Sampler = Named(run.Text(_sampler)), Schedule = Named(run.Text(_schedule)) },
        Tile = run.Text(_tile) == "graph" ? run.Tile : Enum.Parse<TileMode>(run.Text(_tile), ignoreCase: true),
        Controls = run.Control(_control) is { } control ? [.. control.Controls.Select(one => Control(run, pipeline, one))] : null,
    };

    private TextureRequest Sizes(NodeRun run) => new()
    {
        Prompt = run.Text(_prompt),
        Width = Positive(run.Integer(_width)),
        Height = Positive(run.Integer(_height)),
        Steps = Positive(run.Integer(_steps)),
        Guidance = new() { Scale = run.Double(_guidance) < 0 ? null : run.Double(_guidance) },
    };

    // A graph may name the model's own networks, and no path.
    private static ControlRequest Control(NodeRun run, TexturePipeline pipeline, (SharedPicture Picture, string Network, string Reads, double Scale, double Start, double End) control)
    {
        var folder = pipeline.Folder;
        if (control.Network.Length > 0 && !folder.Has(control.Network) && !folder.Has($"controlnet_{control.Network}"))
        {
            throw new ScumbleException($"The model has no ControlNet '{control.Network}'.",
                folder.OwnControlNets is { Count: > 0 } known ? $"It has {string.Join(", ", known)}." : "Use a model that has one, or take the control away.");
        }
        return new()
        {
            Model = control.Network.Length > 0 ? control.Network : NetworkFor(folder, control.Reads),
            Image = PictureSource.FromImage(run.Download(control.Picture.Tensor), "control.png"),
            Scale = control.Scale,
            Start = control.Start,
            End = control.End,
            Fit = PictureFit.Stretch,
        };
    }

    // The one whose name says that it reads such pictures, else "controlnet", else the only one.
    private static string NetworkFor(ModelFolder folder, string reads)
    {
        var own = folder.OwnControlNets;
        var extractor = reads switch { "edges" => Extractors.Canny, "depth" => Extractors.Depth, "normals" => Extractors.Normal, _ => null };
        if (extractor is not null && ControlNetChoice.Named(own, extractor) is { } named) return named;
        return own switch
        {
            _ when own.Contains("controlnet") => "controlnet",
            [] => throw new ScumbleException("The model has no ControlNet.", "Use a model that has one, or take the control away."),
            [var one] when reads == "picture" => one,
            _ => throw new ScumbleException($"None of the model's ControlNets is known to read {(reads == "picture" ? "such a picture" : reads)}: {string.Join(", ", own)}.", "Name one as 'network', or say what it reads."),
        };
    }

    private static int? Positive(int value) => value > 0 ? value : null;

    private static string? Named(string id) => id.Length > 0 ? id : null;
}
