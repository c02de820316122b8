using System.Runtime.InteropServices;

namespace Scumble.Cuda;

/// <summary>CUDA_EXTERNAL_SEMAPHORE_SIGNAL_PARAMS, and WAIT_PARAMS, which is laid out alike as far as it is used.</summary>
[StructLayout(LayoutKind.Explicit, Size = 144)]
internal struct SemaphoreValue
{
    [FieldOffset(0)] public ulong Value;
}
