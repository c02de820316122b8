using System.Runtime.InteropServices;

namespace Scumble.Vulkan;

/// <summary>The push constants of Shaders/to_planes.comp.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PlanesArguments
{
    public int Width, Height;
    public int SourceWidth, SourceHeight;
    public int X, Y;
    public int Channels, Planes;
    public uint Target, Source;
    public float A, B;
}
