using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>A classifier of noisy data, trained on the same scaled input and time as the network that it steers.</summary>
public interface IClassifierGradient
{
    /// <summary>
    /// Writes the gradient of log p(y | z) with respect to z, where y is the class that the classifier was told to ask for.
    /// A caller passes the same two tensors on every call; nothing is allocated after the first.
    /// </summary>
    /// <param name="scaledInput">z, the network's input. Unchanged.</param>
    /// <param name="call">Where the call stands; the classifier is told <see cref="DenoiseCall.Timestep"/>, as the network is.</param>
    /// <param name="gradient">Same shape as the input; overwritten.</param>
    void Gradient(Tensor scaledInput, in DenoiseCall call, Tensor gradient);
}
