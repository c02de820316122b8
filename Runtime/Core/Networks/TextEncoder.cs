using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Tensors;
using Scumble.Text;

namespace Scumble.Networks;

/// <summary>
/// Prompts to embeddings, window by window. The latest prompts are remembered, so that a repeated one costs nothing. Owns its buffers, not
/// the session. One thread.
/// </summary>
public sealed class TextEncoder : IDisposable
{
    /// <summary>Prompts that are remembered.</summary>
    public const int Capacity = 64;

    private readonly ITensorOps _ops;
    private readonly bool _masksPadding;
    private readonly IInferenceSession _session;
    private readonly HiddenLayers _layers;
    private readonly TensorPort? _pooledPort;
    private readonly Dictionary<(PromptTokens Tokens, int Skip), LinkedListNode<((PromptTokens Tokens, int Skip) Prompt, EncodedText Encoded)>> _byPrompt = [];
    private readonly LinkedList<((PromptTokens Tokens, int Skip) Prompt, EncodedText Encoded)> _latestFirst = new();
    private TextWindow? _window;

    /// <param name="ops">The arithmetic of the session's device.</param>
    /// <param name="session">input_ids [b, length], and perhaps attention_mask [b, length], to last_hidden_state or hidden_states.i [b, length, d], and perhaps a pooled output [b, p].</param>
    /// <param name="layer">The layer that is wanted.</param>
    /// <param name="width">d, where the graph leaves it open; 0 if nothing else states it.</param>
    /// <param name="masksPadding">Whether a graph that takes a mask is told which tokens are padding, and not that all count.</param>
    /// <exception cref="ScumbleException">The graph has other ports.</exception>
    public TextEncoder(ITensorOps ops, IInferenceSession session, TextLayer layer = TextLayer.Last, int width = 0, bool masksPadding = true)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(session);
        (_ops, _session, _masksPadding) = (ops, session, masksPadding);
        _layers = new HiddenLayers(ops, session, layer);
        var hidden = _layers.Usual;
        _pooledPort = session.Outputs.Find(PortNames.Pooled) is { Dimensions.Count: 2 } pooled ? pooled : null;
        Width = hidden.Dimensions is [_, _, > 0 and var d] ? d : width > 0 ? width : throw new ScumbleException(
            $"'{session.ModelPath}' does not say how wide its embeddings are: {hidden}.", "Export it with a fixed width, or add its config.json.");
    }

    /// <summary>d, the width of an embedding.</summary>
    public int Width { get; }

    /// <summary>The embeddings of a prompt.</summary>
    /// <param name="tokens">The prompt.</param>
    /// <param name="skip">Layers to leave out at the end: the embeddings are those of a layer before the usual one, through the same final normalization.</param>
    /// <exception cref="InvalidRequestException">The graph does not give that layer.</exception>
    /// <exception cref="ScumbleException">The runtime failed.</exception>
    public EncodedText Encode(PromptTokens tokens, int skip = 0)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        if (_byPrompt.TryGetValue((tokens, skip), out var node))
        {
            _latestFirst.Remove(node);
        }
        else
        {
            node = new(((tokens, skip), Compute(tokens, skip)));
            _byPrompt.Add((tokens, skip), node);
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

    private EncodedText Compute(PromptTokens tokens, int skip)
    {
        var port = _layers.Skipping(skip);
        if (_window?.Length != tokens.Length || _window.HiddenPort != port)
        {
            Release();
            _window = new TextWindow(_ops, _session, port, _pooledPort, tokens.Length, Width);
        }
        var hidden = _ops.Create(new TensorShape(1, tokens.WindowCount * tokens.Length, Width), ElementType.Float32);
        using var rows = _ops.Reshape(hidden, new TensorShape(tokens.WindowCount, tokens.Length, Width));
        Tensor? pooled = null;
        for (var w = 0; w < tokens.WindowCount; w++)
        {
            _window.Run(tokens.Ids.Slice(w * tokens.Length, tokens.Length), _masksPadding ? tokens.Counts[w] : tokens.Length);
            using var row = _ops.View(rows, w, 1);
            _ops.Copy(row, _window.Hidden);
            if (w > 0 || _window.Pooled is null) continue;
            pooled = _ops.Create(_window.Pooled.Shape, ElementType.Float32);
            _ops.Copy(pooled, _window.Pooled);
        }
        if (skip > 0 && _layers.Norm(tokens.Ids[..tokens.Length], Width) is { } norm) Normalize(hidden, norm);
        if (!tokens.Weights.IsEmpty) Emphasis.Apply(_ops, rows, tokens.Weights);
        return new EncodedText(hidden, pooled);
    }

    private void Forget(LinkedListNode<((PromptTokens Tokens, int Skip) Prompt, EncodedText Encoded)> node)
    {
        _latestFirst.Remove(node);
        _byPrompt.Remove(node.Value.Prompt);
        node.Value.Encoded.Hidden.Dispose();
        node.Value.Encoded.Pooled?.Dispose();
    }

    private void Normalize(Tensor hidden, FinalNorm norm)
    {
        var values = new float[hidden.Shape.ElementCount];
        _ops.Download(hidden, values);
        norm.Apply(values);
        _ops.Upload(hidden, values);
    }
}
