using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Materials;
using Scumble.Models;
using Scumble.Networks;

namespace Scumble.Families;

/// <summary>
/// What a model can do, by its folder and its graphs' headers. What is said about a model and what its runs refuse both come from here. Immutable.
/// </summary>
public sealed record ModelAbilities
{
    private const string NeedsMask = "This model fills in a masked part of a picture; there is no picture or no mask.",
        NameBoth = "Name both: a picture, and a mask that is white where it may change.";

    /// <summary>Which decoded channel is which map; null where the model makes plain pictures.</summary>
    public MaterialLayout? Layout { get; private init; }

    /// <summary>Making something from nothing but words, or a class.</summary>
    public required Ability Alone { get; init; }

    /// <summary>All maps of a material.</summary>
    public required Ability Maps { get; init; }

    /// <summary>Starting from a picture.</summary>
    public required Ability Image { get; init; }

    /// <summary>Changing a picture within a mask.</summary>
    public required Ability Mask { get; init; }

    /// <summary>Steering by ControlNets.</summary>
    public required Ability Controls { get; init; }

    /// <summary>Handing over to a refiner.</summary>
    public required Ability Refiner { get; init; }

    /// <summary>Starting from a picture, of a model that fills in its masked part; refused without both.</summary>
    internal static Ability FilledIn { get; } = new("start.mask", "from a picture (--image)", NeedsMask, NameBoth);

    /// <summary>What else can be said, in a few words each.</summary>
    public IReadOnlyList<string> Others { get; private init; } = [];

    /// <summary>All that the model can do, in a few words each.</summary>
    public IReadOnlyList<string> Words => [.. new[] { Alone, Maps, Image, Mask, Controls, Refiner }.Where(ability => ability.IsThere).Select(ability => ability.Words), .. Others];

    /// <summary>Refuses a request for what the model cannot do.</summary>
    /// <param name="hasImage">Whether there is a picture to start from.</param>
    /// <param name="hasMask">Whether there is a mask.</param>
    /// <param name="hasControls">Whether there are pictures for ControlNets.</param>
    /// <exception cref="InvalidRequestException">It cannot.</exception>
    public void Require(bool hasImage, bool hasMask, bool hasControls)
    {
        (hasMask ? Mask : hasImage ? Image : Alone).Require();
        if (hasControls) Controls.Require();
    }

    /// <summary>Looks at a folder.</summary>
    /// <param name="family">The folder's family.</param>
    /// <param name="folder">The model.</param>
    /// <param name="defaults">The family's for this folder, where they are known; null reads them.</param>
    /// <exception cref="ScumbleException">A graph's header or a value in the folder makes no sense.</exception>
    internal static ModelAbilities Of(ModelFamily family, ModelFolder folder, ModelDefaults? defaults = null)
    {
        if (family is AutoencoderFamily) return OfAutoencoder(folder);
        defaults ??= family.Defaults(folder);
        var layout = family.Layout(folder);
        var readsPictures = family.ReadsPictures(folder);
        var (noPictures, addEncoder) = (readsPictures ? null : "This model cannot read pictures: it has no encoder.", "Leave the picture out, or export the model with its vae_encoder.");
        var (taken, latent) = ChannelsOf(folder);
        var fillsIn = latent > 0 && taken == (2 * latent) + 1;
        if (!fillsIn && taken > latent) throw Unknown(folder, taken, latent);
        return new()
        {
            Layout = layout,
            Alone = new("start.mask", Makes(defaults, layout), fillsIn ? NeedsMask : null, NameBoth),
            Maps = new("maps", $"all maps: {string.Join(", ", layout?.Maps.Select(map => map.FileSuffix) ?? [])} (--maps)",
                layout is null ? "This model makes pictures; they have no material maps." : null, "Leave out --maps, or use a model of materials."),
            Image = fillsIn && readsPictures ? FilledIn : new("start.image", "from a picture (--image)", noPictures, addEncoder),
            Mask = new("start.image", "within a mask (--image, --mask)", noPictures, addEncoder),
            Controls = ControlsOf(folder, readsPictures),
            Refiner = new("refiner", "a refiner (--refiner)", family.RefinerOf(folder) is null ? $"'{folder.Path}' ({family.Name}) has no refiner." : null,
                "Leave the refiner out, or use a model of Stable Diffusion XL."),
            Others = [.. Edges(defaults), .. Network(folder).Header.Inputs.Find(PortNames.Sample) is { Dimensions: [2, ..] } ? ["runs with guidance alone: its graph takes two rows"] : Array.Empty<string>(), .. defaults.EmbedsGuidance ? ["guidance at no cost"] : Array.Empty<string>()],
        };
    }

    /// <summary>Steering, of a network that takes no residuals: refused.</summary>
    internal static Ability Unsteered(string graphPath, string words = "") => new("controls", words,
        $"'{graphPath}' cannot be steered: it takes no residuals.", "Export the network with the inputs of a ControlNet's residuals.");

    private static string[] Edges(ModelDefaults defaults) =>
        defaults.Repeats ? ["edges that meet"] : defaults.CanRepeat ? ["edges that meet where asked (--tile)"] : [];

    private static string Makes(ModelDefaults defaults, MaterialLayout? layout) =>
        layout is not null ? "materials from a prompt"
        : defaults.TakesPrompt ? "pictures from a prompt"
        : defaults.ClassCount > 0 ? $"pictures of {defaults.ClassCount} classes" : "pictures without a prompt";

    private static ModelAbilities OfAutoencoder(ModelFolder folder)
    {
        var none = new Ability("model", "", $"'{folder.Path}' is an autoencoder alone; it makes no pictures.",
            "Name a whole model, and this folder as its autoencoder: --model DIR --vae DIR.");
        return new() { Alone = none, Maps = none, Image = none, Mask = none, Controls = none, Refiner = none, Others = ["decodes for other models (--vae)"] };
    }

    // Channels of the network's input and of a latent; 0 where a graph leaves either open.
    private static (int Taken, int Latent) ChannelsOf(ModelFolder folder) =>
        folder.Has("vae_decoder") && Channels(Network(folder), PortNames.Sample) is > 0 and var taken && Channels(folder.Require("vae_decoder"), PortNames.Latent) is > 0 and var latent
            ? (taken, latent) : (0, 0);

    // What stands behind a latent and is neither a mask with the latent around it nor known.
    private static ScumbleException Unknown(ModelFolder folder, int taken, int latent)
    {
        var (what, hint) = (taken - latent) switch
        {
            1 => ("a channel of depth, as Stable Diffusion 2 depth does", "Use the plain model of its kind; a ControlNet lets depth steer it (--control)."),
            3 => ("a small picture, as the upscaler of Stable Diffusion does", "Use a model that starts from noise."),
            var extra when extra == latent => ("the latent of a picture, as instruct-pix2pix does", "Use the plain model of its kind, and start from the picture (--image)."),
            var extra => ($"{extra} other channels", "Use the plain model of its kind."),
        };
        return new($"'{Network(folder).GraphPath}' takes {taken} channels: behind the {latent} of the latent {what}; such models are not run here.", hint);
    }

    private static Ability ControlsOf(ModelFolder folder, bool readsPictures)
    {
        var network = Network(folder);
        if (network.Header.HasInput("controlnet_conds")) return new("controls", "the ControlNets in its own graph (--control)");
        var own = folder.OwnControlNets;
        var words = own.Count > 0 ? $"ControlNets: {string.Join(", ", own)} (--control)" : "ControlNets from other folders (--control)";
        if (!LatentFamily.TakesResiduals(network))
            return Unsteered(network.GraphPath, words);
        // A transformer's ControlNets read the picture's latent.
        return network.Header.HasInput(Residuals.Blocks) && !readsPictures
            ? new("controls", words, "This model's ControlNets read latents, and it has no encoder.", "Export the model with its vae_encoder.")
            : new("controls", words);
    }

    private static ModelComponent Network(ModelFolder folder) => folder.Require(LatentFamily.Network(folder));

    private static int Channels(ModelComponent component, params IReadOnlyList<string> names) =>
        component.Header.Inputs.Find(names) is { Dimensions: [_, var channels, _, _] } ? channels : 0;
}
