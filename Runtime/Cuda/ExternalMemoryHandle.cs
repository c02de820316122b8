using System.Runtime.InteropServices;

namespace Scumble.Cuda;

/// <summary>CUDA_EXTERNAL_MEMORY_HANDLE_DESC.</summary>
[StructLayout(LayoutKind.Explicit, Size = 104)]
internal struct ExternalMemoryHandle
{
    public const int OpaqueFd = 1;
    public const int OpaqueWin32 = 2;
    public const uint Dedicated = 1;

    [FieldOffset(0)] public int Type;
    [FieldOffset(8)] public nint Handle;
    [FieldOffset(24)] public ulong SizeInBytes;
    [FieldOffset(32)] public uint Flags;
}
