using Microsoft.ML.OnnxRuntime;
using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Onnx;

/// <summary>Inference by ONNX Runtime on the first execution provider of an order that works here. Thread-safe.</summary>
public sealed class OnnxBackend : IInferenceBackend
{
    private readonly OnnxBackendOptions _options;

    private OnnxBackend(BackendChoice choice, OnnxBackendOptions options) => (Choice, _options) = (choice, options);

    /// <summary>Every device that can be asked for, besides "auto".</summary>
    public static IReadOnlyList<string> Devices { get; } = ["cuda", "webgpu", "cpu"];

    /// <inheritdoc/>
    public BackendChoice Choice { get; }

    /// <inheritdoc/>
    public ITensorOps Ops { get; } = new CpuTensorOps();

    /// <summary>Chooses an execution provider.</summary>
    /// <param name="device">"auto" tries cuda, webgpu and cpu in this order; or one of these alone.</param>
    /// <param name="options">Settings, or null for the defaults.</param>
    /// <exception cref="ScumbleException">The device is unknown, or cannot be had; the message holds the reason.</exception>
    public static OnnxBackend Create(string device = "auto", OnnxBackendOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device != "auto" && !Devices.Contains(device))
            throw new InvalidRequestException("device", $"There is no device '{device}'.",
                NearestName.Find(device, ["auto", .. Devices]) is { } nearest ? $"Did you mean '{nearest}'?" : $"Known: auto, {string.Join(", ", Devices)}.");
        var refused = new List<BackendRefusal>();
        foreach (var id in device == "auto" ? Devices : [device])
        {
            if (Refusal(id) is not { } reason) return new OnnxBackend(new BackendChoice(id, refused), options ?? new());
            refused.Add(new BackendRefusal(id, reason));
        }
        throw new ScumbleException($"The device '{device}' cannot be used: {refused[0].Reason}", "Use the device auto or cpu.");
    }

    /// <summary>Why an execution provider cannot be used here, or null if it can.</summary>
    /// <param name="device">One of <see cref="Devices"/>.</param>
    public static string? Refusal(string device) => device switch
    {
        "cpu" => null,
        "cuda" => Missing("CUDAExecutionProvider", "CUDA") ?? "this version of Scumble keeps its tensors in host memory.",
        "webgpu" => Missing("WebGpuExecutionProvider", "WebGPU") ?? "this version of Scumble keeps its tensors in host memory.",
        _ => throw new ArgumentOutOfRangeException(nameof(device), device, $"One of {string.Join(", ", Devices)}."),
    };

    /// <inheritdoc/>
    public IInferenceSession Open(string modelPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelPath);
        if (!File.Exists(modelPath))
            throw new ScumbleException($"There is no graph '{modelPath}'.", "Copy the model folder again from where it came.");
        using var options = Native(_options);
        return OnnxSession.Open(modelPath, options);
    }

    /// <summary>The settings of every session, in ONNX Runtime's words. The caller disposes them.</summary>
    internal static SessionOptions Native(OnnxBackendOptions options)
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

    /// <summary>Releases nothing: each session owns what it uses.</summary>
    public void Dispose()
    {
    }

    private static string? Missing(string provider, string name) =>
        OrtEnv.Instance().GetAvailableProviders().Contains(provider)
            ? null
            : $"this build's ONNX Runtime has no {name} provider ({string.Join(", ", OrtEnv.Instance().GetAvailableProviders())})";
}
