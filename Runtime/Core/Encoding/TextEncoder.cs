using System.Globalization;
using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Tensors;
using Scumble.Text;

namespace Scumble.Encoding;

/// <summary>
/// Prompts to embeddings, window by window. The latest prompts are remembered, so that a repeated one costs nothing. Owns its buffers, not
/// the session. One thread.
/// </summary>
public sealed class TextEncoder : IDisposable
{
    /// <summary>Prompts that are remembered.</summary>
    public const int Capacity = 64;

    private readonly ITensorOps _ops;
    private readonly IInferenceSession _session;
    private readonly TensorPort _hiddenPort;
    private readonly TensorPort? _pooledPort;
    private readonly Dictionary<PromptTokens, LinkedListNode<(PromptTokens Tokens, EncodedText Encoded)>> _byPrompt = [];
    private readonly LinkedList<(PromptTokens Tokens, EncodedText Encoded)> _latestFirst = new();
    private TextWindow? _window;

    /// <param name="ops">The arithmetic of the session's device.</param>
    /// <param name="session">input_ids [b, length] to last_hidden_state or hidden_states.i [b, length, d], and perhaps a pooled output [b, p].</param>
    /// <param name="layer">The layer that is wanted.</param>
    /// <param name="width">d, where the graph leaves it open; 0 if nothing else states it.</param>
    /// <exception cref="ScumbleException">The graph has other ports.</exception>
    public TextEncoder(ITensorOps ops, IInferenceSession session, TextLayer layer = TextLayer.Last, int width = 0)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(session);
        (_ops, _session) = (ops, session);
        _hiddenPort = layer == TextLayer.Last ? session.RequireOutput(PortNames.LastHiddenState) : Penultimate(session);
        _pooledPort = session.Outputs.Find(PortNames.Pooled) is { Dimensions.Count: 2 } pooled ? pooled : null;
        Width = _hiddenPort.Dimensions is [_, _, > 0 and var d] ? d : width > 0 ? width : throw new ScumbleException(
            $"'{session.ModelPath}' does not say how wide its embeddings are: {_hiddenPort}.", "Export it with a fixed width, or add its config.json.");
    }

    /// <summary>d, the width of an embedding.</summary>
    public int Width { get; }

    /// <summary>The embeddings of a prompt.</summary>
    /// <exception cref="ScumbleException">The runtime failed.</exception>
    public EncodedText Encode(PromptTokens tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (_byPrompt.TryGetValue(tokens, out var node))
        {
            _latestFirst.Remove(node);
        }
        else
        {
            node = new((tokens, Compute(tokens)));
            _byPrompt.Add(tokens, node);
            if (_byPrompt.Count > Capacity) Forget(_latestFirst.Last!);
        }
        _latestFirst.AddFirst(node);
        return node.Value.Encoded;
    }

    /// <summary>Releases the binding, so that the session may be closed; what is remembered stays, and the next new prompt binds again.</summary>
    public void Release()
    {
        _window?.Dispose();
        _window = null;
    }

    /// <summary>Releases the binding and what is remembered.</summary>
    public void Dispose()
    {
        _window?.Dispose();
        while (_latestFirst.Last is { } last) Forget(last);
    }

    private EncodedText Compute(PromptTokens tokens)
    {
        if (_window?.Length != tokens.Length)
        {
            Release();
            _window = new TextWindow(_ops, _session, _hiddenPort, _pooledPort, tokens.Length, Width);
        }
        var hidden = _ops.Create(new TensorShape(1, tokens.WindowCount * tokens.Length, Width), ElementType.Float32);
        using var rows = _ops.Reshape(hidden, new TensorShape(tokens.WindowCount, tokens.Length, Width));
        Tensor? pooled = null;
        for (var w = 0; w < tokens.WindowCount; w++)
        {
            _window.Run(tokens.Ids.Slice(w * tokens.Length, tokens.Length));
            using var row = _ops.View(rows, w, 1);
            _ops.Copy(row, _window.Hidden);
            if (w > 0 || _window.Pooled is null) continue;
            pooled = _ops.Create(_window.Pooled.Shape, ElementType.Float32);
            _ops.Copy(pooled, _window.Pooled);
        }
        if (!tokens.Weights.IsEmpty) Emphasis.Apply(_ops, rows, tokens.Weights);
        return new EncodedText(hidden, pooled);
    }

    private void Forget(LinkedListNode<(PromptTokens Tokens, EncodedText Encoded)> node)
    {
        _latestFirst.Remove(node);
        _byPrompt.Remove(node.Value.Tokens);
        node.Value.Encoded.Hidden.Dispose();
        node.Value.Encoded.Pooled?.Dispose();
    }

    // hidden_states.0 is the embedding of the tokens, hidden_states.N the last layer before its final normalization.
    private static TensorPort Penultimate(IInferenceSession session)
    {
        const string prefix = "hidden_states.";
        var layers = session.Outputs
            .Where(port => port.Name.StartsWith(prefix, StringComparison.Ordinal)
                && int.TryParse(port.Name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .OrderBy(port => int.Parse(port.Name.AsSpan(prefix.Length), CultureInfo.InvariantCulture)).ToArray();
        return layers.Length >= 2 ? layers[^2] : session.Outputs.Find("hidden_states") ?? throw new ScumbleException(
            $"'{session.ModelPath}' gives no hidden states, which its family needs; found {string.Join("; ", session.Outputs)}.",
            "Export the text encoder with output_hidden_states.");
    }
}
