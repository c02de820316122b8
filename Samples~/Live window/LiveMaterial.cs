using Scumble.Imaging;
using Scumble.Models;
using Scumble.Sharing;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace LiveWindow;

/// <summary>
/// One material after another, made while frames are drawn: each call does one stage or one denoising step at most. Two materials take
/// turns: while the renderer draws with one, the other is written, in place. All about generation is in this file.
/// </summary>
internal sealed class LiveMaterial : IDisposable
{
    private static readonly string[] Prompts =
        ["mossy cobblestone, wet", "rusty metal plates", "oak planks", "red brick wall", "cracked dry mud", "white marble", "woven wicker", "hammered gold"];

    private readonly VulkanDevice _device;
    private readonly LiveOptions _options;
    private readonly SharedBackend _backend;
    private readonly GpuMaterial[] _materials;
    private readonly TimelinePoint?[] _lastFrames = [null, null];
    private TexturePipeline? _pipeline;
    private IEnumerator<PipelineStep>? _steps;
    private int _next;

    public LiveMaterial(VulkanDevice device, LiveOptions options)
    {
        (_device, _options) = (device, options);
        _backend = SharedBackend.Create(device, options.Device);
        _materials = [new(_backend, options.Size, options.Size), new(_backend, options.Size, options.Size)];
    }

    /// <summary>Materials that were made.</summary>
    public int Count { get; private set; }

    /// <summary>What is being made, and how far it is.</summary>
    public string Status { get; private set; } = "";

    /// <summary>The mean base colour of what was made last, read back under --validate only, for that waits for the device.</summary>
    public string MeanColour { get; private set; } = "";

    private TextureRequest Request => new()
    {
        Prompt = _options.Prompt ?? Prompts[Count % Prompts.Length],
        Seed = _options.Seed + (ulong)Count,
        Width = _options.Size,
        Height = _options.Size,
    };

    /// <summary>A material of plain clay, for the time until the first is made.</summary>
    public TextureHandover[] Clay()
    {
        using var images = new VulkanImageOps(_device);
        var material = _materials[_next];
        Fill(material.BaseColor, 0.5f, 0.5f, 0.5f);
        Fill(material.Normal, 0.5f, 0.5f, 1);
        Fill(material.Occlusion, 1);
        Fill(material.Roughness, 0.5f);
        Fill(material.Metallic, 0);
        return HandOver(material);

        void Fill(GpuTexture texture, params ReadOnlySpan<float> value)
        {
            var picture = new Image(texture.Width, texture.Height, value.Length);
            for (var i = 0; i < picture.Pixels.Length; i++) picture.Pixels[i] = value[i % value.Length];
            using var tensor = (VulkanTensor)new VulkanTensorOps(_device).Create(new(texture.Height, texture.Width, value.Length), ElementType.Float32);
            tensor.Upload<float>(picture.Pixels);
            images.WritePicture(texture, tensor);
            images.BuildLevels(texture, MipFilter.Linear);
        }
    }

    /// <summary>Opens the model, which takes a moment.</summary>
    /// <returns>What it runs on, and how its results become textures.</returns>
    public string Open()
    {
        _pipeline = TexturePipeline.OpenAsync(ModelFolder.Open(InstalledModels.Default), _backend).GetAwaiter().GetResult();
        return $"{_backend.Choice.Chosen}, tensors {_backend.Sharing.Chosen} by {_device.Name}";
    }

    /// <summary>Does a stage or a step.</summary>
    /// <param name="lastFrame">The last frame that was submitted.</param>
    /// <returns>The textures of a new material in the order of Shaders/mesh.frag, for the frames from now on; or null while none is done.</returns>
    public TextureHandover[]? Advance(TimelinePoint lastFrame)
    {
        var material = _materials[_next];
        if (_steps is null)
        {
            // Whatever is submitted from here on may write it: after the last frame that drew with it.
            if (_lastFrames[_next] is { } frame) _device.Commands.WaitFor(frame);
            _steps = _pipeline!.Run(Request, material).GetEnumerator();
        }
        if (_steps.MoveNext() && _steps.Current is { Report: null } step)
        {
            Status = $"{Request.Prompt}: {step.Stage.ToString().ToLowerInvariant()} {step.StepsDone} of {step.StepCount}";
            return null;
        }
        _steps.Dispose();
        _steps = null;
        Count++;
        _lastFrames[1 - _next] = lastFrame;
        if (_options.Validate) MeanColour = "#" + Convert.ToHexStringLower(material.BaseColor.Download(material.BaseColor.LevelCount - 1).AsSpan(0, 3));
        return HandOver(material);
    }

    public void Dispose()
    {
        _steps?.Dispose();
        foreach (var material in _materials) material.Dispose();
        _pipeline?.Dispose();
        _backend.Dispose();
    }

    private TextureHandover[] HandOver(GpuMaterial material)
    {
        _next = 1 - _next;
        GpuTexture[] maps = [material.BaseColor, material.Normal, material.Occlusion, material.Roughness, material.Metallic];
        return Array.ConvertAll(maps, map => map.HandOver(_device.QueueFamily));
    }
}
