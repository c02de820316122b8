using Scumble.Tensors;

namespace Scumble.Imaging;

/// <summary>
/// An extractor with its settings on a device. Run after run of one size it allocates nothing. One thread; dispose it once the device has
/// done what was asked.
/// </summary>
public sealed class Extraction : IDisposable
{
    private readonly IImageOps _ops;
    private readonly Dictionary<string, double> _settings;
    private readonly List<Tensor> _scratch = [];

    /// <param name="ops">The verbs; they must outlive this.</param>
    /// <param name="extractor">The extractor.</param>
    /// <param name="settings">Numbers for its parameters, or null for the defaults.</param>
    /// <exception cref="Diagnostics.InvalidRequestException">A setting is unknown or out of range.</exception>
    public Extraction(IImageOps ops, Extractor extractor, IReadOnlyDictionary<string, double>? settings = null)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(extractor);
        extractor.Check(settings);
        (_ops, Extractor, _settings) = (ops, extractor, extractor.Parameters.ToDictionary(parameter => parameter.Name, parameter => settings?.GetValueOrDefault(parameter.Name, parameter.Default) ?? parameter.Default));
    }

    /// <summary>The extractor.</summary>
    public Extractor Extractor { get; }

    /// <summary>Makes the control picture.</summary>
    /// <param name="target">[h, w, channels of the extractor], of the input's size.</param>
    /// <param name="input">What is read.</param>
    /// <param name="tile">The axes that repeat.</param>
    /// <exception cref="Diagnostics.InvalidRequestException">What the extractor works from is not there.</exception>
    /// <exception cref="ArgumentException">The target does not fit.</exception>
    public void Run(Tensor target, ExtractorInput input, TileMode tile = TileMode.None)
    {
        Extractor.Require(input);
        ImageChecks.RequirePicture(target, Extractor.Channels);
        var size = input.Any!.Shape;
        if (target.Shape[0] != size[0] || target.Shape[1] != size[1]) throw new ArgumentException($"The target is {target.Shape}, the source {size}: height and width must be the same.", nameof(target));
        var used = 0;
        Extractor.Run(new ExtractorCall(_ops, target, input, tile, name => _settings[name], Scratch));

        Tensor Scratch(TensorShape shape)
        {
            if (used < _scratch.Count && _scratch[used].Shape != shape)
            {
                _scratch[used].Dispose();
                _scratch.RemoveAt(used);
                _scratch.Insert(used, _ops.Tensors.Create(shape, ElementType.Float32));
            }
            else if (used == _scratch.Count)
            {
                _scratch.Add(_ops.Tensors.Create(shape, ElementType.Float32));
            }
            return _scratch[used++];
        }
    }

    /// <summary>The control picture of a photograph in host memory.</summary>
    /// <param name="extractor">One that works from a photograph.</param>
    /// <param name="photograph">Any channels; transparency lies on its ground (<see cref="Transparency"/>).</param>
    /// <param name="settings">Numbers for its parameters, or null for the defaults.</param>
    /// <param name="tile">The axes that repeat.</param>
    public static Image Of(Extractor extractor, Image photograph, IReadOnlyDictionary<string, double>? settings = null, TileMode tile = TileMode.None)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        var ops = new CpuImageOps();
        using var input = ExtractorInput.FromPhotograph(ops, photograph);
        return Of(ops, extractor, input, settings, tile);
    }

    /// <summary>The control picture of an input on any device, in host memory. Waits for the device.</summary>
    public static Image Of(IImageOps ops, Extractor extractor, ExtractorInput input, IReadOnlyDictionary<string, double>? settings = null, TileMode tile = TileMode.None)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(input);
        using var extraction = new Extraction(ops, extractor, settings);
        extractor.Require(input);
        var image = new Image(input.Any!.Shape[1], input.Any.Shape[0], extractor.Channels);
        using var target = ops.Tensors.Create(new TensorShape(image.Height, image.Width, image.Channels), ElementType.Float32);
        extraction.Run(target, input, tile);
        ops.Tensors.Download(target, image.Pixels);
        return image;
    }

    /// <summary>Lets go of what the extractor worked in.</summary>
    public void Dispose()
    {
        foreach (var tensor in _scratch) tensor.Dispose();
        _scratch.Clear();
    }
}
