using Scumble.Diagnostics;
using Scumble.Materials;

namespace Scumble.Service;

/// <summary>
/// Where textures live: a renderer's device, or host memory. Called by the thread of <see cref="TextureService.Pump"/> alone, or, for targets where graphs are cut into parts
/// (<see cref="ServiceOptions.GraphParts"/>), by one that it waits for meanwhile. The service does not own it; dispose it after the service.
/// </summary>
public interface ITextureStore
{
    /// <summary>Whether the device is gone, and with it all that was stored.</summary>
    bool IsLost { get; }

    /// <summary>Begins to watch what a slice gives the device from now on; null where calls return when the device has done what they gave it.</summary>
    ISliceWatch? Watch() => null;

    /// <summary>Whether it takes the smaller levels from the content too, which a background thread then makes before. Read by any thread.</summary>
    bool NeedsLevels => false;

    /// <summary>Stores pixels with all their levels, in parts of which each should take less than a frame can spare: null after each part, the texture after the last.</summary>
    /// <param name="content">Not changed, and not kept.</param>
    /// <exception cref="MemoryExhaustedException">There is no memory left.</exception>
    /// <exception cref="ScumbleException">The device failed; parts that were stored are let go of.</exception>
    IEnumerable<IStoredTexture?> Upload(TextureContent content);

    /// <summary>A texture for a generation to write without passing through the host; null where all content comes from there.</summary>
    /// <param name="width">Texels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="layout">The model's channels; null for a picture.</param>
    IStoredTarget? CreateTarget(int width, int height, MaterialLayout? layout) => null;
}
