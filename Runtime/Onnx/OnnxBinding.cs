using Microsoft.ML.OnnxRuntime;
using Scumble.Cuda;
using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Onnx;

/// <summary>
/// ONNX Runtime's IO binding over the memory of <see cref="CpuTensor{T}"/> or <see cref="CudaTensor"/>; nothing is copied. Where all tensors are
/// the device's, a run only enqueues.
/// </summary>
internal sealed class OnnxBinding : IInferenceBinding
{
    private static readonly OrtMemoryInfo Host = OrtMemoryInfo.DefaultInstance;
    private readonly OnnxSession _owner;
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _waits = new();
    private readonly RunOptions _enqueues = new();
    private readonly OrtMemoryInfo? _deviceMemory;
    private readonly DeviceRuns? _deviceRuns;
    private readonly Dictionary<string, (OrtValue Value, Tensor Keep)> _values = [];
    private static readonly Action<object?> Terminate = static options => ((RunOptions)options!).Terminate = true;
    private bool _isOnDevice;

    /// <param name="owner">The session, for messages.</param>
    /// <param name="session">The graph.</param>
    /// <param name="stream">The stream that the session runs on, or null where it runs in host memory.</param>
    /// <param name="captures">Whether runs on the device are captured.</param>
    public OnnxBinding(OnnxSession owner, InferenceSession session, CudaStream? stream, bool captures)
    {
        (_owner, _session, _binding) = (owner, session, session.CreateIoBinding());
        if (stream is null) return;
        _deviceMemory = new OrtMemoryInfo("Cuda", OrtAllocatorType.DeviceAllocator, stream.Device.Index, OrtMemType.Default);
        _enqueues.AddRunConfigEntry("disable_synchronize_execution_providers", "1");
        _deviceRuns = new DeviceRuns(stream, () => RunWith(_enqueues), captures, reason => owner.CaptureRefusal = reason);
    }

    public void BindInput(string name, Tensor tensor)
    {
        var value = Wrap(((IInferenceSession)_owner).Input(name), tensor);
        _binding.BindInput(name, value);
        Keep($"in {name}", value, tensor);
    }

    public void BindOutput(string name, Tensor tensor)
    {
        var value = Wrap(((IInferenceSession)_owner).Output(name), tensor);
        _binding.BindOutput(name, value);
        Keep($"out {name}", value, tensor);
    }

    public void Run(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_isOnDevice) _deviceRuns!.Run();
        else RunWith(_waits, cancellation);
    }

    public void Dispose()
    {
        _deviceRuns?.Dispose();
        _binding.Dispose();
        _waits.Dispose();
        _enqueues.Dispose();
        _deviceMemory?.Dispose();
        foreach (var (value, _) in _values.Values) value.Dispose();
        _values.Clear();
    }

    private void RunWith(RunOptions options, CancellationToken cancellation = default)
    {
        try
        {
            // A source keeps the registrations that were ended, and hands them out again.
            using var registration = cancellation.UnsafeRegister(Terminate, options);
            _session.RunWithBinding(options, _binding);
        }
        catch (OnnxRuntimeException e) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellation);
        }
        catch (OnnxRuntimeException e)
        {
            throw OnnxErrors.Running(_owner.ModelPath, e);
        }
        finally
        {
            if (cancellation.IsCancellationRequested) options.Terminate = false;
        }
    }

    private OrtValue Wrap(TensorPort port, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (!port.Accepts(tensor.ElementType, tensor.Shape))
            throw new ScumbleException($"'{_owner.ModelPath}' expects {port}; it was given {tensor.ElementType} {tensor.Shape}.",
                "The components of the model do not fit each other, or the size is one that the graph does not take.");
        var memory = tensor is CudaTensor ? _deviceMemory ?? throw new ArgumentException("The session does not run on a CUDA stream.", nameof(tensor)) : Host;
        return OrtValue.CreateTensorValueWithData(memory, OnnxElementTypes.Theirs(tensor.ElementType),
            [.. tensor.Shape.Dimensions.ToArray().Select(d => (long)d)], Address(tensor), tensor.SizeInBytes);
    }

    // The values live as long as the binding: ONNX Runtime keeps pointers into them.
    private void Keep(string key, OrtValue value, Tensor tensor)
    {
        _deviceRuns?.Reset();
        if (_values.Remove(key, out var old)) old.Value.Dispose();
        _values.Add(key, (value, tensor));
        _isOnDevice = _values.Values.All(bound => bound.Keep is CudaTensor);
    }

    private static nint Address(Tensor tensor) => tensor switch
    {
        CudaTensor t => (nint)t.Address,
        HostTensor t => t.Address,
        _ => throw new ArgumentException($"A tensor in host or CUDA memory is needed, not {tensor.GetType().Name}.", nameof(tensor)),
    };
}
