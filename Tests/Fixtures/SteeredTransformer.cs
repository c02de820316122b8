namespace Scumble.Tests.Fixtures;

/// <summary>
/// An SD3 model as OnnxStack lays it out, with a transformer, ControlNets and an encoder so simple that a run can be computed by hand:
/// a transformer of one row that takes what <see cref="ControlNet"/> gives, block behind block.
/// </summary>
public sealed class SteeredTransformer : IDisposable
{
    /// <summary>Of the autoencoder's configuration.</summary>
    public const double Scaling = 1.5305, Shift = 0.0609;

    /// <summary>The transformer's output for each unit of its sample, and of the mean of the prompt's summary.</summary>
    public const float BySample = 0.3f, BySummary = 2;

    private const int Channels = 16, Block = 64;

    private readonly TemporaryFolder _elsewhere = new();

    /// <param name="statedBlocks">The number of residuals that the transformer's graph states; -1 to leave it open.</param>
    public SteeredTransformer(int statedBlocks = -1)
    {
        Model.Without("transformer/model.onnx");
        Directory.CreateDirectory(Model["controlnet"]);
        File.WriteAllBytes(Model["controlnet/model.onnx"], Transformer(statedBlocks));
        File.WriteAllBytes(Model["vae_encoder/model.onnx"], Encoder());
    }

    /// <summary>The model; the plain transformer is left out.</summary>
    public ModelCopy Model { get; } = new("sd3");

    /// <summary>How much each block's residual counts in the transformer's output: random, but the same in every run.</summary>
    public static IReadOnlyList<float> BlockWeights { get; } = Weights(11);

    /// <summary>What a ControlNet gives for each block, for each unit of the picture's latent and of the mean of the summary.</summary>
    /// <param name="seed">Which ControlNet.</param>
    public static float[] Weights(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 2).Select(_ => random.NextSingle() - 0.5f)];
    }

    /// <summary>A ControlNet in a folder of its own: residual of block k = scale weight_k (the picture's latent + mean of the summary).</summary>
    /// <param name="weights">weight_k.</param>
    /// <param name="config">Its config.json, or null for none.</param>
    /// <returns>The folder.</returns>
    public string ControlNet(IReadOnlyList<float> weights, string? config = null)
    {
        var folder = _elsewhere[$"control-{Directory.GetDirectories(_elsewhere.Path).Length}"];
        Directory.CreateDirectory(folder);
        if (config is not null) File.WriteAllText(Path.Combine(folder, "config.json"), config);
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), OnnxFile.Model(13,
            OnnxFile.Node("AveragePool", ["controlnet_cond"], "patches", ("kernel_shape", [2, 2]), ("strides", [2, 2])),
            OnnxFile.Node("Reshape", ["patches", "flat"], "rows"),
            OnnxFile.Node("Transpose", ["rows"], "tokens", ("perm", [0, 2, 1])),
            OnnxFile.Node("ReduceMean", ["pooled_projections"], "summary", ("axes", [0, 1]), ("keepdims", [0])),
            OnnxFile.Node("Add", ["tokens", "summary"], "told"),
            OnnxFile.Node("Mul", ["told", "weights"], "blocks"),
            OnnxFile.Node("Mul", ["blocks", "conditioning_scale"], "controlnet_block_sample"),
            OnnxFile.Integers("flat", 1, Channels, -1), OnnxFile.Floats("weights", [weights.Count, 1, 1], weights),
            OnnxFile.Input("hidden_states", 1, Channels, -1, -1), OnnxFile.Input("timestep", 1), OnnxFile.Input("encoder_hidden_states", 1, -1, Block),
            OnnxFile.Input("pooled_projections", 1, -1), OnnxFile.Input("controlnet_cond", 1, Channels, -1, -1), OnnxFile.Input("conditioning_scale", 1),
            OnnxFile.Output("controlnet_block_sample", weights.Count, -1, Channels)));
        return folder;
    }

    public void Dispose()
    {
        Model.Dispose();
        _elsewhere.Dispose();
    }

    // BySample hidden_states + BySummary mean(pooled) + sum over k of weight_k mean(residual_k).
    private static byte[] Transformer(int statedBlocks) => OnnxFile.Model(13,
        OnnxFile.Node("ReduceMean", ["controlnet_block_sample"], "means", ("axes", [1, 2]), ("keepdims", [0])),
        OnnxFile.Node("Mul", ["means", "weights"], "weighted"),
        OnnxFile.Node("ReduceSum", ["weighted", "first"], "residual", ("keepdims", [0])),
        OnnxFile.Node("ReduceMean", ["pooled_projections"], "mean", ("axes", [0, 1]), ("keepdims", [0])),
        OnnxFile.Node("Mul", ["mean", "by_summary"], "summary"),
        OnnxFile.Node("Mul", ["hidden_states", "by_sample"], "sample"),
        OnnxFile.Node("Add", ["sample", "summary"], "unsteered"),
        OnnxFile.Node("Add", ["unsteered", "residual"], "out_sample"),
        OnnxFile.Integers("first", 0), OnnxFile.Floats("weights", [BlockWeights.Count], BlockWeights), OnnxFile.Floats("by_sample", [1], [BySample]), OnnxFile.Floats("by_summary", [1], [BySummary]),
        OnnxFile.Input("hidden_states", 1, Channels, -1, -1), OnnxFile.Input("timestep", 1), OnnxFile.Input("encoder_hidden_states", 1, -1, Block),
        OnnxFile.Input("pooled_projections", 1, -1), OnnxFile.Input("controlnet_block_sample", statedBlocks, -1, Channels),
        OnnxFile.Output("out_sample", 1, Channels, -1, -1));

    // Each channel of a latent is the mean of 8 x 8 pixels.
    private static byte[] Encoder()
    {
        const int edge = 8, pixels = 3 * edge * edge;
        return OnnxFile.Model(13,
            OnnxFile.Node("Conv", ["sample", "kernel"], "latent_sample", ("kernel_shape", [edge, edge]), ("strides", [edge, edge])),
            OnnxFile.Floats("kernel", [Channels, 3, edge, edge], Enumerable.Repeat(1f / pixels, Channels * pixels)),
            OnnxFile.Input("sample", -1, 3, -1, -1), OnnxFile.Output("latent_sample", -1, Channels, -1, -1));
    }
}
