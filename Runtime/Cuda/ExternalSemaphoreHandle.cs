using System.Runtime.InteropServices;

namespace Scumble.Cuda;

/// <summary>CUDA_EXTERNAL_SEMAPHORE_HANDLE_DESC.</summary>
[StructLayout(LayoutKind.Explicit, Size = 96)]
internal struct ExternalSemaphoreHandle
{
    public const int TimelineFd = 9;
    public const int TimelineWin32 = 10;

    [FieldOffset(0)] public int Type;
    [FieldOffset(8)] public nint Handle;
}
