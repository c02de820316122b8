// J. Ho et al., "Cascaded diffusion models for high fidelity image generation", 2022.
using Scumble.Inference;
using Scumble.Models;

namespace Scumble.Families;

public static partial class ModelFamilies
{
    /// <summary>A small pixel U-Net, and one that enlarges its pictures.</summary>
    public static ModelFamily Cascade { get; } = Add(new CascadeFamily());
}

internal sealed class CascadeFamily : PixelFamily
{
    public override string Id => "cascade";

    public override string Name => "Cascade of pixel U-Nets";

    public override IReadOnlyList<string> Graphs { get; } = ["unet_base", "unet"];

    public override IReadOnlyList<string> ClassNames { get; } = ["PixelCascade"];

    public override bool Matches(ModelFolder folder) => folder.Has("unet_base") && IsPixelUNet(folder);

    public override OpenModel Join(IInferenceBackend backend, ModelSessions sessions) => new CascadeModel(this, backend, sessions);
}

file sealed class CascadeModel(ModelFamily family, IInferenceBackend backend, ModelSessions sessions) : PixelModel(family, backend, sessions)
{
    // It shares the sessions and owns nothing: it is not disposed.
    public override OpenModel Base { get; } = new PixelModel(family, backend, sessions, "unet_base");

    public override int BaseFactor { get; } = Math.Max(1, Edge(sessions.Folder, "unet") / Edge(sessions.Folder, "unet_base"));

    private static int Edge(ModelFolder folder, string name) => folder.Require(name).Values().Integer("sample_size", 64, 1, 8192);
}
