using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Nodes;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>The service's models as a graph names them.</summary>
/// <param name="shelf">The models.</param>
/// <param name="usual">The name of the one that nodes take which name none; null for the service's own.</param>
internal sealed class ShelfModels(ModelShelf shelf, string? usual) : IGraphModels
{
    private readonly Dictionary<TexturePipeline, ITextureMaker> _makers = [];

    /// <summary>Where generations are done.</summary>
    public IGenerationBench? Bench { get; set; }

    /// <summary>Why the first generation failed, whole: a graph's nodes keep the words of it alone.</summary>
    public Exception? Fault { get; private set; }

    public Task<TexturePipeline> OpenAsync(string name, CancellationToken cancellation) => Kept(() =>
    {
        var maker = shelf.Get(Named(name));
        _makers[maker.Pipeline] = maker;
        return maker.Pipeline;
    });

    public Task<string> HashAsync(string name, CancellationToken cancellation) => Task.FromResult(shelf.HashOf(Named(name))
        ?? throw new ScumbleException($"The folder of the model '{name}' is not there.", "Put it there, or ship a cache that has the graph's texture."));

    public Task<TextureResult> GenerateAsync(TexturePipeline pipeline, TextureRequest request, IProgress<PipelineProgress>? progress, Action<Image>? forming, CancellationToken cancellation) => Kept(() =>
    {
        var maker = _makers[pipeline];
        return Bench!.Generate(maker, maker.Describe(request).Request, isTexture: false).Result!;
    });

    private string? Named(string name) => name.Length == 0 ? usual : name;

    private Task<T> Kept<T>(Func<T> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Fault ??= e;
            throw;
        }
    }
}
