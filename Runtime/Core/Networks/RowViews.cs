using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>The rows of a batch as views, remembered as long as the batch stays the same tensor. Owns the views.</summary>
/// <param name="ops">The arithmetic.</param>
internal sealed class RowViews(ITensorOps ops) : IDisposable
{
    private Tensor? _batch;
    private Tensor[] _rows = [];

    /// <summary>The rows, [1, ...] each; valid until another batch is asked for.</summary>
    public IReadOnlyList<Tensor> Of(Tensor batch)
    {
        if (!ReferenceEquals(batch, _batch)) See(batch);
        return _rows;
    }

    public void Dispose()
    {
        foreach (var row in _rows) row.Dispose();
        (_batch, _rows) = (null, []);
    }

    // Apart, so that the closure is made only here.
    private void See(Tensor batch)
    {
        Dispose();
        (_batch, _rows) = (batch, [.. Enumerable.Range(0, batch.Shape[0]).Select(row => ops.View(batch, row, 1))]);
    }
}
