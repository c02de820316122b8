using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Scumble.Cuda;
using Scumble.Diagnostics;

namespace Scumble.Onnx;

/// <summary>ONNX Runtime's execution providers by the ids of our devices. One more is one method more.</summary>
internal static class ExecutionProviders
{
    private static readonly Dictionary<string, (string Name, string Title, string Build, Action<SessionOptions, OnnxBackendOptions> Append)> ById = new()
    {
        ["cuda"] = ("CUDAExecutionProvider", "CUDA", "Gpu", AppendCuda),
        ["webgpu"] = ("WebGpuExecutionProvider", "WebGPU", "Upm", AppendWebGpu),
        ["cpu"] = ("CPUExecutionProvider", "CPU", "Cpu", AppendCpu),
    };

    /// <summary>Every device, the fastest kind first.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. ById.Keys];

    /// <summary>The settings of every session on a device. The caller disposes them.</summary>
    /// <exception cref="ScumbleException">The device cannot be had.</exception>
    public static SessionOptions Native(string id, OnnxBackendOptions options)
    {
        var native = Common(options);
        try
        {
            ById[id].Append(native, options);
            return native;
        }
        catch (Exception e)
        {
            native.Dispose();
            if (e is OnnxRuntimeException) throw OnnxErrors.Provider(ById[id].Title, e);
            throw;
        }
    }

    /// <summary>Why a device cannot be used here, or null if it can: a product of two numbers was computed on it.</summary>
    public static ScumbleException? Fault(string id, OnnxBackendOptions options)
    {
        var (name, title, build, _) = ById[id];
        var available = OrtEnv.Instance().GetAvailableProviders();
        if (!available.Contains(name))
            return new ScumbleException($"this build's ONNX Runtime has no {title} provider ({string.Join(", ", available)}); -p:ScumbleOnnxRuntime={build} builds with one", "Use the device auto or cpu, or build it so (Documentation~/gpu.md).");
        if (id == "cpu") return null;
        try
        {
            using var native = Native(id, options);
            using var product = new MatrixProduct(native, 1);
            return null;
        }
        catch (ScumbleException e)
        {
            return e;
        }
        catch (OnnxRuntimeException e)
        {
            return OnnxErrors.Provider(title, e);
        }
    }

    private static SessionOptions Common(OnnxBackendOptions options)
    {
        var native = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = options.Threads ?? PhysicalCores.Count,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        native.AddSessionConfigEntry("session.intra_op.allow_spinning", options.Spinning ? "1" : "0");
        native.AddSessionConfigEntry("session.set_denormal_as_zero", "1");
        return native;
    }

    private static void AppendCuda(SessionOptions native, OnnxBackendOptions options)
    {
        // The provider answers a missing driver with a number; the driver's own door says what is wrong.
        if (options.Stream is null) _ = CudaDevice.Open();
        using var provider = new OrtCUDAProviderOptions();
        provider.UpdateOptions(CudaSettings(options));
        native.AppendExecutionProvider_CUDA(provider);
    }

    /// <summary>The options of ONNX Runtime's CUDA provider, in its words.</summary>
    internal static Dictionary<string, string> CudaSettings(OnnxBackendOptions options)
    {
        var cuda = options.Cuda;
        var settings = new Dictionary<string, string>
        {
            ["device_id"] = (options.Stream?.Device.Index ?? 0).ToString(CultureInfo.InvariantCulture),
            ["use_tf32"] = cuda.Tf32 ? "1" : "0",
            ["prefer_nhwc"] = cuda.Nhwc ? "1" : "0",
            ["cudnn_conv_algo_search"] = cuda.CudnnSearch.ToString().ToUpperInvariant(),
            ["cudnn_conv_use_max_workspace"] = "1",
            ["arena_extend_strategy"] = cuda.ArenaStrategy == ArenaStrategy.NextPowerOfTwo ? "kNextPowerOfTwo" : "kSameAsRequested",
            ["do_copy_in_default_stream"] = "1",
        };
        if (cuda.MemoryLimitInBytes is { } limit) settings["gpu_mem_limit"] = limit.ToString(CultureInfo.InvariantCulture);
        if (cuda.FusedBias) settings["fuse_conv_bias"] = "1";
        if (cuda.AttentionKernels is { } kernels) settings["sdpa_kernel"] = kernels.ToString(CultureInfo.InvariantCulture);
        if (options.Stream is { } stream)
        {
            settings["has_user_compute_stream"] = "1";
            settings["user_compute_stream"] = ((ulong)stream.Handle).ToString(CultureInfo.InvariantCulture);
        }
        return settings;
    }

    // Every session has it.
    private static void AppendCpu(SessionOptions native, OnnxBackendOptions options)
    {
    }

    private static void AppendWebGpu(SessionOptions native, OnnxBackendOptions options) => native.AppendExecutionProvider("WebGPU");
}
