using System.Numerics;
using Scumble.Service;

namespace EndlessCorridor;

/// <summary>One room: its number, and a handle for each of its three materials.</summary>
/// <param name="Index">The room's number, from 0 at the beginning.</param>
/// <param name="Floor">Of the floor.</param>
/// <param name="Walls">Of walls, ceiling and door frame.</param>
/// <param name="Crate">Of what stands in it.</param>
internal sealed record Room(int Index, TextureHandle Floor, TextureHandle Walls, TextureHandle Crate) : IDisposable
{
    public IEnumerable<TextureHandle> Handles => [Floor, Walls, Crate];

    /// <summary>Where its mesh lies.</summary>
    public Vector3 Offset => new(0, 0, -(Index + 1) * RoomMesh.Length);

    /// <summary>Where its crate stands: in turns on either side.</summary>
    public Vector3 CrateOffset => Offset + new Vector3(Index % 2 == 0 ? 1.3f : -1.3f, 0, 1.6f + (Index * 7 % 5 * 0.5f));

    public void Dispose()
    {
        foreach (var handle in Handles) handle.Dispose();
    }
}
