using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>An image view that a kernel reads (sampled) or writes (storage).</summary>
internal readonly record struct ImageBinding(uint Slot, DescriptorType Type, ImageView View, ImageLayout Layout, DeviceResource Owner)
{
    public static ImageBinding Write(ImageView view, DeviceResource owner) =>
        new(KernelLibrary.StorageImage, DescriptorType.StorageImage, view, ImageLayout.General, owner);

    public static ImageBinding Read(ImageView view, ImageLayout layout, DeviceResource owner) =>
        new(KernelLibrary.SampledImage, DescriptorType.SampledImage, view, layout, owner);
}
