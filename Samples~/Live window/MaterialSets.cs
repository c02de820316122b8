using Scumble.Vulkan;
using Silk.NET.Vulkan;

namespace LiveWindow;

/// <summary>
/// The descriptors of the materials that take turns: five textures each, by the views that Scumble handed over, and one sampler.
/// A texture that is written again keeps its view, so that no descriptor changes while a frame uses it.
/// </summary>
internal sealed unsafe class MaterialSets : IDisposable
{
    private const uint MaxMaterials = 8;
    private const uint Maps = 5;
    private readonly GraphicsDevice _device;
    private readonly Sampler _sampler;
    private readonly DescriptorPool _pool;
    private readonly Dictionary<ulong, DescriptorSet> _sets = [];

    public MaterialSets(GraphicsDevice device)
    {
        _device = device;
        var sampler = new SamplerCreateInfo(magFilter: Filter.Linear, minFilter: Filter.Linear, mipmapMode: SamplerMipmapMode.Linear,
            addressModeU: SamplerAddressMode.Repeat, addressModeV: SamplerAddressMode.Repeat, addressModeW: SamplerAddressMode.Repeat,
            anisotropyEnable: device.HasAnisotropy, maxAnisotropy: 8, maxLod: Vk.LodClampNone);
        device.Vk.CreateSampler(device.Handle, &sampler, null, out _sampler).Require("vkCreateSampler");

        var bindings = stackalloc DescriptorSetLayoutBinding[(int)Maps];
        for (uint i = 0; i < Maps; i++) bindings[i] = new DescriptorSetLayoutBinding(i, DescriptorType.CombinedImageSampler, 1, ShaderStageFlags.FragmentBit);
        var layout = new DescriptorSetLayoutCreateInfo(bindingCount: Maps, pBindings: bindings);
        device.Vk.CreateDescriptorSetLayout(device.Handle, &layout, null, out var setLayout).Require("vkCreateDescriptorSetLayout");
        Layout = setLayout;

        var size = new DescriptorPoolSize(DescriptorType.CombinedImageSampler, Maps * MaxMaterials);
        var pool = new DescriptorPoolCreateInfo(maxSets: MaxMaterials, poolSizeCount: 1, pPoolSizes: &size);
        device.Vk.CreateDescriptorPool(device.Handle, &pool, null, out _pool).Require("vkCreateDescriptorPool");
    }

    public DescriptorSetLayout Layout { get; }

    /// <summary>The descriptors of a material.</summary>
    /// <param name="material">Its textures, in the order of Shaders/mesh.frag.</param>
    public DescriptorSet For(TextureHandover[] material)
    {
        if (_sets.TryGetValue(material[0].View, out var set)) return set;
        var layout = Layout;
        var allocate = new DescriptorSetAllocateInfo(descriptorPool: _pool, descriptorSetCount: 1, pSetLayouts: &layout);
        _device.Vk.AllocateDescriptorSets(_device.Handle, &allocate, out set).Require("vkAllocateDescriptorSets");
        for (var i = 0; i < material.Length; i++)
        {
            var image = new DescriptorImageInfo(_sampler, new ImageView(material[i].View), (ImageLayout)material[i].Layout);
            var write = new WriteDescriptorSet(dstSet: set, dstBinding: (uint)i, descriptorCount: 1,
                descriptorType: DescriptorType.CombinedImageSampler, pImageInfo: &image);
            _device.Vk.UpdateDescriptorSets(_device.Handle, 1, &write, 0, null);
        }
        return _sets[material[0].View] = set;
    }

    public void Dispose()
    {
        _device.Vk.DestroyDescriptorPool(_device.Handle, _pool, null);
        _device.Vk.DestroyDescriptorSetLayout(_device.Handle, Layout, null);
        _device.Vk.DestroySampler(_device.Handle, _sampler, null);
    }
}
