using System.Text.Json;
using System.Text.Json.Serialization;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Sampling;

namespace Scumble.Pipeline;

/// <summary>
/// What to generate, apart from how: immutable, round-trips through JSON, and is written into every output.
/// A null member means the model's own default (a random number for <see cref="Seed"/>).
/// </summary>
public sealed record TextureRequest
{
    /// <summary>The longest prompt in characters; a model's own limit in tokens is usually lower.</summary>
    public const int MaxPromptLength = 4000;

    /// <summary>The largest number of steps.</summary>
    public const int MaxSteps = 1000;

    /// <summary>The largest guidance scale.</summary>
    public const double MaxGuidanceScale = 100;

    /// <summary>The longest edge in pixels that any model may be asked for.</summary>
    public const int MaxEdge = 16384;

    /// <summary>A request with every default; set <see cref="Prompt"/>.</summary>
    public TextureRequest()
    {
    }

    // Generated readers set init members that the text leaves out to null or zero; only constructor parameters keep defaults.
    [JsonConstructor]
    internal TextureRequest(string negativePrompt = "", TileMode tile = TileMode.XY) => (NegativePrompt, Tile) = (negativePrompt, tile);

    /// <summary>What to show, in words.</summary>
    public required string Prompt { get; init; }

    /// <summary>What to steer away from, in words; used where the guidance scale is not 1.</summary>
    public string NegativePrompt { get; init; } = "";

    /// <summary>The seed of all noise: the same request and seed give the same texture.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Denoising steps, 1 to <see cref="MaxSteps"/>.</summary>
    public int? Steps { get; init; }

    /// <summary>Classifier-free guidance scale, 0 to <see cref="MaxGuidanceScale"/>; 1 is off and costs half.</summary>
    public double? GuidanceScale { get; init; }

    /// <summary>The guidance scale of the last step, 0 to <see cref="MaxGuidanceScale"/>; none for the same scale at every step.</summary>
    public double? GuidanceEnd { get; init; }

    /// <summary>How the guidance scale gets to <see cref="GuidanceEnd"/>; evenly by default.</summary>
    public GuidanceCurve? GuidanceCurve { get; init; }

    /// <summary>The noise levels (sigma) at which guidance applies; at all by default. Steps outside cost half.</summary>
    public GuidanceInterval? GuidanceInterval { get; init; }

    /// <summary>How far the contrast that guidance adds is taken back, 0 (the default) to 1.</summary>
    public double? GuidanceRescale { get; init; }

    /// <summary>The sampler's id, for example "euler".</summary>
    public string? Sampler { get; init; }

    /// <summary>Share of fresh noise in each step, 0 to 1, for samplers that use it; the sampler's own share by default.</summary>
    public double? Eta { get; init; }

    /// <summary>The schedule's id, for example "karras".</summary>
    public string? Schedule { get; init; }

    /// <summary>Width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>The axes along which the texture repeats.</summary>
    public TileMode Tile { get; init; } = TileMode.XY;

    /// <summary>The request as one JSON object; null members are left out.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TextureRequestJson.Default.TextureRequest);

    /// <summary>Reads a request from JSON. Unknown members are refused, values are validated.</summary>
    /// <exception cref="InvalidRequestException">The text is not such an object, or a value is out of range.</exception>
    public static TextureRequest FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var request = JsonSerializer.Deserialize(json, TextureRequestJson.Default.TextureRequest)
                ?? throw new InvalidRequestException("", "A texture request must be a JSON object; found null.", "Write at least {\"prompt\": \"...\"}.");
            return request.Validate();
        }
        catch (JsonException e)
        {
            throw new InvalidRequestException("", $"The texture request cannot be read: {e.Message}",
                "Check the members' names and types; \"prompt\" is required.", e);
        }
    }

    /// <summary>Checks everything that does not depend on a model, and returns this request.</summary>
    /// <exception cref="InvalidRequestException">A value is out of range; the message names it.</exception>
    public TextureRequest Validate()
    {
        if (string.IsNullOrWhiteSpace(Prompt))
            throw new InvalidRequestException("prompt", "The prompt is empty.", "Say what to show, for example \"mossy cobblestone, wet\".");
        RequireLength("prompt", Prompt);
        RequireLength("negativePrompt", NegativePrompt);
        Require("steps", Steps is null or (>= 1 and <= MaxSteps), Steps, $"from 1 to {MaxSteps}");
        Require("guidanceScale", GuidanceScale is null or (>= 0 and <= MaxGuidanceScale), GuidanceScale, $"from 0 to {MaxGuidanceScale}");
        Require("guidanceEnd", GuidanceEnd is null or (>= 0 and <= MaxGuidanceScale), GuidanceEnd, $"from 0 to {MaxGuidanceScale}");
        Require("guidanceCurve", GuidanceCurve is null || Enum.IsDefined(GuidanceCurve.Value), GuidanceCurve, "linear or cosine");
        Require("guidanceInterval", GuidanceInterval is not { } levels || (levels.Min >= 0 && levels.Max > levels.Min && double.IsFinite(levels.Max)),
            GuidanceInterval, "two noise levels, the smaller first");
        Require("guidanceRescale", GuidanceRescale is null or (>= 0 and <= 1), GuidanceRescale, "from 0 to 1");
        Require("eta", Eta is null or (>= 0 and <= 1), Eta, "from 0 to 1");
        Require("width", Width is null or (>= 1 and <= MaxEdge), Width, $"from 1 to {MaxEdge}");
        Require("height", Height is null or (>= 1 and <= MaxEdge), Height, $"from 1 to {MaxEdge}");
        Require("tile", Enum.IsDefined(Tile), Tile, "none, x, y or xy");
        return this;
    }

    private static void RequireLength(string member, string? text)
    {
        if (text is null)
            throw new InvalidRequestException(member, $"'{member}' is null.", "Use an empty text for none.");
        if (text.Length > MaxPromptLength)
            throw new InvalidRequestException(member, $"'{member}' must have at most {MaxPromptLength} characters; found {text.Length}.",
                "Shorten it to the words that matter.");
    }

    private static void Require(string member, bool valid, object? found, string expected)
    {
        if (!valid)
            throw new InvalidRequestException(member, FormattableString.Invariant($"'{member}' must be {expected}; found {found}."),
                "Leave it out to use the model's default.");
    }
}
