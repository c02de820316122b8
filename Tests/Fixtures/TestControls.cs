using Scumble.Models;

namespace Scumble.Tests.Fixtures;

/// <summary>The small untrained ControlNets of the embedded model in Tests/Data (made by Training~/make_test_controls.py).</summary>
public static class TestControls
{
    public static string Path { get; } = RepositoryRoot.Combine("Tests", "Data", "Models", "untrained-controls");

    /// <summary>The embedded model with them in place of its own, which are trained.</summary>
    public static ModelFolder Model() => ModelFolder.Open(RepositoryRoot.Combine("Models~", "scumble-tiny"))
        .With([.. new[] { "controlnet_depth", "controlnet_edge" }.Select(name => ModelComponent.Open(name, System.IO.Path.Combine(Path, name)))]);

    /// <summary>A folder of that model, for programs: links to its components.</summary>
    /// <param name="target">A folder that does not exist yet.</param>
    public static string LinkTo(string target)
    {
        Directory.CreateDirectory(target);
        var model = RepositoryRoot.Combine("Models~", "scumble-tiny");
        foreach (var folder in Directory.EnumerateDirectories(Path).Concat(Directory.EnumerateDirectories(model)).DistinctBy(System.IO.Path.GetFileName))
            Directory.CreateSymbolicLink(System.IO.Path.Combine(target, System.IO.Path.GetFileName(folder)), folder);
        File.Copy(System.IO.Path.Combine(model, ModelLayoutName), System.IO.Path.Combine(target, ModelLayoutName));
        return target;
    }

    /// <summary>What PyTorch computes with the depth net's weights: little-endian float32 in the shapes that the script states.</summary>
    /// <param name="name">"picture", "latent", "first" or "middle".</param>
    public static byte[] Reference(string name) =>
        File.ReadAllBytes(RepositoryRoot.Combine("Tests", "Data", "Models", "untrained-controls-reference", $"{name}.bin"));

    private const string ModelLayoutName = "model_index.json";
}
