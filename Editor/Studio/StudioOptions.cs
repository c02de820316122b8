using Scumble.Models;
using Scumble.Stages;

namespace Scumble.Studio;

/// <summary>What a studio works on.</summary>
internal sealed record StudioOptions
{
    /// <summary>The folder in which everything is read and written.</summary>
    public required string Project { get; init; }

    /// <summary>The model that is used where nothing names another.</summary>
    public required ModelFolder Model { get; init; }

    /// <summary>Memory and refiner of that model.</summary>
    public PipelineOptions Pipeline { get; init; } = new();

    /// <summary>auto, cpu, cuda or webgpu.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>The addresses to listen at, separated by semicolons; null for loopback at the usual port, or a free one.</summary>
    public string? Urls { get; init; }

    /// <summary>What every request must know; random by default.</summary>
    public StudioToken Token { get; init; } = StudioToken.Create();
}
