using System.Numerics;
using System.Runtime.InteropServices;
using Silk.NET.Vulkan;

namespace SceneToConcept;

/// <summary>The inputs of Shaders/overlay.vert, at locations 0 to 3.</summary>
/// <param name="Box">A stroke's ends, or the upper left and the lower right of all else, in pixels.</param>
/// <param name="Colour">Linear, with alpha.</param>
/// <param name="Radius">Half of a stroke's width, of a rectangle's corners, or the width of an outline.</param>
/// <param name="Kind">Which shape.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct OverlayShape(Vector4 Box, Vector4 Colour, float Radius, float Kind)
{
    public const float Stroke = 0, Rectangle = 1, Picture = 2, Outline = 3;

    public static (Format Format, uint Offset)[] Inputs { get; } = [(Format.R32G32B32A32Sfloat, 0), (Format.R32G32B32A32Sfloat, 16), (Format.R32Sfloat, 32), (Format.R32Sfloat, 36)];
}
