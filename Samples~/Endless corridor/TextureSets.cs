using LiveWindow;
using Scumble.Materials;
using Scumble.Service;
using Scumble.Sharing;
using Silk.NET.Vulkan;

namespace EndlessCorridor;

/// <summary>
/// The descriptors of handles, one set for each frame in flight. A set is written again when its handle shows another texture, and only for a frame whose last use of
/// it has passed.
/// </summary>
internal sealed unsafe class TextureSets : IDisposable
{
    private const uint MaxSets = 256, Maps = 5;

    // In the order of Shaders/corridor.frag.
    private static readonly MaterialMap[] Order = [MaterialMap.BaseColor, MaterialMap.Normal, MaterialMap.Occlusion, MaterialMap.Roughness, MaterialMap.Metallic];

    private readonly GraphicsDevice _device;
    private readonly Sampler _sampler;
    private readonly DescriptorPool _pool;
    private readonly Dictionary<(TextureHandle Handle, int Slot), (DescriptorSet Set, IStoredTexture Texture)> _sets = [];
    private readonly Stack<DescriptorSet>[] _free;

    public TextureSets(GraphicsDevice device, int slots)
    {
        _device = device;
        _free = [.. Enumerable.Range(0, slots).Select(_ => new Stack<DescriptorSet>())];
        var sampler = new SamplerCreateInfo(magFilter: Filter.Linear, minFilter: Filter.Linear, mipmapMode: SamplerMipmapMode.Linear,
            addressModeU: SamplerAddressMode.Repeat, addressModeV: SamplerAddressMode.Repeat, addressModeW: SamplerAddressMode.Repeat,
            anisotropyEnable: device.HasAnisotropy, maxAnisotropy: 4, maxLod: Vk.LodClampNone);
        device.Vk.CreateSampler(device.Handle, &sampler, null, out _sampler).Require("vkCreateSampler");
        var bindings = stackalloc DescriptorSetLayoutBinding[(int)Maps];
        for (uint i = 0; i < Maps; i++) bindings[i] = new DescriptorSetLayoutBinding(i, DescriptorType.CombinedImageSampler, 1, ShaderStageFlags.FragmentBit);
        var layout = new DescriptorSetLayoutCreateInfo(bindingCount: Maps, pBindings: bindings);
        device.Vk.CreateDescriptorSetLayout(device.Handle, &layout, null, out var setLayout).Require("vkCreateDescriptorSetLayout");
        Layout = setLayout;
        var size = new DescriptorPoolSize(DescriptorType.CombinedImageSampler, Maps * MaxSets);
        var pool = new DescriptorPoolCreateInfo(maxSets: MaxSets, poolSizeCount: 1, pPoolSizes: &size);
        device.Vk.CreateDescriptorPool(device.Handle, &pool, null, out _pool).Require("vkCreateDescriptorPool");
    }

    public DescriptorSetLayout Layout { get; }

    /// <summary>The descriptors of what a handle shows, for a frame in this slot, whose last frame has passed.</summary>
    public DescriptorSet For(TextureHandle handle, int slot)
    {
        var texture = handle.View.Texture;
        if (_sets.TryGetValue((handle, slot), out var known) && known.Texture == texture) return known.Set;
        var set = known.Texture is not null ? known.Set : Take(slot);
        for (var i = 0; i < Order.Length; i++)
        {
            var map = ((VulkanStoredTexture)texture)[Order[i]];
            var image = new DescriptorImageInfo(_sampler, new ImageView(map.View), (ImageLayout)map.Layout);
            var write = new WriteDescriptorSet(dstSet: set, dstBinding: (uint)i, descriptorCount: 1,
                descriptorType: DescriptorType.CombinedImageSampler, pImageInfo: &image);
            _device.Vk.UpdateDescriptorSets(_device.Handle, 1, &write, 0, null);
        }
        _sets[(handle, slot)] = (set, texture);
        return set;
    }

    /// <summary>Forgets the handles that are not among these, for a slot.</summary>
    public void Keep(IReadOnlySet<TextureHandle> handles, int slot)
    {
        foreach (var key in _sets.Keys.Where(key => key.Slot == slot && !handles.Contains(key.Handle)).ToArray())
        {
            _free[slot].Push(_sets[key].Set);
            _sets.Remove(key);
        }
    }

    public void Dispose()
    {
        _device.Vk.DestroyDescriptorPool(_device.Handle, _pool, null);
        _device.Vk.DestroyDescriptorSetLayout(_device.Handle, Layout, null);
        _device.Vk.DestroySampler(_device.Handle, _sampler, null);
    }

    private DescriptorSet Take(int slot)
    {
        if (_free[slot].TryPop(out var free)) return free;
        var layout = Layout;
        var allocate = new DescriptorSetAllocateInfo(descriptorPool: _pool, descriptorSetCount: 1, pSetLayouts: &layout);
        _device.Vk.AllocateDescriptorSets(_device.Handle, &allocate, out var set).Require("vkAllocateDescriptorSets");
        return set;
    }
}
