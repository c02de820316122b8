using System.Globalization;
using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>The layers that a text encoder's graph gives, and which of them a network reads. One thread.</summary>
internal sealed class HiddenLayers
{
    private const string Prefix = "hidden_states.";

    private readonly ITensorOps _ops;
    private readonly IInferenceSession _session;
    private readonly bool _isNormalized;
    private readonly TensorPort[] _layers;
    private FinalNorm? _norm;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="session">The text encoder.</param>
    /// <param name="layer">The layer that the network was trained on.</param>
    /// <exception cref="ScumbleException">The graph does not give it.</exception>
    public HiddenLayers(ITensorOps ops, IInferenceSession session, TextLayer layer)
    {
        (_ops, _session, _isNormalized) = (ops, session, layer == TextLayer.Last);
        // hidden_states.0 is the embedding of the tokens, hidden_states.N the last layer before its final normalization.
        _layers = [.. session.Outputs.Where(port => Index(port) >= 0).OrderBy(Index)];
        Usual = _isNormalized ? session.RequireOutput(PortNames.LastHiddenState)
            : _layers.Length >= 2 ? _layers[^2] : session.Outputs.Find("hidden_states") ?? throw Missing(layer);
    }

    /// <summary>The layer that the network was trained on.</summary>
    public TensorPort Usual { get; }

    /// <summary>The layer <paramref name="skip"/> before the usual one.</summary>
    /// <exception cref="InvalidRequestException">The graph does not give it.</exception>
    public TensorPort Skipping(int skip)
    {
        if (skip == 0) return Usual;
        var most = _layers.Length - (_isNormalized ? 1 : 2);
        if (most <= 0)
            throw new InvalidRequestException("clipSkip", $"'{_session.ModelPath}' gives no hidden states, so no layer can be skipped; found {string.Join("; ", _session.Outputs)}.",
                "Export the text encoder with output_hidden_states, or skip no layers.");
        return skip <= most ? _layers[most - skip]
            : throw new InvalidRequestException("clipSkip", $"'{_session.ModelPath}' lets {most} layers be skipped; found {skip}.", "Skip fewer layers.");
    }

    /// <summary>The final normalization, which skipped layers go through where the usual one did; null where it did not. Found at its first use, by a run.</summary>
    /// <param name="ids">Tokens of one window.</param>
    /// <param name="width">d.</param>
    /// <exception cref="ScumbleException">No normalization explains the graph's last layers.</exception>
    public FinalNorm? Norm(ReadOnlySpan<int> ids, int width)
    {
        if (!_isNormalized || _norm is not null) return _norm;
        using var x = new TextWindow(_ops, _session, _layers[^1], null, ids.Length, width);
        using var y = new TextWindow(_ops, _session, Usual, null, ids.Length, width);
        var (before, after) = (new float[ids.Length * width], new float[ids.Length * width]);
        x.Run(ids, ids.Length);
        y.Run(ids, ids.Length);
        _ops.Download(x.Hidden, before);
        _ops.Download(y.Hidden, after);
        return _norm = FinalNorm.Find(before, after, width) ?? throw new ScumbleException(
            $"'{_session.ModelPath}' gives '{Usual.Name}', which is not the final normalization of '{_layers[^1].Name}', so no layer can be skipped.",
            "Export the text encoder with its hidden states as they are before the final normalization.");
    }

    private static int Index(TensorPort port) =>
        port.Name.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(port.Name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;

    private ScumbleException Missing(TextLayer layer) => new(
        $"'{_session.ModelPath}' gives no hidden states, of which its family reads the {layer.ToString().ToLowerInvariant()} layer; found {string.Join("; ", _session.Outputs)}.",
        "Export the text encoder with output_hidden_states.");
}
