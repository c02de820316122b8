using Scumble.Diagnostics;
using Scumble.Formats;
using Scumble.Inference;
using Scumble.Models;
using Scumble.Tensors;

namespace Scumble.Families;

/// <summary>A model's component that turns the noise that its runs start from (<see cref="Networks.NoiseRotation"/>).</summary>
internal static class RotatedNoise
{
    public const string Component = "noise_rotation";

    /// <summary>Whether the folder has one; its ports fit the other components'.</summary>
    /// <exception cref="ScumbleException">It is damaged, or was made for another model.</exception>
    public static bool IsIn(ModelFolder folder)
    {
        if (!folder.Has(Component)) return false;
        folder.RequireGraph(Component);
        var (header, network) = (folder.Require(Component).Header, NetworkChannels.Network(folder).Header);
        var latent = folder.Require("vae_decoder").Header.Inputs.Find(PortNames.Latent);
        if (header.Inputs.Count == 2 && Fits(header.Inputs.Find(PortNames.Sample), latent) && Fits(header.Outputs.Find(PortNames.Prediction), latent)
            && Fits(header.Inputs.Find(PortNames.HiddenStates), network.Inputs.Find(PortNames.HiddenStates))) return true;
        throw new ScumbleException($"'{header.Path}' does not turn this model's noise: it takes {string.Join("; ", header.Inputs)} and gives {string.Join("; ", header.Outputs)}; "
            + $"sample and out_sample must fit {latent}, {PortNames.HiddenStates} the network's.", DamagedFile.Hint);
    }

    // Dimensions that either leaves open fit.
    private static bool Fits(TensorPort? port, TensorPort? other) => port is not null && other is not null && port.Dimensions.Count == other.Dimensions.Count
        && port.Dimensions.Zip(other.Dimensions).All(pair => pair.First <= 0 || pair.Second <= 0 || pair.First == pair.Second);
}
