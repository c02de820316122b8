using Scumble.Tensors;

namespace Scumble.Sampling;

/// <summary>A network as it was trained: scaled input and its own time in, its own kind of prediction out.</summary>
public interface IPredictor
{
    /// <summary>
    /// Runs the network once. Both tensors have the network's batch as outermost dimension. A caller passes the same two
    /// tensors on every call, so that an implementation can bind them once; it allocates nothing after the first call.
    /// </summary>
    /// <param name="scaledInput">The network's input, for example [2, 4, h/8, w/8]. Unchanged.</param>
    /// <param name="call">Where the call stands; the network is told <see cref="DenoiseCall.Timestep"/>, which may be fractional.</param>
    /// <param name="output">Same shape as the input; overwritten.</param>
    void Predict(Tensor scaledInput, in DenoiseCall call, Tensor output);
}
