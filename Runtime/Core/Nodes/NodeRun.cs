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

    public GraphNode Node => node;

    public IImageOps Images => execution.Images;

    public ITensorOps Tensors => execution.Images.Tensors;

    public int Width => execution.Graph.Width;

    public int Height => execution.Graph.Height;

    /// <summary>The axes on which the graph's pictures repeat.</summary>
    public TileMode Tile => execution.Graph.Tile;

    public GraphRunOptions Options => execution.Options;

    public CancellationToken Cancellation => execution.Cancellation;

    public IReadOnlyDictionary<string, NodeValue> Outputs => _outputs;

    public IReadOnlyList<string> Warnings => _warnings;

    public float Number(NodeParameter parameter) => (float)((NumberValue)parameters[parameter.Name]).Value;

    public double Double(NodeParameter parameter) => ((NumberValue)parameters[parameter.Name]).Value;

    public int Integer(NodeParameter parameter) => (int)((NumberValue)parameters[parameter.Name]).Value;

    public bool Toggle(NodeParameter parameter) => Number(parameter) > 0.5f;

    public string Text(NodeParameter parameter) => ((TextValue)parameters[parameter.Name]).Value;

    public ulong Seed(NodeParameter parameter) => ((SeedValue)parameters[parameter.Name]).Value;

    /// <summary>The seed as the lattice's noise takes it.</summary>
    public uint LatticeSeed(NodeParameter parameter, uint stream = 0) => Philox.Words(Seed(parameter), stream, 0).R0;

    public ColourValue Colour(NodeParameter parameter) => (ColourValue)parameters[parameter.Name];

    public GradientValue Gradient(NodeParameter parameter) => (GradientValue)parameters[parameter.Name];

    public bool Has(NodePort port) => inputs.ContainsKey(port.Name);

    /// <summary>An input as it comes, or null.</summary>
    public NodeValue? Value(NodePort port) => inputs.GetValueOrDefault(port.Name);

    /// <summary>A picture of the graph's size: of one channel for grey pictures and masks, of 1, 3 or 4 for pictures.</summary>
    public Tensor Picture(NodePort port) => Drawn(port).Tensor;

    /// <summary>The picture, or one value everywhere where no wire leads.</summary>
    public Tensor Picture(NodePort port, float otherwise) => Has(port) ? Picture(port) : Uniform(otherwise);

    public MaterialValue Material(NodePort port) => inputs[port.Name] switch
    {
        MaterialValue material => material,
        var value => new(new Dictionary<MaterialMap, SharedPicture> { [MaterialMap.BaseColor] = Colours(Drawn(value, PortType.Picture)) }),
    };

    public ControlValue? Control(NodePort port) => (ControlValue?)Value(port);

    /// <summary>A new picture of the graph's size, of zeros, which the run frees if no output holds it.</summary>
    public Tensor New(int channels) => New(Width, Height, channels).Tensor;

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
        if (!maps.TryGetValue(MaterialMap.Height, out var height)) return;
        Cancellation.ThrowIfCancellationRequested();
        if (!maps.ContainsKey(MaterialMap.Normal)) Images.NormalFromHeight(maps[MaterialMap.Normal] = New(3), height, Tile, depth);
        if (!maps.ContainsKey(MaterialMap.Occlusion)) Images.OcclusionFromHeight(maps[MaterialMap.Occlusion] = New(1), height, Tile, depth);
    }

    public Image Download(Tensor picture)
    {
        var image = new Image(picture.Shape[1], picture.Shape[0], picture.Shape[2]);
        Tensors.Download(picture, image.Pixels);
        return image;
    }

    /// <summary>Gives a picture: one that the run made, or that came in.</summary>
    public void Set(NodePort port, Tensor picture) => Set(port, new PictureValue(port.Type, Find(picture)));

    public void Set(NodePort port, IReadOnlyDictionary<MaterialMap, Tensor> maps) => Set(port, new MaterialValue(maps.ToDictionary(map => map.Key, map => Find(map.Value))));

    public void Set(NodePort port, NodeValue value) => _outputs[port.Name] = value;

    public void Warn(string warning) => _warnings.Add(warning);

    public void Report(double progress, string message, Image? picture = null) => execution.Report(node.Id, progress, message, picture);

    public Task<TexturePipeline> ModelAsync(string name) => execution.ModelAsync(name);

    public Task<string> ModelHashAsync(string name) => execution.Models.HashAsync(name, Cancellation);

    public Task<TextureResult> GenerateAsync(TexturePipeline pipeline, TextureRequest request, IProgress<PipelineProgress> progress, Action<Image>? forming) =>
        execution.Models.GenerateAsync(pipeline, request, progress, forming, Cancellation);

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
