using System.Runtime.InteropServices;

namespace Scumble.Vulkan;

/// <summary>The push constants of Shaders/scene.glsl.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SceneArguments
{
    public int Width, Height;
    public uint Target, First, Second, Third;
    public uint Flags;
    public float A, B, C, D, E;
}
