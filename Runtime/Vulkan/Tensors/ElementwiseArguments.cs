using System.Runtime.InteropServices;

namespace Scumble.Vulkan;

/// <summary>The push constants of Shaders/elementwise.glsl.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ElementwiseArguments<T> where T : unmanaged
{
    public uint Count;
    public uint Target, X, Y, Z;
    public uint Flags;
    public T A, B, C;
}
