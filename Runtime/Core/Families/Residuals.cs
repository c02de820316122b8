using System.Globalization;
using Scumble.Control;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Families;

/// <summary>
/// The residual inputs of a network that ControlNets can steer: sums of what they give, zeros without any, so that one graph serves both.
/// Owns its buffers. One thread.
/// </summary>
internal sealed class Residuals : IDisposable
{
    private const string Down = "down_block_", Mid = "mid_block_additional_residual", Suffix = "_additional_residual";

    private readonly ITensorOps _ops;
    private readonly Dictionary<string, Tensor> _sums = [];
    private bool _isZero = true;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="binding">The network's; its residual inputs are bound here.</param>
    /// <param name="latent">[b, c, h, w].</param>
    public Residuals(ITensorOps ops, AdaptedBinding binding, TensorShape latent)
    {
        _ops = ops;
        foreach (var (port, shape) in Shapes(binding.Session, latent))
        {
            _sums.Add(port.Name, ops.Create(shape, ElementType.Float32));
            binding.BindInput(port, _sums[port.Name]);
        }
    }

    /// <summary>Number of residual inputs.</summary>
    public int Count => _sums.Count;

    /// <summary>The residual inputs with their shapes.</summary>
    public IReadOnlyDictionary<string, TensorShape> Taken => _sums.ToDictionary(pair => pair.Key, pair => pair.Value.Shape);

    public void Clear()
    {
        if (_isZero) return;
        foreach (var sum in _sums.Values) _ops.Scale(sum, 0, sum);
        _isZero = true;
    }

    public void Add(ControlNet control)
    {
        foreach (var (name, given) in control.Given) _ops.Combine(_sums[name], 1, _sums[name], control.Factor, given);
        _isZero = false;
    }

    public void Dispose()
    {
        foreach (var sum in _sums.Values) sum.Dispose();
    }

    // A U-Net of L levels with n blocks each hands on L (n + 1) features: its first convolution's, each block's, and each level's but the
    // last after halving. The channels tell nothing of the size, so the count of residuals must: 12 = 4 (2 + 1), 9 = 3 (2 + 1), 6 = 3 (1 + 1).
    private static IEnumerable<(TensorPort Port, TensorShape Shape)> Shapes(IInferenceSession session, TensorShape latent)
    {
        var down = session.Inputs.Where(port => Index(port.Name) >= 0).OrderBy(port => Index(port.Name)).ToArray();
        if (down.Length == 0) yield break;
        var perLevel = down.Length % 3 == 0 && down.Length > 6 ? 3 : 2;
        for (var i = 0; i < down.Length; i++) yield return (down[i], Shape(down[i], latent, Level(i, perLevel)));
        if (session.Inputs.Find(Mid) is { } mid) yield return (mid, Shape(mid, latent, down.Length / perLevel - 1));
    }

    // "down_block_7_additional_residual" is 7; -1 for other names.
    private static int Index(string name) =>
        name.StartsWith(Down, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan()[Down.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;

    // The first feature is the first convolution's; then come each level's blocks, and its halving, which belongs to the level below.
    private static int Level(int index, int perLevel) => index / perLevel;

    private static TensorShape Shape(TensorPort port, TensorShape latent, int level)
    {
        var (h, w) = (latent[2], latent[3]);
        for (var i = 0; i < level; i++) (h, w) = ((h + 1) / 2, (w + 1) / 2);
        return new TensorShape(latent[0], port.Dimensions[1], h, w);
    }
}
