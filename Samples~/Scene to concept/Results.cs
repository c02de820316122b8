using Scumble.Diagnostics;
using Silk.NET.Vulkan;

namespace SceneToConcept;

/// <summary>Every result of Vulkan passes here.</summary>
internal static class Results
{
    /// <exception cref="ScumbleException">The call failed.</exception>
    public static void Require(this Result result, string call)
    {
        if (result < Result.Success)
            throw new ScumbleException($"The renderer's {call} failed: {result}.", "Update the graphics driver.");
    }
}
