using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Onnx;
using Scumble.Sharing;
using Scumble.Vulkan;

namespace Scumble.Tests.Sharing;

/// <summary>A backend that shares in one of the ways: through host memory, with a fake CUDA, or with the real one where there is one.</summary>
internal sealed class SharingWay : IDisposable
{
    public const string Imported = "imported", Mapped = "mapped", Staged = "staged", Cuda = "cuda", CudaWithoutTimelines = "cuda without timelines", RealCuda = "real cuda";

    public SharingWay(string way)
    {
        Fake = way is Cuda or CudaWithoutTimelines ? new FakeSharing(exportsTimelines: way == Cuda) : null;
        var device = Fake?.Vulkan ?? InteropDevice.Shared;
        Backend = way switch
        {
            Staged => SharedBackend.Staged(device, OnnxBackend.Create("cpu"), [], SharingChoice.ForHost(device)),
            Imported => On(new HostMemory(device, TensorMemory.Imported)),
            Mapped => On(new HostMemory(device, TensorMemory.Mapped)),
            RealCuda => On(new CudaMemory(device, RealLink(device))),
            _ => On(new CudaMemory(device, Fake!.Link())),
        };

        SharedBackend On(SharedMemory memory) => new(device, OnnxBackend.Create("cpu"), [], SharingChoice.ForHost(device), memory);
    }

    public static string[] All => [Imported, Mapped, Staged, Cuda, CudaWithoutTimelines, RealCuda];

    public SharedBackend Backend { get; }

    public VulkanDevice Device => Backend.Device;

    /// <summary>The fake CUDA, in its ways.</summary>
    public FakeSharing? Fake { get; }

    public void Dispose()
    {
        Backend.Dispose();
        Fake?.Dispose();
    }

    private static CudaLink RealLink(VulkanDevice device)
    {
        try
        {
            return CudaLink.Create(device);
        }
        catch (ScumbleException e)
        {
            Assert.Ignore(e.Message);
            throw;
        }
    }
}
