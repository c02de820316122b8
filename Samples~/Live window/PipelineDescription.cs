using System.Reflection;
using Silk.NET.Vulkan;

namespace LiveWindow;

/// <summary>What a graphics pipeline draws triangles from, and how.</summary>
/// <param name="Shaders">Whose resources the compiled shaders are.</param>
/// <param name="Name">Of Shaders/NAME.vert and NAME.frag.</param>
internal sealed record PipelineDescription(Assembly Shaders, string Name)
{
    /// <summary>Inputs from location 0 on, and where each begins within a vertex; empty for none.</summary>
    public (Format Format, uint Offset)[] Inputs { get; init; } = [];

    /// <summary>Bytes from one vertex to the next.</summary>
    public uint Stride { get; init; }

    /// <summary>Whether inputs are those of an instance, and not of a vertex.</summary>
    public bool IsPerInstance { get; init; }

    /// <summary>Whether triangles are left out that are seen from behind; their front is counter-clockwise.</summary>
    public bool IsCulled { get; init; }

    /// <summary>How depth is compared; null for not at all.</summary>
    public CompareOp? Depth { get; init; }

    public bool WritesDepth { get; init; }

    /// <summary>Whether colours are laid over what is there, by their alpha.</summary>
    public bool IsBlended { get; init; }

    /// <summary>How many colours are written; 0 leaves the fragment shader out.</summary>
    public int Colours { get; init; } = 1;

    public SampleCountFlags Samples { get; init; } = ScenePass.Samples;

    public uint Subpass { get; init; }
}
