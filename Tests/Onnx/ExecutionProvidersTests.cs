using System.Globalization;
using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Onnx;
using Scumble.Tests.Cuda;

namespace Scumble.Tests.Onnx;

/// <summary>Our settings in the words of ONNX Runtime's CUDA provider.</summary>
public class ExecutionProvidersTests
{
    [Test]
    public void TheDefaultsAreTheFirstDeviceAndAStreamOfTheRuntimesOwn() => Assert.That(ExecutionProviders.CudaSettings(new()), Is.EquivalentTo(new Dictionary<string, string>
    {
        ["device_id"] = "0",
        ["use_tf32"] = "1",
        ["prefer_nhwc"] = "0",
        ["cudnn_conv_algo_search"] = "HEURISTIC",
        ["cudnn_conv_use_max_workspace"] = "1",
        ["arena_extend_strategy"] = "kSameAsRequested",
        ["do_copy_in_default_stream"] = "1",
    }));

    [Test]
    public void EverySettingArrives()
    {
        var settings = ExecutionProviders.CudaSettings(new OnnxBackendOptions
        {
            Cuda = new CudaOptions
            {
                Nhwc = true,
                Tf32 = false,
                CudnnSearch = CudnnSearch.Exhaustive,
                FusedBias = true,
                AttentionKernels = 3,
                ArenaStrategy = ArenaStrategy.NextPowerOfTwo,
                MemoryLimitInBytes = 3L << 30,
            },
        });
        Assert.That(settings, Is.SupersetOf(new Dictionary<string, string>
        {
            ["use_tf32"] = "0",
            ["prefer_nhwc"] = "1",
            ["cudnn_conv_algo_search"] = "EXHAUSTIVE",
            ["fuse_conv_bias"] = "1",
            ["sdpa_kernel"] = "3",
            ["arena_extend_strategy"] = "kNextPowerOfTwo",
            ["gpu_mem_limit"] = "3221225472",
        }));
    }

    [Test]
    public void TheStreamComesWithItsDevice()
    {
        var cuda = new FakeCuda();
        cuda.Devices.Add((Guid.NewGuid(), "Second"));
        using var stream = CudaDevice.Open(cuda.Driver, cuda.Devices[1].Uuid).CreateStream();
        Assert.That(ExecutionProviders.CudaSettings(new OnnxBackendOptions { Stream = stream }), Is.SupersetOf(new Dictionary<string, string>
        {
            ["device_id"] = "1",
            ["has_user_compute_stream"] = "1",
            ["user_compute_stream"] = stream.Handle.ToString(CultureInfo.InvariantCulture),
        }));
    }
}
