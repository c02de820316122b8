using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Materials;
using Scumble.Service;
using Scumble.Stages;

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

    public IEnumerable<MadeSlice> Make(TextureRequest request, ITextureTarget? target, bool previews, CancellationToken cancellation)
    {
        lock (Began) Began.Add(request.Prompt);
        for (var step = 1; step <= StepCount; step++)
        {
            OnSlice?.Invoke(request.Prompt);
            cancellation.ThrowIfCancellationRequested();
            yield return new MadeSlice(PipelineStage.Denoise, step, StepCount, previews && step == 1 ? Content(request) : null);
        }
        lock (_runs) _runs[request.Prompt] = _runs.GetValueOrDefault(request.Prompt) + 1;
        yield return new MadeSlice(PipelineStage.Maps, StepCount, StepCount, Content: Content(request));
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

    /// <summary>What a device says that has no memory left.</summary>
    public static MemoryExhaustedException OutOfMemory() => new("There is no memory left.", "Ask for less.");
}
