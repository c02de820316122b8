using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>A network that answers with recorded outputs, in order, and notes the timesteps it was asked for.</summary>
public sealed class RecordedPredictor(IReadOnlyList<double[]> outputs) : INoisePredictor
{
    public List<double> Timesteps { get; } = [];

    public void Predict(Tensor scaledInput, double timestep, Tensor output)
    {
        outputs[Timesteps.Count].CopyTo(((CpuTensor<double>)output).Span);
        Timesteps.Add(timestep);
    }
}
