using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Onnx;
using Scumble.Sharing;
using Scumble.Vulkan;

namespace Scumble.Cli;

/// <summary>Where a graph's models run and its pictures are drawn. Owns both.</summary>
internal sealed class GraphDevice : IDisposable
{
    /// <summary>The place of pictures by default.</summary>
    public const string Host = "host";

    private const string Vulkan = "vulkan";

    private readonly VulkanDevice? _device;

    private GraphDevice(IInferenceBackend backend, IImageOps images, VulkanDevice? device = null, SharedLanding? landing = null) => (Backend, Images, _device, Landing) = (backend, images, device, landing);

    /// <summary>The places that there are.</summary>
    public static IReadOnlyList<string> Places { get; } = [Host, Vulkan];

    /// <summary>What models run on.</summary>
    public IInferenceBackend Backend { get; }

    /// <summary>The verbs on pictures.</summary>
    public IImageOps Images { get; }

    /// <summary>Brings generations to the pictures; null on the host.</summary>
    public SharedLanding? Landing { get; }

    /// <summary>Opens what was named.</summary>
    /// <param name="pictures">One of <see cref="Places"/>.</param>
    /// <param name="models">auto, cpu, cuda or webgpu.</param>
    /// <exception cref="ScumbleException">One is unknown, or does not work.</exception>
    public static GraphDevice Open(string pictures, string models)
    {
        if (pictures == Host) return new(OnnxBackend.Create(models), new CpuImageOps());
        if (pictures != Vulkan) throw new InvalidRequestException("pictures", $"--pictures must be {string.Join(" or ", Places)}; found '{pictures}'.", "Leave it out to draw on the host.");
        var device = SharedBackend.CreateDevice(models);
        try
        {
            var backend = SharedBackend.Create(device, models);
            return new(backend, new VulkanImageOps(device), device, new SharedLanding(backend));
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Landing?.Dispose();
        (Images as IDisposable)?.Dispose();
        Backend.Dispose();
        _device?.Dispose();
    }
}
