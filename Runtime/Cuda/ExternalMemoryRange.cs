using System.Runtime.InteropServices;

namespace Scumble.Cuda;

/// <summary>CUDA_EXTERNAL_MEMORY_BUFFER_DESC.</summary>
[StructLayout(LayoutKind.Explicit, Size = 88)]
internal struct ExternalMemoryRange
{
    [FieldOffset(0)] public ulong OffsetInBytes;
    [FieldOffset(8)] public ulong SizeInBytes;
}
