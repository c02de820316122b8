namespace Scumble.Vulkan;

/// <summary>Counts what passes between host and device memory. On a path that stays on the device, nothing is added.</summary>
public sealed class HostCopies
{
    /// <summary>Bytes copied from host to device memory so far.</summary>
    public long UploadedBytes { get; private set; }

    /// <summary>Bytes copied from device to host memory so far, single numbers such as sums too.</summary>
    public long DownloadedBytes { get; private set; }

    /// <summary>Counts bytes that somebody copied from host to device memory.</summary>
    public void CountUpload(long bytes) => UploadedBytes += bytes;

    /// <summary>Counts bytes that somebody copied from device to host memory.</summary>
    public void CountDownload(long bytes) => DownloadedBytes += bytes;
}
