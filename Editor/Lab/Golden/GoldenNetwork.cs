using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Lab;

/// <summary>The network of a recorded run: it answers what was recorded, or, given the mixture, what it computes for its input.</summary>
/// <param name="calls">The recorded calls.</param>
/// <param name="mixture">The mixture for a closed loop, null for an open one.</param>
/// <param name="prediction">What is predicted.</param>
/// <param name="process">The process that the prediction is scaled for.</param>
internal sealed class GoldenNetwork(GoldenCall[] calls, Mixture? mixture, Prediction prediction, ForwardProcess process) : IPredictor
{
    private double[] _clean = [];
    private double[] _sample = [];

    /// <summary>How often it was asked.</summary>
    public int Calls { get; private set; }

    /// <summary>What it was told at each call.</summary>
    public List<double> Timesteps { get; } = [];

    /// <summary>The noise drawn around a call, as recorded.</summary>
    /// <param name="callsMade">Calls until now.</param>
    /// <param name="isBefore">Whether the noise precedes a call of the same step.</param>
    public double[][] NoiseAround(int callsMade, bool isBefore) =>
        !isBefore ? calls[callsMade - 1].NoiseAfter
        : calls[callsMade].NoiseBefore.Length > 0 ? calls[callsMade].NoiseBefore
        : calls[callsMade].NoiseAfter;

    /// <inheritdoc/>
    public void Predict(Tensor scaledInput, in DenoiseCall call, Tensor output)
    {
        if (Calls == calls.Length) throw new InvalidOperationException($"the reference called the model {calls.Length} times, we call it more");
        var target = ((CpuTensor<double>)output).Span;
        if (mixture is null) FirstOfEachItem(calls[Calls].Output, scaledInput.Shape[0], target);
        else Compute(((CpuTensor<double>)scaledInput).Span, calls[Calls].Level, target);
        if (process is VariancePreserving) DivideByStd(target, calls[Calls].Level);
        if (process is TrigFlow) Multiply(target, 1 / process.SigmaData);
        if (process is VarianceExploding { SeesUnitRange: true }) Multiply(target, mixture is null ? 1 / process.ModelTime(calls[Calls].Level[1]) : 2);
        Calls++;
        Timesteps.Add(call.Timestep);
    }

    // The second half of each item, where there is one, tells the variance.
    private static void FirstOfEachItem(double[] recorded, int items, Span<double> target)
    {
        var (own, length) = (target.Length / items, recorded.Length / items);
        for (var i = 0; i < items; i++) recorded.AsSpan(i * length, own).CopyTo(target[(i * own)..]);
    }

    // The score is the noise divided by sqrt(1 - exp(2 ln a)), which the reference computes in float32: near time 0 few digits are left.
    private static void DivideByStd(Span<double> noise, double[] level)
    {
        var std = MathF.Sqrt(1 - MathF.Exp(2 * (float)Math.Log(level[0])));
        for (var i = 0; i < noise.Length; i++) noise[i] *= level[1] / std;
    }

    private static void Multiply(Span<double> values, double factor)
    {
        for (var i = 0; i < values.Length; i++) values[i] *= factor;
    }

    private void Compute(ReadOnlySpan<double> input, double[] level, Span<double> output)
    {
        if (_clean.Length != input.Length) (_clean, _sample) = (new double[input.Length], new double[input.Length]);
        var ((a, s), z) = ((level[0], level[1]), _sample);

        // The schedulers of the quarter circle and of KarrasVe are given samples as they are; their pipelines scale them for the network.
        var (scale, offset) = process is TrigFlow ? (process.SigmaData, 0.0) : process.InputOffset > 0 ? (2.0, process.InputOffset) : (1.0, 0.0);
        for (var i = 0; i < z.Length; i++) z[i] = scale * (input[i] - offset);
        mixture!.Denoise(z, a, s, _clean);
        for (var i = 0; i < z.Length; i++)
        {
            var (x0, n) = (_clean[i], (z[i] - a * _clean[i]) / s);
            output[i] = prediction switch
            {
                Prediction.Epsilon => n,
                Prediction.V when process is ElucidatedDiffusion => -Preconditioned(z[i], x0, a, s, 0),
                Prediction.V when process is TrigFlow => a * process.SigmaData * n - s / process.SigmaData * x0,
                Prediction.V => a * n - s * x0,
                Prediction.Sample => x0,
                Prediction.Flow => n - x0,
                Prediction.InvertedFlow => x0 - n,
                Prediction.Score => -n / s,
                Prediction.Preconditioned => Preconditioned(z[i], x0, a, s, 0),
                Prediction.Consistency => Preconditioned(z[i], x0, a, s, process.MinSigma),
                _ => throw new NotSupportedException($"the prediction {prediction} is not covered"),
            };
        }
    }

    // F of x0 = c_skip x + c_out F; the input is x a.
    private double Preconditioned(double z, double x0, double a, double s, double minSigma)
    {
        var (sigma, d) = (s / a, process.SigmaData);
        var skip = d * d / ((sigma - minSigma) * (sigma - minSigma) + d * d);
        return (x0 - skip * z / a) / ((sigma - minSigma) * d / Math.Sqrt(sigma * sigma + d * d));
    }
}
