using System.Numerics;
using System.Runtime.InteropServices;

namespace Scumble.Vulkan;

/// <summary>The push constants of Shaders/reproject.comp.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ReprojectArguments
{
    public int Width, Height, Channels;
    public float Tolerance, Share;
    public uint Target, Known, Picture, Seen, Inverse;
    public Matrix4x4 Motion;
}
