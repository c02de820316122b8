namespace Scumble.Text;

/// <summary>
/// A prompt in windows of tokens, as a text encoder reads it. Two of them are equal if an encoder makes the same of them. Immutable and
/// thread-safe.
/// </summary>
public sealed class PromptTokens : IEquatable<PromptTokens>
{
    private readonly int[] _ids;
    private readonly float[]? _weights;

    private readonly int[] _counts;

    private PromptTokens(int[] ids, float[]? weights, int[] counts, int length) => (_ids, _weights, _counts, Length) = (ids, weights, counts, length);

    /// <summary>Token ids of all windows, one after the other, with marks and padding.</summary>
    public ReadOnlySpan<int> Ids => _ids;

    /// <summary>How strongly each token counts, 1 for marks and padding; empty where all are 1.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Tokens of each window that are no padding: marks and ids.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    /// <summary>Tokens of a window.</summary>
    public int Length { get; }

    /// <summary>Number of windows.</summary>
    public int WindowCount => _ids.Length / Length;

    /// <summary>Words that the vocabulary lacks, each once, in order.</summary>
    public IReadOnlyList<string> UnknownWords { get; private init; } = [];

    /// <summary>Tokens that did not fit and were left out.</summary>
    public int CutCount { get; private init; }

    /// <summary>Tokenizes a prompt.</summary>
    /// <param name="tokenizer">The encoder's.</param>
    /// <param name="prompt">The prompt; may be empty.</param>
    /// <param name="syntax">How its characters are read.</param>
    /// <param name="length">Tokens of a window.</param>
    /// <param name="maxWindows">The most windows; what does not fit them is cut off.</param>
    public static PromptTokens Read(Tokenizer tokenizer, string prompt, PromptSyntax syntax, int length, int maxWindows)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, tokenizer.MarkCount);
        var parts = (syntax == PromptSyntax.Weighted ? WeightedText.Parse(prompt) : [new WeightedText(prompt, 1)])
            .Select(part => (Tokens: tokenizer.Tokenize(part.Text), part.Weight)).ToArray();
        int[] ids = [.. parts.SelectMany(part => part.Tokens.Ids)];
        float[] weights = [.. parts.SelectMany(part => part.Tokens.Ids.Select(_ => (float)part.Weight))];
        var size = length - tokenizer.MarkCount;
        var windows = Math.Clamp((ids.Length + size - 1) / size, 1, maxWindows);
        var kept = Math.Min(ids.Length, windows * size);
        return Frame(tokenizer, ids.AsSpan(0, kept), weights.AsSpan(0, kept), length, windows, [.. parts.SelectMany(part => part.Tokens.UnknownWords).Distinct()], ids.Length - kept);
    }

    /// <summary>The same prompt with empty windows after it, <paramref name="windows"/> in all.</summary>
    public PromptTokens Extend(Tokenizer tokenizer, int windows)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentOutOfRangeException.ThrowIfLessThan(windows, WindowCount);
        var ids = new int[windows * Length];
        _ids.CopyTo(ids, 0);
        for (var w = WindowCount; w < windows; w++) tokenizer.Frame([], ids.AsSpan(w * Length, Length));
        float[]? weights = _weights is null ? null : [.. _weights, .. Enumerable.Repeat(1f, ids.Length - _ids.Length)];
        int[] counts = [.. _counts, .. Enumerable.Repeat(tokenizer.MarkCount, windows - WindowCount)];
        return new PromptTokens(ids, weights, counts, Length) { UnknownWords = UnknownWords, CutCount = CutCount };
    }

    /// <inheritdoc/>
    public bool Equals(PromptTokens? other) =>
        other is not null && Length == other.Length && Ids.SequenceEqual(other.Ids) && Counts.SequenceEqual(other.Counts) && Weights.SequenceEqual(other.Weights);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PromptTokens);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Length);
        foreach (var id in _ids) hash.Add(id);
        foreach (var weight in Weights) hash.Add(weight);
        return hash.ToHashCode();
    }

    private static PromptTokens Frame(
        Tokenizer tokenizer, ReadOnlySpan<int> ids, ReadOnlySpan<float> weights, int length, int windows, IReadOnlyList<string> unknown, int cut)
    {
        var (framed, size) = (new int[windows * length], length - tokenizer.MarkCount);
        var (framedWeights, counts) = (new float[framed.Length], new int[windows]);
        Array.Fill(framedWeights, 1);
        for (var w = 0; w < windows; w++)
        {
            var part = ids[(w * size)..Math.Min((w + 1) * size, ids.Length)];
            counts[w] = part.Length + tokenizer.MarkCount;
            tokenizer.Frame(part, framed.AsSpan(w * length, length));
            weights.Slice(w * size, part.Length).CopyTo(framedWeights.AsSpan(w * length + tokenizer.MarkCount - 1));
        }
        var isWeighted = framedWeights.AsSpan().ContainsAnyExcept(1f);
        return new PromptTokens(framed, isWeighted ? framedWeights : null, counts, length) { UnknownWords = unknown, CutCount = cut };
    }
}
