using System.Runtime.InteropServices;

namespace Scumble.Vulkan;

/// <summary>The push constants of Shaders/to_planes.comp, and of from_planes.comp, where Planes is the first that is read and the numbers at the end are not.</summary>
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
