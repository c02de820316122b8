using System.Runtime.InteropServices;

namespace Scumble.Vulkan;

/// <summary>The push constants of Shaders/shade.comp; a source is width, height, channels and first element.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ShadeArguments
{
    public int Width, Height;
    public int Channels, Tile, Count, Result;
    public uint Target, Program;
    public float StepX, StepY;
    private readonly long _padding; // vectors of four begin at multiples of 16 bytes
    public fixed int Sources[12];
}
