using Scumble.Onnx;
using Scumble.Sharing;
using Scumble.Vulkan;

namespace Scumble.Tests.Sharing;

/// <summary>A backend that shares in one of the ways: through host memory, or with a fake CUDA.</summary>
internal sealed class SharingWay : IDisposable
{
    public const string Imported = "imported", Mapped = "mapped", Staged = "staged", Cuda = "cuda", CudaWithoutTimelines = "cuda without timelines";

    public SharingWay(string way)
    {
        Fake = way is Cuda or CudaWithoutTimelines ? new FakeSharing(exportsTimelines: way == Cuda) : null;
        var device = Fake?.Vulkan ?? InteropDevice.Shared;
        Backend = way switch
        {
            Staged => SharedBackend.Staged(device, OnnxBackend.Create("cpu"), [], SharingChoice.ForHost(device)),
            Imported => On(new HostMemory(device, TensorMemory.Imported)),
            Mapped => On(new HostMemory(device, TensorMemory.Mapped)),
            _ => On(new CudaMemory(device, Fake!.Link())),
        };

        SharedBackend On(SharedMemory memory) => new(device, OnnxBackend.Create("cpu"), [], SharingChoice.ForHost(device), memory);
    }

    public static string[] All => [Imported, Mapped, Staged, Cuda, CudaWithoutTimelines];

    public SharedBackend Backend { get; }

    public VulkanDevice Device => Backend.Device;

    /// <summary>The fake CUDA, in its ways.</summary>
    public FakeSharing? Fake { get; }

    public void Dispose()
    {
        Backend.Dispose();
        Fake?.Dispose();
    }
}
