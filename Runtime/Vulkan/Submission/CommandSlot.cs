using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>A command buffer and the descriptor sets of its dispatches, used again once its submission has passed.</summary>
internal sealed unsafe class CommandSlot : IDisposable
{
    /// <summary>Dispatches that one submission holds.</summary>
    public const uint MaxSets = 256;

    private readonly VulkanDevice _device;
    private readonly DescriptorSetLayout _layout;
    private CommandPool _commands;
    private DescriptorPool _descriptors;
    private uint _usedSets;

    public CommandSlot(VulkanDevice device)
    {
        (_device, _layout) = (device, device.Kernels.SetLayout);
        try
        {
            var pool = new CommandPoolCreateInfo(StructureType.CommandPoolCreateInfo, queueFamilyIndex: device.QueueFamily);
            CommandPool commands;
            device.Require(device.Api.CreateCommandPool(device.Handle, &pool, null, &commands), "vkCreateCommandPool");
            _commands = commands;
            var allocate = new CommandBufferAllocateInfo(StructureType.CommandBufferAllocateInfo, commandPool: commands, level: CommandBufferLevel.Primary, commandBufferCount: 1);
            CommandBuffer buffer;
            device.Require(device.Api.AllocateCommandBuffers(device.Handle, &allocate, &buffer), "vkAllocateCommandBuffers");
            Commands = buffer;
            _descriptors = KernelLibrary.CreatePool(device, MaxSets);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public CommandBuffer Commands { get; }

    /// <summary>The value of the device's timeline at which the submission has passed.</summary>
    public ulong Value { get; set; }

    public bool IsFull => _usedSets == MaxSets;

    /// <summary>Forgets what was recorded and begins again.</summary>
    public void Begin()
    {
        _device.Require(_device.Api.ResetDescriptorPool(_device.Handle, _descriptors, 0), "vkResetDescriptorPool");
        _usedSets = 0;
        _device.Require(_device.Api.ResetCommandPool(_device.Handle, _commands, 0), "vkResetCommandPool");
        var begin = new CommandBufferBeginInfo(StructureType.CommandBufferBeginInfo, flags: CommandBufferUsageFlags.OneTimeSubmitBit);
        _device.Require(_device.Api.BeginCommandBuffer(Commands, &begin), "vkBeginCommandBuffer");
    }

    public DescriptorSet NextSet()
    {
        var layout = _layout;
        var info = new DescriptorSetAllocateInfo(StructureType.DescriptorSetAllocateInfo, descriptorPool: _descriptors, descriptorSetCount: 1, pSetLayouts: &layout);
        DescriptorSet set;
        _device.Require(_device.Api.AllocateDescriptorSets(_device.Handle, &info, &set), "vkAllocateDescriptorSets");
        _usedSets++;
        return set;
    }

    public void Dispose()
    {
        _device.Api.DestroyDescriptorPool(_device.Handle, _descriptors, null);
        _device.Api.DestroyCommandPool(_device.Handle, _commands, null);
        (_descriptors, _commands) = (default, default);
    }
}
