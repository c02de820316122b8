using System.Diagnostics;
using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Onnx;

/// <summary>
/// Inference by ONNX Runtime on the first execution provider of an order that works here, on tensors in host memory; with
/// <see cref="OnnxBackendOptions.Stream"/>, on <see cref="Cuda.CudaTensor"/>s too. Thread-safe.
/// </summary>
public sealed class OnnxBackend : IInferenceBackend
{
    private readonly OnnxBackendOptions _options;

    private OnnxBackend(BackendChoice choice, OnnxBackendOptions options) => (Choice, _options) = (choice, options);

    /// <summary>Every device that can be asked for, besides "auto".</summary>
    public static IReadOnlyList<string> Devices => ExecutionProviders.Ids;

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
        options ??= new();
        RequireKnown(device);
        NativeRuntime.Require(options);
        var refused = new List<BackendRefusal>();
        foreach (var id in device == "auto" ? Devices : [device])
        {
            if (ExecutionProviders.Fault(id, options) is not { } fault) return new OnnxBackend(new BackendChoice(id, refused), options);
            if (device != "auto") throw new ScumbleException($"The device '{device}' cannot be used: {fault.Message}", fault.Hint, fault);
            refused.Add(new BackendRefusal(id, fault.Message));
        }
        throw new UnreachableException("The device cpu is always there.");
    }

    /// <summary>Why an execution provider cannot be used here, or null if it can.</summary>
    /// <param name="device">One of <see cref="Devices"/>.</param>
    /// <param name="options">Settings, or null for the defaults.</param>
    /// <exception cref="ScumbleException">There is no native ONNX Runtime that fits.</exception>
    public static string? Refusal(string device, OnnxBackendOptions? options = null)
    {
        options ??= new();
        if (!Devices.Contains(device)) throw new ArgumentOutOfRangeException(nameof(device), device, $"One of {string.Join(", ", Devices)}.");
        NativeRuntime.Require(options);
        return ExecutionProviders.Fault(device, options)?.Message;
    }

    /// <summary>Checks that a device is one that can be asked for.</summary>
    /// <param name="device">"auto" or one of <see cref="Devices"/>.</param>
    /// <exception cref="InvalidRequestException">There is no such device.</exception>
    public static void RequireKnown(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device == "auto" || Devices.Contains(device)) return;
        throw new InvalidRequestException("device", $"There is no device '{device}'.",
            NearestName.Find(device, ["auto", .. Devices]) is { } nearest ? $"Did you mean '{nearest}'?" : $"Known: auto, {string.Join(", ", Devices)}.");
    }

    /// <inheritdoc/>
    public IInferenceSession Open(GraphSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!File.Exists(source.Path))
            throw new ScumbleException($"There is no graph '{source.Path}'.", "Copy the model folder again from where it came.");
        using var native = ExecutionProviders.Native(Choice.Chosen, _options);
        return OnnxSession.Open(source, native, Choice.Chosen == "cuda" ? _options : null);
    }

    /// <summary>Releases nothing: each session owns what it uses.</summary>
    public void Dispose()
    {
    }
}
