using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Lab;

/// <summary>Noise that was recorded: the draws between two model calls, in order.</summary>
/// <param name="ops">The arithmetic.</param>
/// <param name="network">What counts the calls.</param>
internal sealed class RecordedNoise(ITensorOps ops, GoldenNetwork network) : NoiseSource
{
    private int _calls = -1;
    private int _draws;

    public override void Fill(Tensor target, double scale, NoiseInterval interval)
    {
        ops.Scale(target, 0, target);
        Add(target, scale, interval);
    }

    public override void Add(Tensor target, double scale, NoiseInterval interval)
    {
        if (_calls != network.Calls) (_calls, _draws) = (network.Calls, 0);

        // A step that starts with noise finds it recorded with the call that follows.
        var isChurn = interval.Next > interval.Sigma;
        var drawn = isChurn ? network.NoiseAround(_calls, isBefore: true) : network.NoiseAround(_calls, isBefore: false);
        if (_draws >= drawn.Length) throw new InvalidOperationException($"the reference drew {drawn.Length} noises after call {_calls}, we draw more");
        using var recorded = new CpuTensor<double>(target.Shape, drawn[_draws++]);
        ops.Combine(target, 1, target, scale, recorded);
    }
}
