using System.Numerics;
using System.Runtime.InteropServices;

namespace Scumble.Vulkan;

/// <summary>The push constants of Shaders/colour_matrix.comp.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ColourMatrixArguments
{
    public uint Count, Target, Source, Unused;
    public Matrix4x4 Matrix;
}
