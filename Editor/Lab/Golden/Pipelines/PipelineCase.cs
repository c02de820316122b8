using System.Text.Json;
using Scumble.Diagnostics;

namespace Scumble.Lab;

/// <summary>One recorded run of a whole pipeline.</summary>
internal sealed class PipelineCase : GoldenCase
{
    private const long MaxTensorBytes = 1L << 30;

    private readonly string _folder;
    private readonly Lazy<JsonElement> _root;

    /// <param name="path">case.json.</param>
    /// <param name="name">What its line is called.</param>
    public PipelineCase(string path, string name) : base(name)
    {
        _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        _root = new(() =>
        {
            using var document = JsonDocument.Parse(RegularFile.ReadBytes(path, RegularFile.MaxTextInBytes));
            return document.RootElement.Clone();
        });
    }

    /// <summary>What the pipeline was called with.</summary>
    public JsonElement Settings => GoldenFile.Member(_root.Value, "settings");

    /// <summary>The class of the pipeline.</summary>
    public string PipelineClass => GoldenFile.Member(_root.Value, "pipeline_class").GetString()!;

    /// <summary>The runs that the case is made of, in order.</summary>
    public IReadOnlyList<PipelineStageRecord> Stages => [.. GoldenFile.Member(_root.Value, "stages").EnumerateArray().Select(stage => new PipelineStageRecord(this, stage))];

    /// <summary>The model's folder.</summary>
    public string Model => Folder(GoldenFile.Member(_root.Value, "model").GetString()!);

    /// <summary>The folder of another model that the case names, or null.</summary>
    public string? Other(string member) => GoldenFile.Optional(_root.Value, member) is { } path ? Folder(path.GetString()!) : null;

    /// <summary>Names that the case lists, or none.</summary>
    public IReadOnlyList<string> Names(string member) =>
        GoldenFile.Optional(_root.Value, member) is { } list ? [.. list.EnumerateArray().Select(name => name.GetString()!)] : [];

    /// <summary>The names of all recorded tensors.</summary>
    public IEnumerable<string> TensorNames => GoldenFile.Member(_root.Value, "tensors").EnumerateObject().Select(tensor => tensor.Name);

    /// <summary>A recorded tensor, or null.</summary>
    public RecordedTensor? Find(string name)
    {
        if (GoldenFile.Optional(GoldenFile.Member(_root.Value, "tensors"), name) is not { } tensor) return null;
        var bytes = RegularFile.ReadBytes(Path.Combine(_folder, GoldenFile.Member(tensor, "file").GetString()!), MaxTensorBytes);
        var values = new float[bytes.Length / sizeof(float)];
        Buffer.BlockCopy(bytes, 0, values, 0, values.Length * sizeof(float));
        return new RecordedTensor([.. GoldenFile.Numbers(tensor, "shape").Select(d => (int)d)], values);
    }

    /// <inheritdoc/>
    public override GoldenOutcome Check()
    {
        var comparison = new GoldenComparison();
        if (PipelineClass.StartsWith("Autoencoder", StringComparison.Ordinal)) AutoencoderReplay.Compare(this, comparison);
        else for (var item = 0; item < PipelineSettings.BatchSize(Settings); item++) PipelineReplay.Compare(this, item, comparison);
        return comparison.Outcome;
    }

    // Cases of other folders may use the models that lie beside these, or the copy in the repository.
    private string Folder(string name)
    {
        for (var at = new DirectoryInfo(_folder); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, name))) return Path.Combine(at.FullName, name);
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, "Tests", "Data", "Pipelines", name))) return Path.Combine(at.FullName, "Tests", "Data", "Pipelines", name);
        throw new ScumbleException($"there is no model folder '{name}' beside the case or above it", "Copy the models too.");
    }
}
