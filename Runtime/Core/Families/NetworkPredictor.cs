using Scumble.Inference;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Families;

/// <summary>
/// A U-Net behind <see cref="INoisePredictor"/>: sample float32 [b, c, h, w], timestep float32 [b], encoder_hidden_states
/// float32 [b, length, d] to out_sample [b, c, h, w]. Owns its binding, not the session. One thread.
/// </summary>
public sealed class NetworkPredictor : INoisePredictor, IDisposable
{
    private readonly IInferenceBinding _binding;
    private readonly CpuTensor<float> _timestep;
    private Tensor? _input;
    private Tensor? _output;

    /// <param name="session">The network. Not owned.</param>
    /// <param name="embeddings">Read at each call, [b, length, d]; the caller keeps it alive.</param>
    public NetworkPredictor(IInferenceSession session, Tensor embeddings)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(embeddings);
        _timestep = new CpuTensor<float>(new TensorShape(embeddings.Shape[0])); // [b]
        _binding = session.CreateBinding();
        _binding.BindInput("timestep", _timestep);
        _binding.BindInput("encoder_hidden_states", embeddings);
    }

    /// <inheritdoc/>
    public void Predict(Tensor scaledInput, double timestep, Tensor output)
    {
        if (!ReferenceEquals(_input, scaledInput)) _binding.BindInput("sample", _input = scaledInput);
        if (!ReferenceEquals(_output, output)) _binding.BindOutput("out_sample", _output = output);
        _timestep.Span.Fill((float)timestep);
        _binding.Run();
    }

    /// <summary>Releases the binding.</summary>
    public void Dispose()
    {
        _binding.Dispose();
        _timestep.Dispose();
    }
}
