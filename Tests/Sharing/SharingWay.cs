using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Onnx;
using Scumble.Sharing;
using Scumble.Tests.Vulkan;
using Scumble.Vulkan;

namespace Scumble.Tests.Sharing;

/// <summary>A backend that shares in one of the ways: through host memory, with a fake CUDA, or with the real one where there is one.</summary>
internal sealed class SharingWay : IDisposable
{
    public const string Imported = "imported", Mapped = "mapped", Staged = "staged", Cuda = "cuda", CudaWithoutTimelines = "cuda without timelines", BesideCuda = "beside cuda", Beside = "beside", RealCuda = "real cuda";

    public SharingWay(string way)
    {
        Fake = way is Cuda or CudaWithoutTimelines or BesideCuda ? new FakeSharing(exportsTimelines: way != CudaWithoutTimelines, isSecond: way == BesideCuda) : null;
        if (way is Beside or BesideCuda)
        {
            // As most engines make it: nothing but what Scumble cannot do without.
            _renderer = new TestRenderer(extensions: []);
            _bare = VulkanDevice.Borrow(_renderer.Handles);
        }
        var device = _bare ?? Fake?.Vulkan ?? InteropDevice.Shared;
        Backend = way switch
        {
            Staged => SharedBackend.Staged(device, OnnxBackend.Create("cpu"), [], SharingChoice.ForHost(device)),
            Imported => On(new HostMemory(device, TensorMemory.Imported)),
            Mapped => On(new HostMemory(device, TensorMemory.Mapped)),
            BesideCuda => SharedBackend.Beside(device, OnnxBackend.Create("cpu"), [], SharingChoice.ForDevice(device), Fake!.Vulkan, new CudaMemory(Fake.Vulkan, Fake.Link())),
            Beside => OnSecond(SharedBackend.SecondOf(device, new() { OnValidationMessage = TestDevice.Receive })),
            RealCuda => On(new CudaMemory(device, RealLink(device))),
            _ => On(new CudaMemory(device, Fake!.Link())),
        };

        SharedBackend OnSecond(VulkanDevice own) =>
            SharedBackend.Beside(device, OnnxBackend.Create("cpu"), [], SharingChoice.ForDevice(device), own, new HostMemory(own, TensorMemory.Mapped));

        SharedBackend On(SharedMemory memory) => new(device, OnnxBackend.Create("cpu"), [], SharingChoice.ForHost(device), memory);
    }

    private readonly TestRenderer? _renderer;

    private readonly VulkanDevice? _bare;

    public static string[] All => [Imported, Mapped, Staged, Cuda, CudaWithoutTimelines, Beside, BesideCuda, RealCuda];

    /// <summary>Whether pictures of the device pass through the host.</summary>
    public static bool PassesTheHost(string way) => way is Staged or Beside or BesideCuda;

    public SharedBackend Backend { get; }

    public VulkanDevice Device => Backend.Device;

    /// <summary>The fake CUDA, in its ways.</summary>
    public FakeSharing? Fake { get; }

    public void Dispose()
    {
        Backend.Dispose();
        _bare?.Dispose();
        _renderer?.Dispose();
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
