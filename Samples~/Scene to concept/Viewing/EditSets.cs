using LiveWindow;
using Scumble.Vulkan;
using Silk.NET.Vulkan;
using Buffer = Silk.NET.Vulkan.Buffer;

namespace SceneToConcept;

/// <summary>
/// Descriptors: of each piece its atlas; of the overlay a picture, the ids, and the marks of what is picked. One set for each frame in flight, which is written when that
/// frame has passed.
/// </summary>
internal sealed unsafe class EditSets : IDisposable
{
    private readonly GraphicsDevice _device;
    private readonly Sampler _slanted, _smooth, _exact;
    private readonly DescriptorPool _pool;
    private readonly DescriptorSet[][] _pieces;
    private readonly DescriptorSet[] _overlay;
    private readonly TextureHandover?[,] _written;

    public EditSets(GraphicsDevice device, DescriptorSetLayout pieceLayout, DescriptorSetLayout overlayLayout, int pieces)
    {
        _device = device;
        // Charts are continued so far that this level is still clean.
        var slanted = new SamplerCreateInfo(magFilter: Filter.Linear, minFilter: Filter.Linear, mipmapMode: SamplerMipmapMode.Linear, addressModeU: SamplerAddressMode.ClampToEdge,
            addressModeV: SamplerAddressMode.ClampToEdge, addressModeW: SamplerAddressMode.ClampToEdge, anisotropyEnable: device.HasAnisotropy, maxAnisotropy: 4, maxLod: 3);
        device.Vk.CreateSampler(device.Handle, &slanted, null, out _slanted).Require("vkCreateSampler");
        var smooth = slanted with { AnisotropyEnable = false };
        device.Vk.CreateSampler(device.Handle, &smooth, null, out _smooth).Require("vkCreateSampler");
        var exact = new SamplerCreateInfo(addressModeU: SamplerAddressMode.ClampToEdge, addressModeV: SamplerAddressMode.ClampToEdge, addressModeW: SamplerAddressMode.ClampToEdge);
        device.Vk.CreateSampler(device.Handle, &exact, null, out _exact).Require("vkCreateSampler");
        var sets = (uint)((pieces + 1) * Presenter.Slots);
        var sizes = stackalloc DescriptorPoolSize[] { new(DescriptorType.CombinedImageSampler, sets + (2 * Presenter.Slots)), new(DescriptorType.StorageBuffer, Presenter.Slots) };
        var pool = new DescriptorPoolCreateInfo(maxSets: sets, poolSizeCount: 2, pPoolSizes: sizes);
        device.Vk.CreateDescriptorPool(device.Handle, &pool, null, out _pool).Require("vkCreateDescriptorPool");
        _pieces = [.. Enumerable.Range(0, Presenter.Slots).Select(_ => Enumerable.Range(0, pieces).Select(_ => Allocate(pieceLayout)).ToArray())];
        _overlay = [.. Enumerable.Range(0, Presenter.Slots).Select(_ => Allocate(overlayLayout))];
        _written = new TextureHandover?[Presenter.Slots, pieces + 1];
    }

    /// <summary>A layout of fragment shaders.</summary>
    public static DescriptorSetLayout CreateLayout(GraphicsDevice device, params ReadOnlySpan<DescriptorType> bindings)
    {
        var described = stackalloc DescriptorSetLayoutBinding[bindings.Length];
        for (var i = 0; i < bindings.Length; i++) described[i] = new((uint)i, bindings[i], 1, ShaderStageFlags.FragmentBit);
        var info = new DescriptorSetLayoutCreateInfo(bindingCount: (uint)bindings.Length, pBindings: described);
        device.Vk.CreateDescriptorSetLayout(device.Handle, &info, null, out var layout).Require("vkCreateDescriptorSetLayout");
        return layout;
    }

    /// <summary>The descriptors of a piece.</summary>
    public DescriptorSet Piece(int slot, int piece, TextureHandover atlas)
    {
        var set = _pieces[slot][piece];
        if (!ReferenceEquals(_written[slot, piece], atlas)) Write(set, 0, new ImageView(atlas.View), _slanted);
        _written[slot, piece] = atlas;
        return set;
    }

    /// <summary>The overlay's descriptors.</summary>
    public DescriptorSet Overlay(int slot, TextureHandover picture, ImageView ids, Buffer marks)
    {
        var set = _overlay[slot];
        Write(set, 0, new ImageView(picture.View), _smooth);
        Write(set, 1, ids, _exact);
        var buffer = new DescriptorBufferInfo(marks, 0, Vk.WholeSize);
        var write = new WriteDescriptorSet(dstSet: set, dstBinding: 2, descriptorCount: 1, descriptorType: DescriptorType.StorageBuffer, pBufferInfo: &buffer);
        _device.Vk.UpdateDescriptorSets(_device.Handle, 1, &write, 0, null);
        return set;
    }

    public void Dispose()
    {
        _device.Vk.DestroyDescriptorPool(_device.Handle, _pool, null);
        _device.Vk.DestroySampler(_device.Handle, _exact, null);
        _device.Vk.DestroySampler(_device.Handle, _smooth, null);
        _device.Vk.DestroySampler(_device.Handle, _slanted, null);
    }

    private void Write(DescriptorSet set, uint binding, ImageView view, Sampler sampler)
    {
        var image = new DescriptorImageInfo(sampler, view, ImageLayout.ShaderReadOnlyOptimal);
        var write = new WriteDescriptorSet(dstSet: set, dstBinding: binding, descriptorCount: 1, descriptorType: DescriptorType.CombinedImageSampler, pImageInfo: &image);
        _device.Vk.UpdateDescriptorSets(_device.Handle, 1, &write, 0, null);
    }

    private DescriptorSet Allocate(DescriptorSetLayout layout)
    {
        var info = new DescriptorSetAllocateInfo(descriptorPool: _pool, descriptorSetCount: 1, pSetLayouts: &layout);
        _device.Vk.AllocateDescriptorSets(_device.Handle, &info, out var set).Require("vkAllocateDescriptorSets");
        return set;
    }
}
