using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Models;

namespace Scumble.Families;

/// <summary>What a network reads behind the latent, by the channels that its graph and the decoder's take.</summary>
internal static class NetworkChannels
{
    /// <summary>What it reads; nothing where a graph is damaged, null where it is nothing known.</summary>
    public static ExtraChannels? Find(ModelFolder folder)
    {
        try
        {
            return Known(Of(folder));
        }
        catch (ScumbleException)
        {
            return ExtraChannels.None;
        }
    }

    /// <summary>What it reads.</summary>
    /// <exception cref="ScumbleException">It is nothing known, or a graph is damaged.</exception>
    public static ExtraChannels Require(ModelFolder folder)
    {
        var (taken, latent) = Of(folder);
        if (Known((taken, latent)) is { } known) return known;
        var (what, hint) = taken - latent == 3
            ? ("a small picture, as the upscaler of Stable Diffusion does", "Use a model that starts from noise.")
            : ($"{taken - latent} other channels", "Use the plain model of its kind.");
        throw new ScumbleException($"'{Network(folder).GraphPath}' takes {taken} channels: behind the {latent} of the latent {what}; such models are not run here.", hint);
    }

    /// <summary>Predictions of one step under guidance: those with and without the prompt, and of a network that reads a picture one without both.</summary>
    public static int GuidedRows(ExtraChannels extra) => extra == ExtraChannels.Picture ? 3 : 2;

    /// <summary>The component that denoises.</summary>
    public static ModelComponent Network(ModelFolder folder) => folder.Require(LatentFamily.Network(folder));

    private static ExtraChannels? Known((int Taken, int Latent) channels) => (channels.Taken - channels.Latent) switch
    {
        <= 0 => ExtraChannels.None,
        1 => ExtraChannels.Depth,
        // A latent of three channels looks like a small picture.
        3 => null,
        var extra when extra == channels.Latent => ExtraChannels.Picture,
        var extra when extra == channels.Latent + 1 => ExtraChannels.MaskedPicture,
        _ => null,
    };

    // Channels of the network's input and of a latent; 0 where a graph leaves either open.
    private static (int Taken, int Latent) Of(ModelFolder folder) =>
        folder.Has("vae_decoder") && Count(Network(folder), PortNames.Sample) is > 0 and var taken && Count(folder.Require("vae_decoder"), PortNames.Latent) is > 0 and var latent
            ? (taken, latent) : (0, 0);

    private static int Count(ModelComponent component, params IReadOnlyList<string> names) =>
        component.HasGraph && component.Header.Inputs.Find(names) is { Dimensions: [_, var channels, _, _] } ? channels : 0;
}
