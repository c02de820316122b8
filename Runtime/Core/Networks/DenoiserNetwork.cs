using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>
/// A U-Net or transformer behind <see cref="IPredictor"/>: its ports are found by name, types and ranks adapted, and whatever it is
/// told besides the sample is kept in buffers of its own. A network that was distilled to whole steps (a flow map) is also told where the
/// step ends, as "timestep_next". Owns its bindings and buffers, not the session. One thread.
/// </summary>
public sealed class DenoiserNetwork : IPredictor, IDisposable
{
    /// <summary>The input of a flow map's network that says where the step ends, in the process's timesteps.</summary>
    public const string NextTimestep = "timestep_next";

    private readonly ITensorOps _ops;
    private readonly AdaptedBinding _binding;
    private readonly LatentExchange _exchange;
    private readonly HostNumbers _timestep;
    private readonly HostNumbers? _nextTimestep;
    private readonly double _timeScale;
    private readonly Dictionary<string, Tensor> _conditions = [];
    private readonly Dictionary<string, HostNumbers> _labels = [];
    private readonly Residuals _residuals;

    /// <param name="ops">The arithmetic of the session's device.</param>
    /// <param name="session">The network. Not owned.</param>
    /// <param name="latent">The shape of a batch of latents, [b, c, h, w].</param>
    /// <param name="isPacked">Whether the network takes 2x2 patches as tokens.</param>
    /// <param name="timeScale">The factor from the process's time to the network's.</param>
    /// <param name="outputChannels">Channels that the network gives, where the graph leaves that open; 0 for the latent's.</param>
    /// <param name="blockCount">Blocks of a transformer, which is the most residuals that it can take where its graph leaves that open.</param>
    /// <exception cref="ScumbleException">The network lacks an input or output that it must have.</exception>
    public DenoiserNetwork(
        ITensorOps ops, IInferenceSession session, TensorShape latent, bool isPacked = false, double timeScale = 1, int outputChannels = 0, int blockCount = 0)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(session);
        (_ops, Session, Latent, _timeScale) = (ops, session, latent, timeScale);
        var (input, output) = (session.RequireInput(PortNames.Sample), session.RequireOutput(PortNames.Prediction));
        var timestep = session.RequireInput("timestep", "timesteps", "t");
        _binding = new AdaptedBinding(ops, session);
        _exchange = isPacked ? new PackedExchange(ops, _binding, input, output, latent) : new ChannelExchange(ops, _binding, input, output, latent, outputChannels);
        ExtraChannelCount = isPacked ? 0 : ChannelExchange.Extra(input, latent);
        _timestep = _binding.BindNumbers(timestep, new TensorShape(latent[0]));
        if (session.Inputs.Find(NextTimestep) is { } next) _nextTimestep = _binding.BindNumbers(next, new TensorShape(latent[0]));
        _residuals = new Residuals(ops, _binding, latent, blockCount);
        FusedControls = FusedControls.Of(ops, _binding, latent);
    }

    /// <summary>The network.</summary>
    public IInferenceSession Session { get; }

    /// <summary>The shape of a batch of latents, [b, c, h, w].</summary>
    public TensorShape Latent { get; }

    /// <summary>The networks that steer this one by their residuals; none at first. Not owned.</summary>
    /// <exception cref="ScumbleException">They give another number of residuals than the network takes.</exception>
    public IReadOnlyList<ControlNet> Controls
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _residuals.Fit(value);
            field = value;
        }
    } = [];

    /// <summary>ControlNets inside the network's own graph, or null.</summary>
    public FusedControls? FusedControls { get; }

    /// <summary>The network's conditions, by input, [b, ...].</summary>
    public IReadOnlyDictionary<string, Tensor> Conditions => _conditions;

    /// <summary>The inputs that take what ControlNets give, with their shapes; none where the network cannot be steered.</summary>
    public IReadOnlyDictionary<string, TensorShape> Residuals => _residuals.Taken;

    /// <summary>Whether a network's graph takes a batch of one row only: it says so, or takes residuals that are the same for every row.</summary>
    public static bool TakesOneRow(IInferenceSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.RequireInput(PortNames.Sample).Dimensions is [1, ..] || session.Inputs.Find(Networks.Residuals.Blocks) is not null;
    }

    /// <summary>Whether what the network was told before had the shapes of <paramref name="row"/>.</summary>
    public bool Fits(Conditioning row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Rows.All(pair => !_conditions.TryGetValue(pair.Key, out var batch) || batch.Shape == pair.Value.Shape.WithLeading(Latent[0]))
            && row.ForAll.All(pair => !_conditions.TryGetValue(pair.Key, out var known) || known.Shape == pair.Value.Shape);
    }

    /// <summary>Sets the conditions of one row of its batch.</summary>
    /// <param name="index">0 is the negative prompt where there are two rows.</param>
    /// <param name="row">Copied; inputs that the network does not have are left out.</param>
    public void Set(int index, Conditioning row)
    {
        ArgumentNullException.ThrowIfNull(row);
        foreach (var (name, tensor) in row.Rows)
        {
            if (Session.Inputs.Find(name) is not { } port) continue;
            if (port.ElementType is ElementType.Int32 or ElementType.Int64)
            {
                Label(port, index, tensor);
                continue;
            }
            if (!_conditions.TryGetValue(name, out var batch)) Bind(port, batch = _ops.Create(tensor.Shape.WithLeading(Latent[0]), ElementType.Float32));
            using var target = _ops.View(batch, index, 1);
            _ops.Copy(target, tensor);
        }
        foreach (var (name, tensor) in row.ForAll)
        {
            if (!_conditions.TryGetValue(name, out var known)) Bind(Session.RequireInput(name), known = _ops.Create(tensor.Shape, ElementType.Float32));
            _ops.Copy(known, tensor);
        }
    }

    /// <summary>Channels that the network takes behind the latent's.</summary>
    public int ExtraChannelCount { get; }

    /// <summary>Writes the channels that stand behind the latent.</summary>
    /// <param name="channels">[1, <see cref="ExtraChannelCount"/>, h, w]. Copied.</param>
    /// <param name="firstRow">The first row of the batch that is told them; those before are told zeros.</param>
    public void SetExtraChannels(Tensor channels, int firstRow = 0) => _exchange.SetExtra(channels, firstRow);

    /// <inheritdoc/>
    public void Predict(Tensor scaledInput, in DenoiseCall call, Tensor output)
    {
        _residuals.Clear();
        for (var i = 0; i < Controls.Count; i++)
            if (Controls[i].Run(scaledInput, call)) _residuals.Add(Controls[i]);
        FusedControls?.Steer(call);
        _exchange.Before(scaledInput, output);
        _timestep.Fill(call.Timestep * _timeScale);
        _nextTimestep?.Fill(call.NextTimestep * _timeScale);
        _binding.Run();
        _exchange.After(output);
    }

    /// <summary>Releases the bindings and buffers.</summary>
    public void Dispose()
    {
        _binding.Dispose();
        _exchange.Dispose();
        _residuals.Dispose();
        FusedControls?.Dispose();
        foreach (var tensor in _conditions.Values) tensor.Dispose();
    }

    // One whole number for each row, such as a class.
    private void Label(TensorPort port, int index, Tensor row)
    {
        if (!_labels.TryGetValue(port.Name, out var labels)) _labels.Add(port.Name, labels = _binding.BindNumbers(port, new TensorShape(Latent[0])));
        Span<float> label = [0];
        _ops.Download(row, label);
        labels.Set(index, label[0]);
    }

    private void Bind(TensorPort port, Tensor tensor)
    {
        _conditions.Add(port.Name, tensor);
        _binding.BindInput(port, tensor);
    }
}
