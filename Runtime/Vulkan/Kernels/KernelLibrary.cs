using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>
/// The kernels of a device. All share one layout: storage buffers at bindings 0 to 4, an image to write at 5, an image to
/// read at 6, and 128 bytes of push constants, the least that Vulkan promises.
/// </summary>
internal sealed unsafe class KernelLibrary : IDisposable
{
    public const uint StorageImage = 5;
    public const uint SampledImage = 6;
    private const uint Buffers = 5;
    private const uint ArgumentBytes = 128;
    private readonly VulkanDevice _device;
    private readonly Dictionary<string, Kernel> _kernels = new(StringComparer.Ordinal);

    public KernelLibrary(VulkanDevice device)
    {
        _device = device;
        SetLayout = CreateSetLayout();
        try
        {
            PipelineLayout = CreatePipelineLayout();
        }
        catch
        {
            device.Api.DestroyDescriptorSetLayout(device.Handle, SetLayout, null);
            throw;
        }
    }

    public DescriptorSetLayout SetLayout { get; }

    public PipelineLayout PipelineLayout { get; }

    /// <summary>A pool of that many sets of the one layout.</summary>
    public static DescriptorPool CreatePool(VulkanDevice device, uint sets)
    {
        var sizes = stackalloc DescriptorPoolSize[]
        {
            new(DescriptorType.StorageBuffer, Buffers * sets),
            new(DescriptorType.StorageImage, sets),
            new(DescriptorType.SampledImage, sets),
        };
        var info = new DescriptorPoolCreateInfo(StructureType.DescriptorPoolCreateInfo, maxSets: sets, poolSizeCount: 3, pPoolSizes: sizes);
        DescriptorPool pool;
        device.Require(device.Api.CreateDescriptorPool(device.Handle, &info, null, &pool), "vkCreateDescriptorPool");
        return pool;
    }

    /// <summary>The kernel of this name, for example "combine2.f32".</summary>
    public Kernel this[string name]
    {
        get
        {
            if (!_kernels.TryGetValue(name, out var kernel)) _kernels.Add(name, kernel = new Kernel(_device, name));
            return kernel;
        }
    }

    public void Dispose()
    {
        foreach (var kernel in _kernels.Values) kernel.Destroy();
        _kernels.Clear();
        _device.Api.DestroyPipelineLayout(_device.Handle, PipelineLayout, null);
        _device.Api.DestroyDescriptorSetLayout(_device.Handle, SetLayout, null);
    }

    private DescriptorSetLayout CreateSetLayout()
    {
        const int Count = (int)Buffers + 2;
        var bindings = stackalloc DescriptorSetLayoutBinding[Count];
        for (uint i = 0; i < Count; i++)
        {
            var type = i == StorageImage ? DescriptorType.StorageImage : i == SampledImage ? DescriptorType.SampledImage : DescriptorType.StorageBuffer;
            bindings[i] = new DescriptorSetLayoutBinding(i, type, 1, ShaderStageFlags.ComputeBit);
        }
        var info = new DescriptorSetLayoutCreateInfo(StructureType.DescriptorSetLayoutCreateInfo, bindingCount: Count, pBindings: bindings);
        DescriptorSetLayout layout;
        _device.Require(_device.Api.CreateDescriptorSetLayout(_device.Handle, &info, null, &layout), "vkCreateDescriptorSetLayout");
        return layout;
    }

    private PipelineLayout CreatePipelineLayout()
    {
        var set = SetLayout;
        var arguments = new PushConstantRange(ShaderStageFlags.ComputeBit, 0, ArgumentBytes);
        var info = new PipelineLayoutCreateInfo(StructureType.PipelineLayoutCreateInfo, setLayoutCount: 1, pSetLayouts: &set, pushConstantRangeCount: 1, pPushConstantRanges: &arguments);
        PipelineLayout layout;
        _device.Require(_device.Api.CreatePipelineLayout(_device.Handle, &info, null, &layout), "vkCreatePipelineLayout");
        return layout;
    }
}
