using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>A source for each row of a batch, so that each row draws what a run of its own would. Owns the sources, and views of the batches that it fills.</summary>
/// <param name="ops">The arithmetic.</param>
/// <param name="rows">One for each row; owned from here on.</param>
public sealed class RowNoise(ITensorOps ops, IReadOnlyList<NoiseSource> rows) : NoiseSource
{
    // A sampler draws into the same few tensors at every step.
    private readonly Dictionary<Tensor, Tensor[]> _views = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc/>
    public override void Fill(Tensor target, double scale, NoiseInterval interval)
    {
        var views = Views(target);
        for (var row = 0; row < views.Length; row++) rows[row].Fill(views[row], scale, interval);
    }

    /// <inheritdoc/>
    public override void Add(Tensor target, double scale, NoiseInterval interval)
    {
        var views = Views(target);
        for (var row = 0; row < views.Length; row++) rows[row].Add(views[row], scale, interval);
    }

    /// <summary>Releases the views and the sources.</summary>
    public override void Dispose()
    {
        foreach (var view in _views.Values.SelectMany(views => views)) view.Dispose();
        _views.Clear();
        foreach (var row in rows) row.Dispose();
        base.Dispose();
    }

    private Tensor[] Views(Tensor target) => _views.TryGetValue(target, out var known) ? known : See(target);

    // Apart, so that the closure is made only here.
    private Tensor[] See(Tensor target)
    {
        if (target.Shape[0] != rows.Count) throw new ArgumentException($"The batch has {target.Shape[0]} rows; there is noise for {rows.Count}.", nameof(target));
        Tensor[] views = [.. Enumerable.Range(0, rows.Count).Select(row => ops.View(target, row, 1))];
        _views.Add(target, views);
        return views;
    }
}
