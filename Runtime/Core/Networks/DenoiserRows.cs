using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>
/// A batch for a network: all rows in one call or, where its graph takes one at a time, a call for each. Owns the networks. One thread.
/// What samples asks <see cref="Predictor"/>, which is the network itself where that takes all rows.
/// </summary>
public sealed class DenoiserRows : IPredictor, IDisposable
{
    private readonly RowViews _inputs;
    private readonly RowViews _outputs;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="parts">One network for all rows, or one for each; owned from here on.</param>
    public DenoiserRows(ITensorOps ops, params IReadOnlyList<DenoiserNetwork> parts)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(parts);
        (Parts, _inputs, _outputs) = (parts, new RowViews(ops), new RowViews(ops));
    }

    /// <summary>The network for all rows, or those for one row each, in order.</summary>
    public IReadOnlyList<DenoiserNetwork> Parts { get; }

    /// <summary>The nearest thing that predicts for the whole batch.</summary>
    public IPredictor Predictor => Parts.Count == 1 ? Parts[0] : this;

    /// <summary>Channels that the network takes behind the latent's.</summary>
    public int ExtraChannelCount => Parts[0].ExtraChannelCount;

    /// <summary>Whether what the network was told before had the shapes of <paramref name="row"/>.</summary>
    public bool Fits(Conditioning row) => Parts[0].Fits(row);

    /// <summary>Sets the conditions of one row.</summary>
    /// <param name="index">0 is the negative prompt where there are two rows.</param>
    /// <param name="row">Copied; inputs that the network does not have are left out.</param>
    public void Set(int index, Conditioning row)
    {
        if (Parts.Count == 1) Parts[0].Set(index, row);
        else Parts[index].Set(0, row);
    }

    /// <summary>Writes the channels that stand behind the latent.</summary>
    /// <param name="channels">[1, <see cref="ExtraChannelCount"/>, h, w]. Copied.</param>
    /// <param name="firstRow">The first row of the batch that is told them; those before are told zeros.</param>
    public void SetExtraChannels(Tensor channels, int firstRow = 0)
    {
        if (Parts.Count == 1) Parts[0].SetExtraChannels(channels, firstRow);
        else for (var row = 0; row < Parts.Count; row++) Parts[row].SetExtraChannels(channels, row < firstRow ? 1 : 0);
    }

    void IPredictor.Predict(Tensor scaledInput, in DenoiseCall call, Tensor output)
    {
        var (inputs, outputs) = (_inputs.Of(scaledInput), _outputs.Of(output));
        for (var row = 0; row < Parts.Count; row++) Parts[row].Predict(inputs[row], call, outputs[row]);
    }

    /// <summary>Releases the networks' bindings and buffers.</summary>
    public void Dispose()
    {
        _inputs.Dispose();
        _outputs.Dispose();
        foreach (var part in Parts) part.Dispose();
    }
}
