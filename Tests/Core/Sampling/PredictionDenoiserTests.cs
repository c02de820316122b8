using System.Globalization;
using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Tests.Core.Sampling;

public class PredictionDenoiserTests
{
    private static readonly CpuTensorOps Ops = new();
    private static readonly double[] Clean = [0.5, -1, 2, 0.25];
    private static readonly double[] Noise = [1.5, 0.3, -0.7, -2];

    private static readonly ForwardProcess[] Processes =
        [new DiscreteDiffusion(), new RectifiedFlow(), new ElucidatedDiffusion(), new VarianceExploding(), new VariancePreserving(), new TrigFlow(),
            new VarianceExploding { SeesUnitRange = true }];

    // Noise and score say nothing of a flow at sigma 1, and are refused there.
    private static IEnumerable<TestCaseData> Combinations() =>
        from prediction in Enum.GetValues<Prediction>()
        from process in Processes
        where prediction is not (Prediction.Epsilon or Prediction.Score) || process is not RectifiedFlow
        from level in new[] { 0.001, 0.3, 0.9 }
        from networkType in new[] { ElementType.Float32, ElementType.Float64 }
        select new TestCaseData(prediction, process, level, networkType)
            .SetArgDisplayNames(prediction.ToString(), $"{process.GetType().Name}{(process.InputOffset > 0 ? " from 0 to 1" : "")}", level.ToString(CultureInfo.InvariantCulture), networkType.ToString());

    [TestCaseSource(nameof(Combinations))]
    public void RecoversTheCleanSample(Prediction prediction, ForwardProcess process, double level, ElementType networkType)
    {
        var sigma = double.Lerp(process.MinSigma, Math.Min(80, process.MaxSigma), level);
        var (c, a) = (process.InputScale(sigma), process.InputScale(sigma) * process.Signal(sigma));
        var network = new Oracle(prediction, process, sigma);
        using var buffers = new DenoiserBuffers(Ops, new(2, 2), ElementType.Float64, networkType);
        var denoiser = new PredictionDenoiser(buffers, network, process, prediction);
        using var x = new CpuTensor<double>(new(2, 2), [.. Clean.Zip(Noise, (x0, n) => process.Signal(sigma) * x0 + sigma * n)]);
        using var denoised = new CpuTensor<double>(new(2, 2));
        denoiser.Denoise(x, DenoiseCall.At(process, sigma), denoised);

        Assert.That(denoised.Span.ToArray(), Is.EqualTo(Clean).Within(networkType == ElementType.Float64 ? 1e-11 : 2e-5 * Math.Max(1, sigma)));
        Assert.That(network.Timestep, Is.EqualTo(process.ModelTime(sigma)));
        Assert.That(network.Input, Is.EqualTo(Clean.Zip(Noise, (x0, n) => a * x0 + c * sigma * n + process.InputOffset)).Within(1e-6 * Math.Max(1, c * sigma)));
    }

    [Test]
    public void AConsistencyModelIsTheIdentityAtItsSmallestLevel()
    {
        var process = new ElucidatedDiffusion();
        using var buffers = new DenoiserBuffers(Ops, new(2, 2), ElementType.Float64, ElementType.Float32);
        var denoiser = new PredictionDenoiser(buffers, new Oracle(Prediction.Epsilon, process, 1), process, Prediction.Consistency);
        using var x = new CpuTensor<double>(new(2, 2), [1, -2, 0.5, 3]);
        using var denoised = new CpuTensor<double>(new(2, 2));
        denoiser.Denoise(x, DenoiseCall.At(process, process.MinSigma), denoised);
        Assert.That(denoised.Span.ToArray(), Is.EqualTo(x.Span.ToArray()).Within(1e-12));
    }

    [Test]
    public void TheNetworkIsToldTheCallsTimestep()
    {
        var network = new Oracle(Prediction.Epsilon, Processes[0], 1);
        using var buffers = new DenoiserBuffers(Ops, new(2, 2), ElementType.Float64, ElementType.Float64);
        using var x = new CpuTensor<double>(new(2, 2));
        using var denoised = new CpuTensor<double>(new(2, 2));
        new PredictionDenoiser(buffers, network, Processes[0], Prediction.Epsilon).Denoise(x, DenoiseCall.At(Processes[0], 3) with { Timestep = 700 }, denoised);
        Assert.That(network.Timestep, Is.EqualTo(700));
    }

    [Test]
    public void EpsilonOfAFlowIsRefused()
    {
        using var buffers = new DenoiserBuffers(Ops, new(1));
        Assert.That(() => new PredictionDenoiser(buffers, new Oracle(Prediction.Epsilon, Processes[1], 1), Processes[1], Prediction.Epsilon), Throws.ArgumentException);
    }

    private sealed class Oracle(Prediction prediction, ForwardProcess process, double sigma) : IPredictor
    {
        public double Timestep { get; private set; }

        public double[] Input { get; private set; } = [];

        public void Predict(Tensor scaledInput, in DenoiseCall call, Tensor output)
        {
            using var wide = new CpuTensor<double>(scaledInput.Shape);
            Ops.Convert(wide, scaledInput);
            (Timestep, Input) = (call.Timestep, wide.Span.ToArray());

            // As each was published; the data has standard deviation d.
            var d = process.SigmaData;
            var (a, s) = (process.InputScale(sigma) * process.Signal(sigma) * d, process.InputScale(sigma) * sigma);
            var h = sigma - process.MinSigma;
            double[] answer = [.. Clean.Zip(Noise, (x0, n) => prediction switch
            {
                Prediction.Epsilon => n,
                Prediction.V => a * n - s * x0 / d,
                Prediction.Sample => x0 / d,
                Prediction.Flow => n - x0 / d,
                Prediction.InvertedFlow => x0 / d - n,
                Prediction.Score => -n / s,
                Prediction.Preconditioned => s * x0 / d - a * n,
                Prediction.Consistency => (x0 - d * d / (h * h + d * d) * (process.Signal(sigma) * x0 + sigma * n)) / (h * d * process.InputScale(sigma)),
                _ => throw new NotSupportedException(),
            })];
            answer.CopyTo(wide.Span);
            Ops.Convert(output, wide);
        }
    }
}
