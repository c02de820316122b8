using Scumble.Cuda;
using Scumble.Inference;
using Scumble.Vulkan;

namespace Scumble.Sharing;

/// <summary>A graph that runs on the CUDA device that the Vulkan device is.</summary>
internal sealed class CudaSession(IInferenceSession inner, CudaStream stream, HostCopies copies) : SharedSession(inner)
{
    public override IInferenceBinding CreateBinding() => new CudaBinding(Inner.CreateBinding(), stream, copies);
}
