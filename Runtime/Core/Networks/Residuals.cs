using System.Globalization;
using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>
/// The residual inputs of a network that ControlNets can steer: sums of what they give, zeros without any, so that one graph serves both.
/// U-Nets take one input for each feature that they hand on; transformers take the residuals of their blocks behind each other in one
/// input, the same for every row of a batch. Owns its buffers. One thread.
/// </summary>
internal sealed class Residuals : IDisposable
{
    /// <summary>A transformer's residuals, [blocks, tokens, d].</summary>
    public const string Blocks = "controlnet_block_sample";

    private const string Down = "down_block_", Mid = "mid_block_additional_residual", Suffix = "_additional_residual";

    // Latent places of a token along either axis.
    private const int Patch = 2;

    private readonly ITensorOps _ops;
    private readonly AdaptedBinding _binding;
    private readonly Dictionary<string, Tensor> _sums = [];
    private bool _isZero = true;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="binding">The network's; its residual inputs are bound here.</param>
    /// <param name="latent">[b, c, h, w].</param>
    /// <param name="blockCount">Blocks of a transformer, where its graph leaves the number of residuals open.</param>
    /// <exception cref="ScumbleException">A residual input is of another kind.</exception>
    public Residuals(ITensorOps ops, AdaptedBinding binding, TensorShape latent, int blockCount)
    {
        (_ops, _binding) = (ops, binding);
        foreach (var (port, shape) in Shapes(binding.Session, latent, blockCount)) Bind(port, shape);
    }

    /// <summary>The residual inputs with their shapes.</summary>
    public IReadOnlyDictionary<string, TensorShape> Taken => _sums.ToDictionary(pair => pair.Key, pair => pair.Value.Shape);

    /// <summary>Makes room for what ControlNets give: where a transformer's graph leaves the number of residuals open, they tell it.</summary>
    /// <exception cref="ScumbleException">They give other numbers than the graph takes, or than each other.</exception>
    public void Fit(IReadOnlyList<ControlNet> controls)
    {
        var given = controls.SelectMany(control => control.Outputs).Where(residual => residual.Name == Blocks).Select(residual => residual.Residual.Shape).Distinct().ToArray();
        if (given.Length == 0 || (given.Length == 1 && given[0] == _sums[Blocks].Shape)) return;
        var port = _binding.Session.RequireInput(Blocks);
        if (given.Length > 1 || port.Dimensions[0] > 0)
            throw new ScumbleException($"'{_binding.Session.ModelPath}' takes {port}; the ControlNets give residuals {string.Join(" and ", given)}.",
                "Use ControlNets with as many blocks as the transformer was exported for.");
        var old = _sums[Blocks];
        Bind(port, given[0]);
        old.Dispose();
        _isZero = true;
    }

    public void Clear()
    {
        if (_isZero) return;
        foreach (var sum in _sums.Values) _ops.Scale(sum, 0, sum);
        _isZero = true;
    }

    public void Add(ControlNet control)
    {
        for (var i = 0; i < control.Outputs.Count; i++)
        {
            var (name, given) = control.Outputs[i];
            _ops.Combine(_sums[name], 1, _sums[name], control.Factor, given);
        }
        _isZero = false;
    }

    public void Dispose()
    {
        foreach (var sum in _sums.Values) sum.Dispose();
    }

    private void Bind(TensorPort port, TensorShape shape)
    {
        var sum = _ops.Create(shape, ElementType.Float32);
        _binding.BindInput(port, sum);
        _sums[port.Name] = sum;
    }

    // A U-Net of L levels with n blocks each hands on L (n + 1) features: its first convolution's, each block's, and each level's but the
    // last after halving. The channels tell nothing of the size, so the count of residuals must: 12 = 4 (2 + 1), 9 = 3 (2 + 1), 6 = 3 (1 + 1).
    private static IEnumerable<(TensorPort Port, TensorShape Shape)> Shapes(IInferenceSession session, TensorShape latent, int blockCount)
    {
        if (session.Inputs.Find(Blocks) is { } blocks)
        {
            if (blocks.Dimensions is not [var n, _, > 0 and var d]) throw Unknown(session, blocks, "[blocks, tokens, width]");
            yield return (blocks, new TensorShape(n > 0 ? n : blockCount, latent[2] / Patch * (latent[3] / Patch), d));
        }
        var down = session.Inputs.Where(port => Index(port.Name) >= 0).OrderBy(port => Index(port.Name)).ToArray();
        if (down.Length == 0) yield break;
        var perLevel = down.Length % 3 == 0 && down.Length > 6 ? 3 : 2;
        for (var i = 0; i < down.Length; i++) yield return (down[i], Shape(session, down[i], latent, Level(i, perLevel)));
        if (session.Inputs.Find(Mid) is { } mid) yield return (mid, Shape(session, mid, latent, down.Length / perLevel - 1));
    }

    // "down_block_7_additional_residual" is 7; -1 for other names.
    private static int Index(string name) =>
        name.StartsWith(Down, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan()[Down.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;

    // The first feature is the first convolution's; then come each level's blocks, and its halving, which belongs to the level below.
    private static int Level(int index, int perLevel) => index / perLevel;

    private static TensorShape Shape(IInferenceSession session, TensorPort port, TensorShape latent, int level)
    {
        if (port.Dimensions is not [_, > 0 and var channels, _, _]) throw Unknown(session, port, "[batch, channels, height, width]");
        var (h, w) = (latent[2], latent[3]);
        for (var i = 0; i < level; i++) (h, w) = ((h + 1) / 2, (w + 1) / 2);
        return new TensorShape(latent[0], channels, h, w);
    }

    private static ScumbleException Unknown(IInferenceSession session, TensorPort port, string expected) => new(
        $"'{session.ModelPath}' takes {port}; a residual must be {expected}, with its size in the channels stated.", "Export the network again.");
}
