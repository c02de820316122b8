using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Tensors;
using Scumble.Text;

namespace Scumble.Encoding;

/// <summary>Prompts to embeddings. The latest prompts are remembered, so that a repeated one costs a copy. One thread.</summary>
public sealed class TextEncoder : IDisposable
{
    /// <summary>Prompts that are remembered.</summary>
    public const int Capacity = 64;

    private readonly ITensorOps _ops;
    private readonly IInferenceBinding _binding;
    private readonly Tokenizer _tokenizer;
    private readonly CpuTensor<long> _ids;
    private readonly Tensor _hidden;
    private readonly Dictionary<string, LinkedListNode<Remembered>> _byPrompt = new(StringComparer.Ordinal);
    private readonly LinkedList<Remembered> _latestFirst = new();

    /// <param name="ops">The arithmetic of the session's device.</param>
    /// <param name="session">input_ids int64 [b, length] to last_hidden_state float32 [b, length, d]. Not owned.</param>
    /// <param name="tokenizer">The encoder's tokenizer.</param>
    /// <exception cref="ScumbleException">The graph has other ports.</exception>
    public TextEncoder(ITensorOps ops, IInferenceSession session, Tokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(tokenizer);
        (_ops, _tokenizer) = (ops, tokenizer);
        var width = session.Output("last_hidden_state").Dimensions is [_, _, > 0 and var d] ? d : throw new ScumbleException(
            $"'{session.ModelPath}' does not say how wide its embeddings are: {session.Output("last_hidden_state")}.", "Export it with a fixed width.");
        Shape = new TensorShape(1, tokenizer.Length, width);
        _ids = new CpuTensor<long>(new TensorShape(1, tokenizer.Length)); // [1, length]
        _hidden = ops.Create(Shape, ElementType.Float32); // [1, length, d]
        _binding = session.CreateBinding();
        _binding.BindInput("input_ids", _ids);
        _binding.BindOutput("last_hidden_state", _hidden);
    }

    /// <summary>The shape of one prompt's embedding, [1, length, d].</summary>
    public TensorShape Shape { get; }

    /// <summary>Writes a prompt's embedding and returns the words that the model does not know.</summary>
    /// <param name="prompt">The prompt; may be empty.</param>
    /// <param name="target">Float32 of <see cref="Shape"/>, overwritten.</param>
    /// <exception cref="ScumbleException">The prompt is too long, or the runtime failed.</exception>
    public IReadOnlyList<string> Encode(string prompt, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        if (_byPrompt.TryGetValue(prompt, out var node))
        {
            _latestFirst.Remove(node);
        }
        else
        {
            node = new LinkedListNode<Remembered>(Compute(prompt));
            _byPrompt.Add(prompt, node);
            if (_byPrompt.Count > Capacity) Forget(_latestFirst.Last!);
        }
        _latestFirst.AddFirst(node);
        _ops.Copy(target, node.Value.Embedding);
        return node.Value.UnknownWords;
    }

    /// <summary>Releases the binding and what is remembered.</summary>
    public void Dispose()
    {
        _binding.Dispose();
        while (_latestFirst.Last is { } last) Forget(last);
        _ids.Dispose();
        _hidden.Dispose();
    }

    private Remembered Compute(string prompt)
    {
        var tokens = _tokenizer.Encode(prompt);
        for (var i = 0; i < tokens.Ids.Count; i++) _ids.Span[i] = tokens.Ids[i];
        _binding.Run();
        var embedding = _ops.Create(Shape, ElementType.Float32);
        _ops.Copy(embedding, _hidden);
        return new Remembered(prompt, embedding, tokens.UnknownWords);
    }

    private void Forget(LinkedListNode<Remembered> node)
    {
        _latestFirst.Remove(node);
        _byPrompt.Remove(node.Value.Prompt);
        node.Value.Embedding.Dispose();
    }

    private sealed record Remembered(string Prompt, Tensor Embedding, IReadOnlyList<string> UnknownWords);
}
