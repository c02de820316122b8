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
        NameBoth = "Name both: a picture, and a mask that is white where it may change.",
        NeedsPicture = "This model changes a picture as the prompt says; there is no picture.", NamePicture = "Name it: --image FILE.";

    /// <summary>Which decoded channel is which map; null where the model makes plain pictures.</summary>
    public MaterialLayout? Layout { get; private init; }

    /// <summary>What the network reads behind the latent.</summary>
    public ExtraChannels Extra { get; private init; }

    /// <summary>Rows of a batch under guidance.</summary>
    public int GuidedRows => NetworkChannels.GuidedRows(Extra);

    /// <summary>Whether the noise that a run starts from is turned as the prompt says.</summary>
    public bool RotatesNoise { get; private init; }

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
    /// <param name="hasDepth">Whether there is a picture of depth.</param>
    /// <exception cref="InvalidRequestException">It cannot.</exception>
    public void Require(bool hasImage, bool hasMask, bool hasControls, bool hasDepth = false)
    {
        if (Extra == ExtraChannels.Depth && !hasDepth)
            throw new InvalidRequestException("controls", "This model reads a picture of depth; there is none.", "Name one that is bright where things are near: --control depth=FILE.");
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
        var extra = NetworkChannels.Require(folder);
        return new()
        {
            Layout = layout,
            Extra = extra,
            RotatesNoise = family.RotatesNoise(folder),
            Alone = extra switch
            {
                ExtraChannels.MaskedPicture => new("start.mask", "", NeedsMask, NameBoth),
                ExtraChannels.Picture => new("start.image", "", NeedsPicture, NamePicture),
                _ => new("start.mask", Makes(defaults, layout)),
            },
            Maps = new("maps", $"all maps: {string.Join(", ", layout?.Maps.Select(map => map.FileSuffix) ?? [])} (--maps)",
                layout is null ? "This model makes pictures; they have no material maps." : null, "Leave out --maps, or use a model of materials."),
            Image = extra == ExtraChannels.MaskedPicture && readsPictures ? FilledIn
                : new("start.image", extra == ExtraChannels.Picture ? "a picture changed as the prompt says (--image, --image-guidance)" : "from a picture (--image)", noPictures, addEncoder),
            Mask = new("start.image", "within a mask (--image, --mask)", noPictures, addEncoder),
            Controls = ControlsOf(folder, readsPictures),
            Refiner = new("refiner", "a refiner (--refiner)", family.RefinerOf(folder) is null ? $"'{folder.Path}' ({family.Name}) has no refiner." : null,
                "Leave the refiner out, or use a model of Stable Diffusion XL."),
            Others = [.. OthersOf(family, folder, defaults, extra)],
        };
    }

    /// <summary>Steering, of a network that takes no residuals: refused.</summary>
    internal static Ability Unsteered(string graphPath, string words = "") => new("controls", words,
        $"'{graphPath}' cannot be steered: it takes no residuals.", "Export the network with the inputs of a ControlNet's residuals.");

    private static IEnumerable<string> OthersOf(ModelFamily family, ModelFolder folder, ModelDefaults defaults, ExtraChannels extra)
    {
        if (extra == ExtraChannels.Depth) yield return "needs a picture of depth, bright where things are near (--control depth=FILE)";
        if (defaults.Repeats) yield return "edges that meet";
        else if (defaults.CanRepeat) yield return "edges that meet where asked (--tile)";
        if (NetworkChannels.Network(folder).Header.Inputs.Find(PortNames.Sample) is { Dimensions: [var rows, ..] } && rows == NetworkChannels.GuidedRows(extra))
            yield return $"runs with guidance alone: its graph takes {(rows == 2 ? "two" : "three")} rows";
        if (defaults.EmbedsGuidance) yield return "guidance at no cost";
        if (family.RotatesNoise(folder)) yield return "a layout of its own for each prompt under one seed";
    }

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

    private static Ability ControlsOf(ModelFolder folder, bool readsPictures)
    {
        var network = NetworkChannels.Network(folder);
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
}
