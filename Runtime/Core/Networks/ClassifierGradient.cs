using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>
/// A noisy classifier whose graph returns its own gradient: sample float32 [b, ...], timestep float32 [b], class_labels
/// int64 [b] to gradient float32 [b, ...], the derivative of log p(class | sample) by sample. Owns its binding, not the
/// session. One thread.
/// </summary>
public sealed class ClassifierGradient : IClassifierGradient, IDisposable
{
    private readonly IInferenceBinding _binding;
    private readonly CpuTensor<float> _timestep;
    private readonly CpuTensor<long> _labels;
    private Tensor? _input;
    private Tensor? _output;

    /// <param name="session">The classifier. Not owned.</param>
    /// <param name="classLabels">The class to steer to, for each batch item.</param>
    /// <exception cref="ScumbleException">The graph has other inputs or outputs, or a fixed batch of another size.</exception>
    public ClassifierGradient(IInferenceSession session, params ReadOnlySpan<long> classLabels)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Output("gradient");
        _timestep = new CpuTensor<float>(new TensorShape(classLabels.Length)); // [b]
        _labels = new CpuTensor<long>(new TensorShape(classLabels.Length), classLabels); // [b]
        _binding = session.CreateBinding();
        try
        {
            _binding.BindInput("timestep", _timestep);
            _binding.BindInput("class_labels", _labels);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Gradient(Tensor scaledInput, in DenoiseCall call, Tensor gradient)
    {
        if (!ReferenceEquals(_input, scaledInput)) _binding.BindInput("sample", _input = scaledInput);
        if (!ReferenceEquals(_output, gradient)) _binding.BindOutput("gradient", _output = gradient);
        _timestep.Span.Fill((float)call.Timestep);
        _binding.Run();
    }

    /// <summary>Releases the binding.</summary>
    public void Dispose()
    {
        _binding.Dispose();
        _timestep.Dispose();
        _labels.Dispose();
    }
}
