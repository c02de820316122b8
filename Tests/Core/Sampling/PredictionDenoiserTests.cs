using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Tests.Core.Sampling;

public class PredictionDenoiserTests
{
    private static readonly CpuTensorOps Ops = new();
    private static readonly double[] Clean = [0.5, -1, 2, 0.25];
    private static readonly double[] Noise = [1.5, 0.3, -0.7, -2];

    // Epsilon says nothing of a flow at sigma 1, and is refused there.
    private static IEnumerable<object[]> Combinations() =>
        from prediction in Enum.GetValues<Prediction>()
        from flow in new[] { false, true }
        where prediction != Prediction.Epsilon || !flow
        from level in new[] { 0.001, 0.3, 0.9 }
        from networkType in new[] { ElementType.Float32, ElementType.Float64 }
        select new object[] { prediction, flow, level, networkType };

    [TestCaseSource(nameof(Combinations))]
    public void RecoversTheCleanSample(Prediction prediction, bool flow, double level, ElementType networkType)
    {
        ForwardProcess process = flow ? new RectifiedFlow() : new DiscreteDiffusion();
        var sigma = level * process.MaxSigma;
        var (c, a) = (process.InputScale(sigma), process.InputScale(sigma) * process.Signal(sigma));
        var network = new Oracle(prediction, a, c * sigma);
        using var denoiser = new PredictionDenoiser(Ops, network, process, prediction, new(2, 2), ElementType.Float64, networkType);
        using var x = new CpuTensor<double>(new(2, 2), [.. Clean.Zip(Noise, (x0, n) => process.Signal(sigma) * x0 + sigma * n)]);
        using var denoised = new CpuTensor<double>(new(2, 2));
        denoiser.Denoise(x, sigma, denoised);

        Assert.That(denoised.Span.ToArray(), Is.EqualTo(Clean).Within(networkType == ElementType.Float64 ? 1e-12 : 2e-5));
        Assert.That(network.Timestep, Is.EqualTo(process.Timestep(sigma)));
        Assert.That(network.Input, Is.EqualTo(Clean.Zip(Noise, (x0, n) => a * x0 + c * sigma * n)).Within(1e-6));
    }

    [Test]
    public void EpsilonOfAFlowIsRefused() => Assert.That(
        () => new PredictionDenoiser(Ops, new Oracle(Prediction.Epsilon, 1, 1), new RectifiedFlow(), Prediction.Epsilon, new(1)), Throws.ArgumentException);

    private sealed class Oracle(Prediction prediction, double a, double s) : INoisePredictor
    {
        public double Timestep { get; private set; }

        public double[] Input { get; private set; } = [];

        public void Predict(Tensor scaledInput, double timestep, Tensor output)
        {
            using var wide = new CpuTensor<double>(scaledInput.Shape);
            Ops.Convert(wide, scaledInput);
            (Timestep, Input) = (timestep, wide.Span.ToArray());
            double[] answer = [.. Clean.Zip(Noise, (x0, n) => prediction switch
            {
                Prediction.Epsilon => n,
                Prediction.V => a * n - s * x0,
                Prediction.Sample => x0,
                _ => n - x0,
            })];
            answer.CopyTo(wide.Span);
            Ops.Convert(output, wide);
        }
    }
}
