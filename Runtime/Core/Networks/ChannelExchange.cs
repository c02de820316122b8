using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>
/// The network takes the latent's channels first, and perhaps others behind them (a mask, a picture), and gives the latent's channels
/// first, and perhaps others behind them (variances), which are dropped.
/// </summary>
internal sealed class ChannelExchange : LatentExchange
{
    private readonly ITensorOps _ops;
    private readonly AdaptedBinding _binding;
    private readonly TensorPort _inputPort;
    private readonly TensorPort _outputPort;
    private readonly ChannelBuffer? _input;
    private readonly ChannelBuffer? _output;
    private readonly RowViews _latents;
    private readonly RowViews _results;

    public ChannelExchange(ITensorOps ops, AdaptedBinding binding, TensorPort input, TensorPort output, TensorShape latent, int outputChannels)
    {
        (_ops, _binding, _inputPort, _outputPort) = (ops, binding, input, output);
        (_latents, _results) = (new RowViews(ops), new RowViews(ops));
        var (taken, given) = (Channels(input, latent, 0), Channels(output, latent, outputChannels));
        if (taken > latent[1]) _binding.BindInput(input, (_input = new ChannelBuffer(ops, latent, taken)).Whole);
        if (given > latent[1]) _binding.BindOutput(output, (_output = new ChannelBuffer(ops, latent, given)).Whole);
    }

    /// <summary>Channels that the network takes behind the latent's.</summary>
    public static int Extra(TensorPort input, TensorShape latent) => Channels(input, latent, 0) - latent[1];

    public override void Before(Tensor latent, Tensor output)
    {
        if (_input is null) _binding.BindInput(_inputPort, latent);
        else
        {
            var rows = _latents.Of(latent);
            for (var row = 0; row < rows.Count; row++) _ops.Copy(_input.First[row], rows[row]);
        }
        if (_output is null) _binding.BindOutput(_outputPort, output);
    }

    public override void After(Tensor output)
    {
        if (_output is null) return;
        var rows = _results.Of(output);
        for (var row = 0; row < rows.Count; row++) _ops.Copy(rows[row], _output.First[row]);
    }

    public override void SetExtra(Tensor channels, int firstRow)
    {
        if (_input is null) base.SetExtra(channels, firstRow);
        else for (var row = 0; row < _input.Rest.Length; row++) _ops.Scale(_input.Rest[row], row < firstRow ? 0 : 1, channels);
    }

    public override void Dispose()
    {
        _input?.Dispose();
        _output?.Dispose();
        _latents.Dispose();
        _results.Dispose();
    }

    private static int Channels(TensorPort port, TensorShape latent, int otherwise) =>
        Math.Max(port.Dimensions is [_, > 0 and var channels, _, _] ? channels : otherwise, latent[1]);
}
