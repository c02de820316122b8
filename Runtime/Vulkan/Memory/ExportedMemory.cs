namespace Scumble.Vulkan;

/// <summary>Device memory for another API to import (CUDA: cuImportExternalMemory with the dedicated flag).</summary>
/// <param name="Handle">A file descriptor of the type opaque fd, or on Windows an NT handle of the type opaque win32. The receiver owns it.</param>
/// <param name="AllocatedBytes">The size of the whole allocation, which the import names.</param>
/// <param name="OffsetInBytes">Where the tensor begins in it.</param>
/// <param name="SizeInBytes">The size of the tensor.</param>
public readonly record struct ExportedMemory(nint Handle, long AllocatedBytes, long OffsetInBytes, long SizeInBytes);
