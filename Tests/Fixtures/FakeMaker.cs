using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Materials;
using Scumble.Service;
using Scumble.Stages;
using Scumble.Tensors;

namespace Scumble.Tests.Fixtures;

/// <summary>A model that makes pictures of one colour, which follows from the request, without any network; each run is counted.</summary>
internal sealed class FakeMaker : ITextureMaker
{
    public const int StepCount = 3;

    private readonly Dictionary<string, int> _runs = [];

    /// <summary>How many runs of each prompt came to their end.</summary>
    public IReadOnlyDictionary<string, int> Runs => _runs;

    /// <summary>The prompts in the order in which runs began.</summary>
    public List<string> Began { get; } = [];

    /// <summary>Called within every slice of a run, with its prompt: to wait, or to fail.</summary>
    public Action<string>? OnSlice { get; set; }

    /// <summary>How many pictures each run began with.</summary>
    public List<int> Sizes { get; } = [];

    public bool CanBatchAny { get; init; } = true;

    public int Released { get; private set; }

    public bool IsDisposed { get; private set; }

    /// <summary>The edge of what is asked for without a size.</summary>
    public int Edge { get; init; } = 4;

    public long SizeInBytes { get; init; } = 100;

    public TexturePipeline Pipeline => throw new ScumbleException("A fake has no pipeline.", "Ask a model.");

    public MaterialLayout? Layout => null;

    public TextureReport Describe(TextureRequest request) => new()
    {
        Request = request with { Steps = request.Steps ?? StepCount, Width = request.Width ?? Edge, Height = request.Height ?? Edge },
        Times = [],
        Warnings = [],
        Backend = new BackendChoice("fake", []),
        ModelHash = new string('a', 64),
    };

    public bool CanBatch(TextureRequest request) => CanBatchAny;

    public IEnumerable<MadeSlice> Make(IReadOnlyList<BatchedRequest> pictures, bool previews, Func<int, int, int, IStoredTarget?>? placeFor = null)
    {
        lock (Began)
        {
            Began.AddRange(pictures.Select(picture => picture.Request.Prompt));
            Sizes.Add(pictures.Count);
        }
        for (var step = 1; step <= StepCount; step++)
        {
            foreach (var (request, _, _) in pictures) OnSlice?.Invoke(request.Prompt);
            if (pictures.All(picture => picture.Cancellation.IsCancellationRequested)) throw new OperationCanceledException();
            yield return new MadeSlice(PipelineStage.Denoise, step, StepCount);
            for (var i = 0; previews && step == 1 && i < pictures.Count; i++)
            {
                var content = Content(pictures[i].Request);
                if (placeFor?.Invoke(i, content.Width, content.Height) is not { } place) yield return new MadeSlice(PipelineStage.Denoise, step, StepCount, content, Picture: i);
                else
                {
                    Fill(place, content);
                    yield return new MadeSlice(PipelineStage.Denoise, step, StepCount, Picture: i, PreviewTarget: place);
                }
            }
        }
        for (var i = 0; i < pictures.Count; i++)
        {
            var (request, target, cancellation) = pictures[i];
            if (cancellation.IsCancellationRequested) continue;
            lock (_runs) _runs[request.Prompt] = _runs.GetValueOrDefault(request.Prompt) + 1;
            yield return new MadeSlice(PipelineStage.Maps, StepCount, StepCount, Content: target is null ? Content(request) : Filled(target, Content(request)), Picture: i, IsEnd: true);
        }
    }

    public void ReleaseWorkspaces() => Released++;

    public void Dispose() => IsDisposed = true;

    /// <summary>What it makes of a request.</summary>
    public TextureContent Content(TextureRequest request)
    {
        var image = new Image(request.Width ?? Edge, request.Height ?? Edge, 3);
        var random = new Random(HashCode.Combine(request.Prompt.GetHashCode(StringComparison.Ordinal), request.Seed));
        for (var i = 0; i < 3; i++) image.Pixels[i] = random.NextSingle();
        for (var i = 3; i < image.Pixels.Length; i++) image.Pixels[i] = image.Pixels[i % 3];
        return TextureContent.Of(image, null);
    }

    // Nothing is left for the host.
    private static TextureContent? Filled(ITextureTarget target, TextureContent content)
    {
        Fill(target, content);
        return null;
    }

    private static void Fill(ITextureTarget target, TextureContent content)
    {
        using var planes = new CpuTensor<float>(new TensorShape(1, 3, content.Height, content.Width));
        var (image, count) = (content[MaterialMap.BaseColor], content.Height * content.Width);
        for (var i = 0; i < 3 * count; i++) planes.Span[i] = (2 * image.Pixels[(i % count * 3) + (i / count)]) - 1;
        target.Take(new DecodedTexture(planes, new CpuTensorOps(), new CropWindow(0, 0, content.Width, content.Height), TileMode.None));
    }

    /// <summary>What a device says that has no memory left.</summary>
    public static MemoryExhaustedException OutOfMemory() => new("There is no memory left.", "Ask for less.");
}
