using Scumble.Materials;

namespace Scumble.Service;

/// <summary>
/// A texture where the renderer samples it, whole and with all its levels; never written again. Disposing it, on the thread of
/// <see cref="TextureService.Pump"/>, must wait with freeing until no frame in flight reads it.
/// </summary>
public interface IStoredTexture : IDisposable
{
    /// <summary>Texels in a row.</summary>
    int Width { get; }

    /// <summary>Rows.</summary>
    int Height { get; }

    /// <summary>The maps, in the order of <see cref="MaterialMap.All"/>; of a picture the base colour alone.</summary>
    IReadOnlyList<MaterialMap> Maps { get; }

    /// <summary>Memory that it takes.</summary>
    long SizeInBytes { get; }
}
