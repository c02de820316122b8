using Silk.NET.Vulkan;
using ComputePipeline = Silk.NET.Vulkan.Pipeline;

namespace Scumble.Vulkan;

/// <summary>One compiled shader; its pipeline is made when it first runs.</summary>
internal sealed unsafe class Kernel(VulkanDevice device, string name)
{
    private ComputePipeline _pipeline;

    /// <exception cref="Diagnostics.ScumbleException">The driver refuses the shader or has run out of memory.</exception>
    public ComputePipeline Pipeline => _pipeline.Handle != 0 ? _pipeline : _pipeline = Create();

    public void Destroy() => device.Api.DestroyPipeline(device.Handle, _pipeline, null);

    private ComputePipeline Create()
    {
        var code = Spirv.Read(name);
        ShaderModule module;
        fixed (byte* words = code)
        {
            var info = new ShaderModuleCreateInfo(StructureType.ShaderModuleCreateInfo, codeSize: (nuint)code.Length, pCode: (uint*)words);
            device.Require(device.Api.CreateShaderModule(device.Handle, &info, null, &module), $"vkCreateShaderModule, {name}");
        }
        try
        {
            using var main = new Utf8Names("main");
            var stage = new PipelineShaderStageCreateInfo(StructureType.PipelineShaderStageCreateInfo, stage: ShaderStageFlags.ComputeBit, module: module, pName: main.Pointers[0]);
            var info = new ComputePipelineCreateInfo(StructureType.ComputePipelineCreateInfo, stage: stage, layout: device.Kernels.PipelineLayout);
            ComputePipeline pipeline;
            device.Require(device.Api.CreateComputePipelines(device.Handle, default, 1, &info, null, &pipeline), $"vkCreateComputePipelines, {name}");
            return pipeline;
        }
        finally
        {
            device.Api.DestroyShaderModule(device.Handle, module, null);
        }
    }
}
