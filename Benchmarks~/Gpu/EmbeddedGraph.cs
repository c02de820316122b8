using System.Text.Json;
using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Networks;
using Scumble.Onnx;
using Scumble.Tensors;

namespace Scumble.Benchmarks;

/// <summary>A graph of the embedded model with the shapes of its inputs and outputs, of which it fixes but some. Owns a session on the host, which knows its ports.</summary>
internal sealed class EmbeddedGraph : IDisposable
{
    private readonly OnnxBackend _host;
    private readonly OnnxSession _ports;
    private readonly int _downscale;

    /// <param name="setting">Where the model is.</param>
    /// <param name="component">The graph's folder.</param>
    public EmbeddedGraph(Setting setting, string component)
    {
        Path = System.IO.Path.Combine(setting.MaterialFolder, component, "model.onnx");
        using var config = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(setting.MaterialFolder, "vae_decoder", "config.json")));
        _downscale = config.RootElement.GetProperty("downscale_factor").GetInt32();
        _host = OnnxBackend.Create("cpu", setting.Options);
        _ports = (OnnxSession)_host.Open(new GraphSource(Path));
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The shapes of all ports, by name.</summary>
    /// <param name="pictures">To a call.</param>
    /// <param name="edge">Of a picture, in pixels.</param>
    public Dictionary<string, int[]> Shapes(int pictures, int edge)
    {
        var (isDenoiser, latent) = (_ports.Inputs.Any(port => port.Name == "timestep"), edge / _downscale);
        var residuals = isDenoiser ? Residuals(new TensorShape(pictures, _ports.Inputs.Find(PortNames.Sample)!.Dimensions[1], latent, latent)) : new Dictionary<string, TensorShape>();
        return _ports.Inputs.Select(port => (Port: port, Edge: latent)).Concat(_ports.Outputs.Select(port => (Port: port, Edge: isDenoiser ? latent : edge))).ToDictionary(
            entry => entry.Port.Name,
            entry => residuals.TryGetValue(entry.Port.Name, out var residual) ? residual.Dimensions.ToArray()
                : [.. entry.Port.Dimensions.Select((size, axis) => size >= 0 ? size : axis == 0 ? pictures : entry.Edge)]);
    }

    public void Dispose()
    {
        _ports.Dispose();
        _host.Dispose();
    }

    // Of the sizes of the network's levels.
    private IReadOnlyDictionary<string, TensorShape> Residuals(TensorShape latents)
    {
        using var network = new DenoiserNetwork(_host.Ops, _ports, latents);
        return network.Residuals;
    }
}
