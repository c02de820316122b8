using System.Security.Cryptography;
using Scumble.Models;

namespace Scumble.Stages;

/// <summary>Settings of a pipeline. Immutable.</summary>
public sealed record PipelineOptions
{
    /// <summary>
    /// The memory in bytes that graphs may take. Those that do not fit together are opened, used and closed in turn, and pictures too
    /// large for the rest are decoded in tiles. Null for no limit.
    /// </summary>
    public long? MemoryBudgetInBytes { get; init; }

    /// <summary>Shapes whose buffers and bindings are kept from one request to the next, of each kind, at least 1; with one, sizes that alternate make them anew each time.</summary>
    public int Workspaces { get; init; } = 1;

    /// <summary>A refiner that finishes what the model begins, or null.</summary>
    public ModelFolder? Refiner { get; init; }

    /// <summary>The content hash of a model together with the refiner, 64 hexadecimal digits.</summary>
    /// <exception cref="Diagnostics.ScumbleException">A file cannot be read.</exception>
    public string HashOf(ModelFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Refiner is null ? folder.ContentHash
            : Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(folder.ContentHash + Refiner.ContentHash)));
    }
}
