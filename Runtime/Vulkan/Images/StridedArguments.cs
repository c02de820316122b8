using System.Runtime.InteropServices;

namespace Scumble.Vulkan;

/// <summary>The push constants of Shaders/strided.glsl.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct StridedArguments
{
    public int Width, Height;
    public int Channels;
    public int Transfer;
    public uint Start, PixelStride, RowStride, ChannelStride;
    public float Scale, Bias;
    public int X, Y;
}
