// Y. Song et al., "Score-based generative modeling through stochastic differential equations", 2021, algorithm 4:
//   g = (D - x) / sigma^2,  e = 2 (snr |z| / |g|)^2,  x = x + e g + sqrt(2 e) z,  norms are means over the batch
using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>A Langevin step at a fixed noise level, as long as the signal-to-noise ratio of the step says.</summary>
internal sealed class LangevinCorrector : IDisposable
{
    private readonly SamplerInput _input;
    private readonly Tensor _score;
    private readonly Tensor _fresh;
    private readonly Tensor[] _scoreRows;
    private readonly Tensor[] _freshRows;

    public LangevinCorrector(SamplerInput input)
    {
        _input = input;
        var (ops, x) = (input.Ops, input.Latent);
        (_score, _fresh) = (ops.Create(x.Shape, x.ElementType), ops.Create(x.Shape, x.ElementType));
        _scoreRows = Rows(_score);
        _freshRows = Rows(_fresh);

        Tensor[] Rows(Tensor tensor) => [.. Enumerable.Range(0, x.Shape.Rank == 0 ? 0 : x.Shape[0]).Select(row => ops.View(tensor, row, 1))];
    }

    /// <summary>Corrects the latent, given the model's estimate for it.</summary>
    public void Correct(Tensor denoised, double sigma, NoiseSource noise, NoiseInterval interval)
    {
        var (ops, x, options) = (_input.Ops, _input.Latent, _input.Options);
        ops.Combine(_score, 1 / (sigma * sigma), denoised, -1 / (sigma * sigma), x);
        noise.Fill(_fresh, options.NoiseScale, interval);
        var length = MeanNorm(_scoreRows);
        if (length == 0) return;
        var ratio = options.CorrectorSnr * MeanNorm(_freshRows) / length;
        var e = 2 * ratio * ratio;
        ops.Combine(x, 1, x, e, _score, Math.Sqrt(2 * e), _fresh);
    }

    public void Dispose()
    {
        foreach (var row in _scoreRows) row.Dispose();
        foreach (var row in _freshRows) row.Dispose();
        _score.Dispose();
        _fresh.Dispose();
    }

    private double MeanNorm(Tensor[] rows)
    {
        var sum = 0.0;
        foreach (var row in rows) sum += Math.Sqrt(_input.Ops.Dot(row, row));
        return sum / rows.Length;
    }
}
