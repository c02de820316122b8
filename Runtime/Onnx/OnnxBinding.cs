using Microsoft.ML.OnnxRuntime;
using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Onnx;

/// <summary>ONNX Runtime's IO binding over the memory of <see cref="CpuTensor{T}"/>; nothing is copied.</summary>
internal sealed class OnnxBinding(IInferenceSession owner, InferenceSession session) : IInferenceBinding
{
    private readonly OrtIoBinding _binding = session.CreateIoBinding();
    private readonly RunOptions _runOptions = new();
    private readonly Dictionary<string, (OrtValue Value, Tensor Keep)> _values = [];

    public void BindInput(string name, Tensor tensor)
    {
        var value = Wrap(owner.Input(name), tensor);
        _binding.BindInput(name, value);
        Keep($"in {name}", value, tensor);
    }

    public void BindOutput(string name, Tensor tensor)
    {
        var value = Wrap(owner.Output(name), tensor);
        _binding.BindOutput(name, value);
        Keep($"out {name}", value, tensor);
    }

    public void Run()
    {
        try
        {
            session.RunWithBinding(_runOptions, _binding);
        }
        catch (OnnxRuntimeException e)
        {
            throw OnnxErrors.Running(owner.ModelPath, e);
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        _runOptions.Dispose();
        foreach (var (value, _) in _values.Values) value.Dispose();
        _values.Clear();
    }

    private OrtValue Wrap(TensorPort port, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (!port.Accepts(tensor.ElementType, tensor.Shape))
            throw new ScumbleException($"'{owner.ModelPath}' expects {port}; it was given {tensor.ElementType} {tensor.Shape}.",
                "The components of the model do not fit each other, or the size is one that the graph does not take.");
        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance, OnnxElementTypes.Theirs(tensor.ElementType),
            [.. tensor.Shape.Dimensions.ToArray().Select(d => (long)d)], Address(tensor), tensor.SizeInBytes);
    }

    // The values live as long as the binding: ONNX Runtime keeps pointers into them.
    private void Keep(string key, OrtValue value, Tensor tensor)
    {
        if (_values.Remove(key, out var old)) old.Value.Dispose();
        _values.Add(key, (value, tensor));
    }

    private static nint Address(Tensor tensor) => tensor switch
    {
        CpuTensor<float> t => t.Address,
        CpuTensor<double> t => t.Address,
        CpuTensor<Half> t => t.Address,
        CpuTensor<int> t => t.Address,
        CpuTensor<long> t => t.Address,
        CpuTensor<byte> t => t.Address,
        CpuTensor<bool> t => t.Address,
        _ => throw new ArgumentException($"A tensor in host memory is needed, not {tensor.GetType().Name}.", nameof(tensor)),
    };
}
