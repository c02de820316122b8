namespace Scumble.Imaging;

/// <summary>How a depth buffer lies in memory, little-endian, rows from top to bottom.</summary>
public enum DepthFormat
{
    /// <summary>16 bits, 0 to 65535 for 0 to 1.</summary>
    D16,

    /// <summary>24 bits for 0 to 1 in the lower bits of 32, as Vulkan copies them from D24 and from D24S8.</summary>
    D24,

    /// <summary>24 bits for 0 to 1 in the upper bits of 32, stencil below, as OpenGL's UNSIGNED_INT_24_8 and Direct3D's have it.</summary>
    D24Upper,

    /// <summary>Float32.</summary>
    D32,

    /// <summary>Float32, then stencil in the lowest of four more bytes.</summary>
    D32S8,
}
