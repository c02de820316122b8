using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Pipeline;
using Scumble.Tensors;
using Scumble.Vulkan;

namespace LiveWindow;

/// <summary>
/// One material after another, made while frames are drawn: each call does one stage or one denoising step at most. Two sets of
/// textures take turns: while the renderer draws with one, the other is written. All about generation is in this file.
/// </summary>
internal sealed class LiveMaterial : IDisposable
{
    private static readonly string[] Prompts =
        ["mossy cobblestone, wet", "rusty metal plates", "oak planks", "red brick wall", "cracked dry mud", "white marble", "woven wicker", "hammered gold"];

    private readonly VulkanDevice _device;
    private readonly LiveOptions _options;
    private readonly VulkanTensorOps _tensors;
    private readonly VulkanImageOps _images;
    private readonly OnnxBackend _backend = OnnxBackend.Create("cpu");
    private readonly Task<TexturePipeline> _opening;
    private readonly GpuTexture[][] _textures;
    private readonly TimelinePoint?[] _lastFrames = [null, null];
    private IEnumerator<PipelineStep>? _steps;
    private int _shown = 1;

    public LiveMaterial(VulkanDevice device, LiveOptions options)
    {
        (_device, _options) = (device, options);
        (_tensors, _images) = (new VulkanTensorOps(device), new VulkanImageOps(device));
        _textures = [Textures(), Textures()];
        _opening = TexturePipeline.OpenAsync(ModelFolder.Open(InstalledModels.Default), _backend);

        GpuTexture[] Textures() => [Texture(TexelFormat.Rgba8Srgb), Texture(TexelFormat.Rgba8), Texture(TexelFormat.Rgba8)];
        GpuTexture Texture(TexelFormat format) => new(device, options.Size, options.Size, format);
    }

    /// <summary>Materials that were made.</summary>
    public int Count { get; private set; }

    /// <summary>What is being made, and how far it is.</summary>
    public string Status { get; private set; } = "opening the model";

    /// <summary>The mean base colour of what was made last, read back under --validate only, for that waits for the device.</summary>
    public string MeanColour { get; private set; } = "";

    private TextureRequest Request => new()
    {
        Prompt = _options.Prompt ?? Prompts[Count % Prompts.Length],
        Seed = _options.Seed + (ulong)Count,
        Width = _options.Size,
        Height = _options.Size,
    };

    /// <summary>A plain grey material, for the time until the first is made.</summary>
    public TextureHandover[] Blank()
    {
        return HandOver(new MaterialMaps(Flat(0.5f, 0.5f, 0.5f), Flat(0.5f, 0.5f, 1), Flat(0.5f), Flat(0.5f), Flat(0), Flat(1)), null);

        Image Flat(params ReadOnlySpan<float> value)
        {
            var image = new Image(_options.Size, _options.Size, value.Length);
            for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = value[i % value.Length];
            return image;
        }
    }

    /// <summary>Does a stage or a step.</summary>
    /// <param name="lastFrame">The last frame that was submitted.</param>
    /// <returns>The textures of a new material in the order of Shaders/mesh.frag, for the frames from now on; or null while none is done.</returns>
    public TextureHandover[]? Advance(TimelinePoint lastFrame)
    {
        if (!_opening.IsCompleted) return null;
        _steps ??= _opening.GetAwaiter().GetResult().Run(Request).GetEnumerator();
        _steps.MoveNext();
        var step = _steps.Current;
        Status = $"{Request.Prompt}: {step.Stage.ToString().ToLowerInvariant()} {step.StepsDone} of {step.StepCount}";
        if (step.Result is not { Maps: { } maps }) return null;
        _steps.Dispose();
        _steps = null;
        Count++;
        return HandOver(maps, lastFrame);
    }

    public void Dispose()
    {
        _steps?.Dispose();
        _opening.ContinueWith(opened => { if (opened.IsCompletedSuccessfully) opened.Result.Dispose(); }, TaskScheduler.Default).Wait();
        _backend.Dispose();
        foreach (var texture in _textures.SelectMany(set => set)) texture.Dispose();
        _images.Dispose();
    }

    // The set that was shown is free to be written once the last frame that draws with it has passed.
    private TextureHandover[] HandOver(MaterialMaps maps, TimelinePoint? lastFrame)
    {
        _lastFrames[_shown] = lastFrame;
        _shown = 1 - _shown;
        if (_lastFrames[_shown] is { } point) _device.Commands.WaitFor(point);
        var set = _textures[_shown];
        Write(set[0], maps.BaseColor, MipFilter.Srgb);
        Write(set[1], maps.Normal, MipFilter.Normal);
        Write(set[2], Surface(maps), MipFilter.Linear);
        if (_options.Validate) MeanColour = "#" + Convert.ToHexStringLower(set[0].Download(set[0].LevelCount - 1).AsSpan(0, 3));
        return Array.ConvertAll(set, texture => texture.HandOver(_device.QueueFamily));
    }

    private void Write(GpuTexture texture, Image map, MipFilter filter)
    {
        using var tensor = (VulkanTensor)_tensors.Create(new(map.Height, map.Width, map.Channels), ElementType.Float32);
        tensor.Upload<float>(map.Pixels);
        _images.WritePicture(texture, tensor);
        _images.BuildLevels(texture, filter);
    }

    // glTF's order in one texture: occlusion, roughness, metalness.
    private static Image Surface(MaterialMaps maps)
    {
        var surface = new Image(maps.BaseColor.Width, maps.BaseColor.Height, 3);
        for (var i = 0; i < maps.Occlusion.Pixels.Length; i++)
        {
            surface.Pixels[3 * i] = maps.Occlusion.Pixels[i];
            surface.Pixels[(3 * i) + 1] = maps.Roughness.Pixels[i];
            surface.Pixels[(3 * i) + 2] = maps.Metallic.Pixels[i];
        }
        return surface;
    }
}
