using NUnit.Framework;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace Scumble.Tests.Vulkan.Tensors;

/// <summary>The denoise loop with its tensors on the device, beside the same loop on the host.</summary>
public class SamplingOnTheDeviceTests
{
    private static readonly TensorShape Shape = new(2, 4, 8, 8);

    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    public static IEnumerable<TestCaseData> Subjects() =>
        from sampler in Samplers.All
        from process in new ForwardProcess[] { new DiscreteDiffusion(), new RectifiedFlow() }
        where sampler.Supports(process)
        select new TestCaseData(sampler, process).SetArgDisplayNames(sampler.Id, process.GetType().Name);

    [TestCaseSource(nameof(Subjects))]
    public void EverySamplerArrivesWhereItDoesOnTheHost(Sampler sampler, ForwardProcess process)
    {
        var ops = new VulkanTensorOps(TestDevice.Shared);
        using var onHost = new CpuTensorOps().Create(Shape, ElementType.Float32);
        using var onDevice = (VulkanTensor)ops.Create(Shape, ElementType.Float32);
        Run(new CpuTensorOps(), sampler, process, onHost);
        Run(ops, sampler, process, onDevice);
        var (expected, actual) = (((CpuTensor<float>)onHost).Span.ToArray(), new float[Shape.ElementCount]);
        onDevice.Download<float>(actual);
        var size = expected.Max(Math.Abs);

        // The normals differ by a few units in the last place; a run away from the data magnifies that.
        Assert.That(actual, Is.EqualTo(expected).Within((sampler.GoesToNoise ? 2e-4f : 2e-5f) * Math.Max(1, size)));
        Assert.That(size, Is.GreaterThan(0.1));
    }

    [TestCase("euler")]
    [TestCase("dpmpp_2m")]
    [TestCase("lcm")]
    public void NothingPassesThroughHostMemory(string sampler)
    {
        var ops = new VulkanTensorOps(TestDevice.Shared);
        using var latent = ops.Create(Shape, ElementType.Float32);
        var copies = TestDevice.Shared.HostCopies;
        var before = (copies.UploadedBytes, copies.DownloadedBytes);
        Run(ops, Samplers.Get(sampler), new DiscreteDiffusion(), latent);
        TestDevice.Shared.Commands.Synchronize();
        Assert.That((copies.UploadedBytes, copies.DownloadedBytes), Is.EqualTo(before));
    }

    [Test]
    public void GuidanceIsThatOfTheHost([Values(0, 0.7)] double rescale)
    {
        Assert.That(Guided(new VulkanTensorOps(TestDevice.Shared), rescale), Is.EqualTo(Guided(new CpuTensorOps(), rescale)).Within(1e-5f));
    }

    private static float[] Guided(ITensorOps ops, double rescale)
    {
        using var buffers = new DenoiserBuffers(ops, Shape);
        var guidance = new ClassifierFreeGuidance(buffers, new Halves(ops), GuidanceSchedule.Constant(7.5), rescale: rescale);
        using var input = ops.Create(Shape, ElementType.Float32);
        using var output = ops.Create(Shape, ElementType.Float32);
        ops.Noise.Fill(input, 0.1, 1, 2);
        guidance.Predict(input, default, output);
        var values = new float[Shape.ElementCount];
        if (output is VulkanTensor tensor) tensor.Download<float>(values);
        else ((CpuTensor<float>)output).Span.CopyTo(values);
        return values;
    }

    private static void Run(ITensorOps ops, Sampler sampler, ForwardProcess process, Tensor latent)
    {
        var sigmas = Schedules.All.First(schedule => schedule.Supports(process)).Create(process, 4);
        ops.Noise.Fill(latent, sampler.GoesToNoise ? 1 : sigmas[0], 3, NoiseStreams.Initial);
        var input = new SamplerInput { Ops = ops, Denoiser = new Gaussian(ops, process), Sigmas = sigmas, Latent = latent, Seed = 4 };
        foreach (var _ in sampler.Run(input)) { }
    }

    /// <summary>The exact denoiser for x0 from one Gaussian around 0 with the deviation 1/2: a number times x.</summary>
    private sealed class Gaussian(ITensorOps ops, ForwardProcess process) : IDenoiser
    {
        public ForwardProcess Process => process;

        public void Denoise(Tensor x, in DenoiseCall call, Tensor denoised)
        {
            var (sigma, a) = (call.Sigma, process.Signal(call.Sigma));
            ops.Scale(denoised, 0.25 * a / ((0.25 * a * a) + (sigma * sigma)), x);
        }
    }

    /// <summary>A network that multiplies the unconditional half of its batch by 2, the conditional by 3.</summary>
    private sealed class Halves(ITensorOps ops) : IPredictor
    {
        public void Predict(Tensor scaledInput, in DenoiseCall call, Tensor output)
        {
            var half = Shape[0];
            for (var i = 0; i < 2; i++)
            {
                using var from = ops.View(scaledInput, i * half, half);
                using var to = ops.View(output, i * half, half);
                ops.Scale(to, 2 + i, from);
            }
        }
    }
}
