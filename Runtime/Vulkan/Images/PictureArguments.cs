using System.Runtime.InteropServices;

namespace Scumble.Vulkan;

/// <summary>The push constants of Shaders/picture.glsl.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PictureArguments
{
    public int Width, Height;
    public int SourceWidth, SourceHeight;
    public int Channels;
    public int Tile;
    public uint Target, Source, Second;
    public int Flags;
    public float A, B;
}
