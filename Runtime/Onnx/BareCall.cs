using Microsoft.ML.OnnxRuntime;

namespace Scumble.Onnx;

/// <summary>One kind of call, bound to values of ONNX Runtime's own: noise for floats, zero for integers. One thread.</summary>
internal sealed class BareCall : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values;

    /// <summary>Runs the graph once to learn the shapes of its outputs, and binds those.</summary>
    public BareCall(GraphCall call) : this(call, call.Session.Native)
    {
    }

    /// <param name="call">Names, types and shapes of the inputs.</param>
    /// <param name="session">The graph, perhaps opened otherwise than the call's. Not owned.</param>
    public BareCall(GraphCall call, InferenceSession session)
    {
        (_session, _binding) = (session, session.CreateIoBinding());
        string[] names = [.. call.Inputs.Select(input => input.Name)];
        _values = [.. call.Inputs.Select(input => BareValues.Create(input.ElementType, input.Shape))];
        using (var outputs = session.Run(_options, names, _values, session.OutputNames))
        {
            for (var i = 0; i < names.Length; i++) _binding.BindInput(names[i], _values[i]);
            foreach (var (name, output) in session.OutputNames.Zip(outputs))
            {
                var info = output.GetTensorTypeAndShape();
                var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, info.ElementDataType, info.Shape);
                _values.Add(value);
                _binding.BindOutput(name, value);
            }
        }
    }

    /// <summary>Runs the graph.</summary>
    public void Run() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _options.Dispose();
        foreach (var value in _values) value.Dispose();
    }
}
