using Scumble.Cuda;

namespace Scumble.Interop;

/// <summary>A tensor as CUDA sees it.</summary>
internal interface ICudaView : IDisposable
{
    CudaTensor Tensor { get; }

    void BeforeRun();

    void AfterRun();
}
