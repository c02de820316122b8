using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Stages;
using Scumble.Tensors;

namespace Scumble.Nodes;

/// <summary>What a node sees while it runs: its inputs and parameters, the device, and where its results go. One thread.</summary>
internal sealed class NodeRun(GraphExecution execution, GraphNode node, IReadOnlyDictionary<string, NodeValue> inputs, IReadOnlyDictionary<string, NodeValue> parameters) : IDisposable
{
    private readonly List<SharedPicture> _made = [];
    private readonly Dictionary<string, NodeValue> _outputs = [];
    private readonly List<string> _warnings = [];

    /// <summary>The node as the document has it.</summary>
    public GraphNode Node => node;

    /// <summary>The verbs of the device on pictures.</summary>
    public IImageOps Images => execution.Images;

    /// <summary>The arithmetic of the device.</summary>
    public ITensorOps Tensors => execution.Images.Tensors;

    /// <summary>Width of all pictures of the graph, in pixels.</summary>
    public int Width => execution.Graph.Width;

    /// <summary>Height of all pictures of the graph, in pixels.</summary>
    public int Height => execution.Graph.Height;

    /// <summary>The axes on which the graph's pictures repeat.</summary>
    public TileMode Tile => execution.Graph.Tile;

    /// <summary>What the run was asked for.</summary>
    public GraphRunOptions Options => execution.Options;

    /// <summary>Ends the run; a node that works long asks it.</summary>
    public CancellationToken Cancellation => execution.Cancellation;

    /// <summary>What the node gave so far, by port.</summary>
    public IReadOnlyDictionary<string, NodeValue> Outputs => _outputs;

    /// <summary>What the user should know of it, in whole sentences.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>A number, in its parameter's range.</summary>
    public float Number(NodeParameter parameter) => (float)((NumberValue)parameters[parameter.Name]).Value;

    /// <summary>A number whole, where its double precision matters.</summary>
    public double Double(NodeParameter parameter) => ((NumberValue)parameters[parameter.Name]).Value;

    /// <summary>A whole number, in its parameter's range.</summary>
    public int Integer(NodeParameter parameter) => (int)((NumberValue)parameters[parameter.Name]).Value;

    /// <summary>Whether a switch is on.</summary>
    public bool Toggle(NodeParameter parameter) => Number(parameter) > 0.5f;

    /// <summary>A text, or the chosen one of a choice.</summary>
    public string Text(NodeParameter parameter) => ((TextValue)parameters[parameter.Name]).Value;

    /// <summary>A seed.</summary>
    public ulong Seed(NodeParameter parameter) => ((SeedValue)parameters[parameter.Name]).Value;

    /// <summary>The seed as the lattice's noise takes it.</summary>
    public uint LatticeSeed(NodeParameter parameter, uint stream = 0) => Philox.Words(Seed(parameter), stream, 0).R0;

    /// <summary>A colour, sRGB-encoded.</summary>
    public ColourValue Colour(NodeParameter parameter) => (ColourValue)parameters[parameter.Name];

    /// <summary>A gradient of colours.</summary>
    public GradientValue Gradient(NodeParameter parameter) => (GradientValue)parameters[parameter.Name];

    /// <summary>Whether a wire brings a value to an input.</summary>
    public bool Has(NodePort port) => inputs.ContainsKey(port.Name);

    /// <summary>An input as it comes, or null.</summary>
    public NodeValue? Value(NodePort port) => inputs.GetValueOrDefault(port.Name);

    /// <summary>A picture of the graph's size: of one channel for grey pictures and masks, of 1, 3 or 4 for pictures.</summary>
    public Tensor Picture(NodePort port) => Drawn(port).Tensor;

    /// <summary>The picture, or one value everywhere where no wire leads.</summary>
    public Tensor Picture(NodePort port, float otherwise) => Has(port) ? Picture(port) : Uniform(otherwise);

    /// <summary>A material; a picture is one of a base colour alone.</summary>
    public MaterialValue Material(NodePort port) => inputs[port.Name] switch
    {
        MaterialValue material => material,
        var value => new(new Dictionary<MaterialMap, SharedPicture> { [MaterialMap.BaseColor] = Colours(Drawn(value, PortType.Picture)) }),
    };

    /// <summary>What steers a generation, or null.</summary>
    public ControlValue? Control(NodePort port) => (ControlValue?)Value(port);

    /// <summary>A new picture of the graph's size, of zeros, which the run frees if no output holds it.</summary>
    public Tensor New(int channels) => New(Width, Height, channels).Tensor;

    /// <summary>A new picture of any size, of zeros, which the run frees if no output holds it. Other results make room for it.</summary>
    public SharedPicture New(int width, int height, int channels)
    {
        execution.Runner.Cache.MakeRoom(4L * width * height * channels);
        var made = new SharedPicture(Tensors.Create(new TensorShape(height, width, channels), ElementType.Float32), execution.Runner.Meter);
        _made.Add(made);
        return made;
    }

    /// <summary>A new picture that a program makes.</summary>
    public Tensor Shade(int channels, PixelProgram program, params ReadOnlySpan<Tensor> sources)
    {
        Cancellation.ThrowIfCancellationRequested();
        var target = New(channels);
        Images.Shade(target, program, Tile, sources);
        return target;
    }

    /// <summary>A picture from host memory, resampled to the graph's size.</summary>
    public Tensor Upload(Image image, TileMode tile)
    {
        var whole = New(image.Width, image.Height, image.Channels);
        Tensors.Upload(whole.Tensor, image.Pixels);
        return Sized(whole.Tensor, tile);
    }

    /// <summary>A picture at the graph's size.</summary>
    public Tensor Sized(Tensor picture, TileMode tile)
    {
        if (picture.Shape[0] == Height && picture.Shape[1] == Width) return picture;
        var sized = New(picture.Shape[2]);
        Images.Resize(sized, picture, tile);
        return sized;
    }

    /// <summary>One value in every pixel.</summary>
    public Tensor Uniform(params ReadOnlySpan<float> value)
    {
        var program = new PixelProgram();
        return Shade(value.Length, program.Return(value.Length == 1 ? program.Constant(value[0]) : program.Constant(value[0], value[1], value[2], value.Length == 4 ? value[3] : 1)));
    }

    /// <summary>A gradient as one row of so many colours.</summary>
    public Tensor Table(GradientValue gradient, int steps)
    {
        var image = new Image(steps, 1, 4);
        for (var i = 0; i < steps; i++)
        {
            var colour = gradient.At(i / (steps - 1f));
            (image[i, 0], image[i, 0, 1], image[i, 0, 2], image[i, 0, 3]) = (colour.R, colour.G, colour.B, colour.A);
        }
        var table = New(steps, 1, 4).Tensor;
        Tensors.Upload(table, image.Pixels);
        return table;
    }

    /// <summary>A blurred picture; itself where there is nothing to blur.</summary>
    public Tensor Blurred(Tensor picture, float sigma)
    {
        if (sigma <= 0) return picture;
        Cancellation.ThrowIfCancellationRequested();
        var blurred = New(picture.Shape[2]);
        Images.GaussianBlur(blurred, picture, sigma, Tile);
        return blurred;
    }

    /// <summary>Adds the maps that follow from those that are there, for a height that spans so many pixels.</summary>
    public void Derive(Dictionary<MaterialMap, Tensor> maps, float depth)
    {
        foreach (var map in MaterialMap.All.Where(map => map.Source is { } source && maps.ContainsKey(source) && !maps.ContainsKey(map)))
        {
            Cancellation.ThrowIfCancellationRequested();
            map.Derive!(Images, maps[map] = New(map.ChannelCount), maps[map.Source!], Tile, depth);
        }
    }

    /// <summary>A picture in host memory, copied. Waits for the device.</summary>
    public Image Download(Tensor picture) => Image.Download(Tensors, picture);

    /// <summary>Gives a picture: one that the run made, or that came in.</summary>
    public void Set(NodePort port, Tensor picture) => Set(port, new PictureValue(port.Type, Find(picture)));

    /// <summary>Gives a material of pictures that the run made, or that came in.</summary>
    public void Set(NodePort port, IReadOnlyDictionary<MaterialMap, Tensor> maps) => Set(port, new MaterialValue(maps.ToDictionary(map => map.Key, map => Find(map.Value))));

    /// <summary>Gives a value.</summary>
    public void Set(NodePort port, NodeValue value) => _outputs[port.Name] = value;

    /// <summary>Says what the user should know, in a whole sentence.</summary>
    public void Warn(string warning) => _warnings.Add(warning);

    /// <summary>Says how far the node is.</summary>
    /// <param name="progress">0 to 1.</param>
    /// <param name="message">What it does.</param>
    /// <param name="picture">What is forming, or null.</param>
    public void Report(double progress, string message, Image? picture = null) => execution.Report(node.Id, progress, message, picture);

    /// <summary>Whether the graph's pictures are smaller than its document says, for a draft.</summary>
    public bool IsShrunk => execution.IsShrunk;

    /// <summary>Says, before anything runs, that as a draft the node takes less than else.</summary>
    public void IsQuicker() => execution.IsQuicker = true;

    /// <summary>A model of the graph's program, by its name; empty for the usual one. Not the node's to close.</summary>
    /// <exception cref="ScumbleException">There is none of this name, or no model at all.</exception>
    public Task<TexturePipeline> ModelAsync(string name) => execution.ModelAsync(name);

    /// <summary>The content hash of a model, by its name, without opening it.</summary>
    /// <exception cref="ScumbleException">There is none of this name, or no model at all.</exception>
    public Task<string> ModelHashAsync(string name) => execution.Models.HashAsync(name, Cancellation);

    /// <summary>Generates on a model of <see cref="ModelAsync"/>, where and when the graph's program does such work.</summary>
    public Task<TextureResult> GenerateAsync(TexturePipeline pipeline, TextureRequest request, IProgress<PipelineProgress> progress, Action<Image>? forming) =>
        execution.Models.GenerateAsync(pipeline, request, progress, forming, Cancellation);

    /// <summary>The same into a target on the graph's device.</summary>
    public Task<TextureReport> GenerateAsync(TexturePipeline pipeline, TextureRequest request, ITextureTarget target, IProgress<PipelineProgress> progress) =>
        execution.Models.GenerateAsync(pipeline, request, target, progress, Cancellation);

    /// <summary>Brings generations to the graph's device; null where they come through host memory.</summary>
    public IPictureLanding? Landing => execution.Runner.Landing;

    /// <summary>The counted picture behind a tensor that the run made, or that came in.</summary>
    public SharedPicture Find(Tensor picture) =>
        _made.Concat(inputs.Values.SelectMany(value => value.Pictures)).FirstOrDefault(one => ReferenceEquals(one.Tensor, picture))
        ?? throw new InvalidOperationException($"The node '{node.Id}' gives a picture that is not its own.");

    /// <summary>Lets go of what no output holds.</summary>
    public void Dispose()
    {
        foreach (var picture in _made) picture.Release();
        _made.Clear();
    }

    /// <summary>Another picture's three colours.</summary>
    public SharedPicture Colours(SharedPicture picture)
    {
        if (picture.Tensor.Shape[2] == 3) return picture;
        var program = new PixelProgram();
        return Find(Shade(3, program.Return(program.Load(0)), picture.Tensor));
    }

    private SharedPicture Drawn(NodePort port) => inputs.TryGetValue(port.Name, out var value) ? Drawn(value, port.Type)
        : throw new ScumbleException($"The input '{port.Name}' has no wire.", "Wire a picture to it.");

    private SharedPicture Drawn(NodeValue value, PortType type)
    {
        var picture = value switch
        {
            PictureValue drawn => drawn.Picture,
            MaterialValue material when type is PortType.Grey => material.Maps.TryGetValue(MaterialMap.Height, out var height) ? height
                : throw new ScumbleException("The material has no height.", "Wire a material that has one, or split it and take another map."),
            MaterialValue material => material.Maps[MaterialMap.BaseColor],
            ColourValue c => Find(Uniform(c.R, c.G, c.B, c.A)),
            NumberValue n => Find(Uniform((float)n.Value)),
            _ => throw new InvalidOperationException($"A {value.Type} is no picture."),
        };
        if (type is not (PortType.Grey or PortType.Mask) || picture.Tensor.Shape[2] == 1) return picture;
        var program = new PixelProgram();
        return Find(Shade(1, program.Return(program.Load(0).Luma()), picture.Tensor));
    }
}
