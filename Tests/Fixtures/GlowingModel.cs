namespace Scumble.Tests.Fixtures;

/// <summary>A copy of the untrained material model whose decoder gives what glows, too: nine channels of random weights.</summary>
public sealed class GlowingModel : IDisposable
{
    private const int Latents = 8, Channels = 9, Edge = 8;

    private readonly TemporaryFolder _folder = new();

    public GlowingModel()
    {
        TestModel.CopyWith(_folder["model"], "vae_decoder/config.json", old => System.Text.Encoding.UTF8.GetBytes(
            System.Text.Encoding.UTF8.GetString(old).Replace("\"metallic\"", "\"metallic\", \"emissive.r\", \"emissive.g\", \"emissive.b\"", StringComparison.Ordinal)));
        var random = new Random(5);
        var weights = Enumerable.Range(0, Channels * Edge * Edge * Latents).Select(_ => random.NextSingle() - 0.5f);
        File.WriteAllBytes(System.IO.Path.Combine(Path, "vae_decoder", "model.onnx"), OnnxFile.Model(17,
            OnnxFile.Input("latent_sample", -1, Latents, -1, -1), OnnxFile.Output("sample", -1, Channels, -1, -1),
            OnnxFile.Floats("w", [Channels * Edge * Edge, Latents, 1, 1], weights),
            OnnxFile.Node("Conv", ["latent_sample", "w"], "places"), OnnxFile.Node("DepthToSpace", ["places"], "planes", ("blocksize", [Edge])), OnnxFile.Node("Tanh", ["planes"], "sample")));
    }

    public string Path => _folder["model"];

    public void Dispose() => _folder.Dispose();
}
