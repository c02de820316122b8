// X. Li, T.-K. L. Wong, R. T. Q. Chen, D. Duvenaud, "Scalable gradients for stochastic differential equations", 2020,
// section 4 (virtual Brownian tree). Between two known points of a Brownian path W(u) lies
//   W(m) = W(l) + (m - l) / (r - l) (W(r) - W(l)) + sqrt((m - l) (r - m) / (r - l)) n
// Time is u = (a / sigma)^2, in which the noise that an ancestral step adds is sigma'^2 (W(u') - W(u)) for a = 1: the noises of
// two half steps add up to that of the whole one. Intervals are halved in log u, from far above any noise to far below.
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>
/// Noise as increments of one Brownian path, which the seed alone decides: grids that share a level share the path there, so a
/// finer grid refines the same picture. Owns three latents.
/// </summary>
public sealed class BrownianNoise : NoiseSource
{
    // log2 u: noise levels from 2^20 down to 2^-20, in 2^Depth parts.
    private const double Start = -40, End = 40;
    private const int Depth = 14;
    private const uint Leaves = 1u << 31;

    private readonly ITensorOps _ops;
    private readonly ForwardProcess _process;
    private readonly ulong _seed;
    private readonly Tensor _left;
    private readonly Tensor _right;
    private readonly Tensor _from;
    private double _fromTime = double.NaN;
    private double _toTime;

    /// <param name="ops">The arithmetic.</param>
    /// <param name="process">What the noise levels mean.</param>
    /// <param name="shape">The latent's shape.</param>
    /// <param name="type">The latent's element type: Float32 or Float64.</param>
    /// <param name="seed">The run's seed.</param>
    public BrownianNoise(ITensorOps ops, ForwardProcess process, TensorShape shape, ElementType type, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentNullException.ThrowIfNull(process);
        (_ops, _process, _seed) = (ops, process, NoiseStreams.BrownianSeed(seed));
        (_left, _right, _from) = (ops.Create(shape, type), ops.Create(shape, type), ops.Create(shape, type));
    }

    /// <summary>The shape of what it fills.</summary>
    public TensorShape Shape => _left.Shape;

    /// <summary>The element type of what it fills.</summary>
    public ElementType ElementType => _left.ElementType;

    /// <inheritdoc/>
    public override void Fill(Tensor target, double scale, NoiseInterval interval)
    {
        var factor = Increment(interval, scale);
        _ops.Combine(target, factor, _left, -factor, _from);
        Keep();
    }

    /// <inheritdoc/>
    public override void Add(Tensor target, double scale, NoiseInterval interval)
    {
        var factor = Increment(interval, scale);
        _ops.Combine(target, 1, target, factor, _left, -factor, _from);
        Keep();
    }

    /// <summary>Releases the working memory.</summary>
    public override void Dispose()
    {
        _left.Dispose();
        _right.Dispose();
        _from.Dispose();
        base.Dispose();
    }

    // Puts W at the interval's ends into _from and _left; returns the factor that makes scale times a standard normal of their difference.
    private double Increment(NoiseInterval interval, double scale)
    {
        var (u, next) = (Time(interval.Sigma), Time(interval.Next));
        if (u == next) throw new ArgumentException($"Noise needs two noise levels; both are {interval.Sigma}.", nameof(interval));
        if (u != _fromTime)
        {
            Walk(u);
            _ops.Copy(_from, _left);
            _fromTime = u;
        }

        Walk(next);
        _toTime = next;
        return scale / Math.Sqrt(Math.Abs(next - u));
    }

    // Steps follow each other: where this one ends the next will start.
    private void Keep()
    {
        _ops.Copy(_from, _left);
        _fromTime = _toTime;
    }

    // Leaves W(u) in _left.
    private void Walk(double u)
    {
        var (low, high, node) = (Start, End, 1u);
        _ops.Scale(_left, 0, _left);
        _ops.Noise.Fill(_right, Math.Pow(2, End / 2), _seed, 0);
        for (var depth = 0; depth < Depth; depth++)
        {
            var middle = (low + high) / 2;
            var isBelow = u < Math.Pow(2, middle);
            Bridge(isBelow ? _right : _left, depth == 0 ? 0 : Math.Pow(2, low), Math.Pow(2, middle), Math.Pow(2, high), node);
            node = 2 * node + (isBelow ? 0u : 1u);
            if (isBelow) high = middle;
            else low = middle;
        }

        Bridge(_left, Math.Pow(2, low), u, Math.Pow(2, high), Leaves | (uint)(BitConverter.DoubleToUInt64Bits(u) * 0x9E3779B97F4A7C15 >> 33));
    }

    private void Bridge(Tensor target, double l, double m, double r, uint stream)
    {
        var share = (m - l) / (r - l);
        _ops.Combine(target, 1 - share, _left, share, _right);
        _ops.Noise.Add(target, Math.Sqrt(Math.Max(0, share * (r - m))), _seed, stream);
    }

    private double Time(double sigma)
    {
        var ratio = _process.Signal(sigma) / sigma;
        return Math.Clamp(ratio * ratio, Math.Pow(2, Start), Math.Pow(2, End));
    }
}
