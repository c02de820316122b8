using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Sharing;
using Scumble.Tests.Cuda;
using Scumble.Tests.Vulkan;
using Scumble.Vulkan;

namespace Scumble.Tests.Sharing;

/// <summary>A renderer's software device that a fake CUDA shares memory with, and timelines if asked for.</summary>
internal sealed class FakeSharing : IDisposable
{
    private readonly int _descriptors = Descriptors();
    private readonly TestRenderer _renderer = new();
    private readonly ExportingDriver _driver = new();
    private readonly List<Action> _withheld = [];
    private readonly bool _isSecond;

    /// <param name="exportsTimelines">Whether timelines are shared too.</param>
    /// <param name="isSecond">Whether the device is another's second one, which that disposes.</param>
    public FakeSharing(bool exportsTimelines, bool isSecond = false)
    {
        _isSecond = isSecond;
        Vulkan = VulkanDevice.Borrow(exportsTimelines ? _driver.Show(_renderer) : _renderer.Handles);
        if (!Vulkan.Name.Contains("llvmpipe", StringComparison.Ordinal))
        {
            var name = Vulkan.Name;
            Vulkan.Dispose();
            _renderer.Dispose();
            Assert.Ignore($"The fake maps the memory that llvmpipe exports; this device is {name}.");
        }
        Cuda.Devices[0] = (Vulkan.Uuid, "Fake");
        // llvmpipe's files begin with two words: the size, and where the memory begins.
        Cuda.DataOffset = view => view.ReadInt64(sizeof(long));
        Cuda.OpenTimeline = descriptor =>
        {
            var timeline = VulkanTimeline.Borrow(Vulkan, _driver.Semaphore(descriptor));
            return (value => Signal(timeline, value), timeline.Wait);
        };
    }

    public VulkanDevice Vulkan { get; }

    public FakeCuda Cuda { get; } = new();

    /// <summary>Whether CUDA's signals are late, until <see cref="Release"/>.</summary>
    public bool Withholds { get; set; }

    /// <summary>Whether the handle that CUDA was offered last is open.</summary>
    public bool IsLastHandleOpen => FakeCuda.IsOpen(Cuda.Offered[^1]);

    public CudaLink Link() => CudaLink.Create(Vulkan, CudaDevice.Open(Cuda.Driver, Vulkan.Uuid));

    public void Release()
    {
        _withheld.ForEach(signal => signal());
        _withheld.Clear();
    }

    public void Dispose()
    {
        if (!_isSecond) Vulkan.Dispose();
        _renderer.Dispose();
        Assert.That(Cuda.Alive, Is.Empty);
        Assert.That(Descriptors(), Is.LessThanOrEqualTo(_descriptors), "file descriptors that nobody closed");
    }

    // Those of llvmpipe's memory and of the driver's timelines.
    private static int Descriptors() => Directory.GetFiles("/proc/self/fd").Select(path => new FileInfo(path).LinkTarget)
        .Count(target => target is not null && (target == "/dev/null" || target.Contains("llvmpipe", StringComparison.Ordinal)));

    private void Signal(VulkanTimeline timeline, ulong value)
    {
        if (Withholds) _withheld.Add(() => timeline.Signal(value));
        else timeline.Signal(value);
    }
}
