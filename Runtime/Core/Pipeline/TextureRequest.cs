using System.Text.Json;
using System.Text.Json.Serialization;
using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Imaging;
using Scumble.Sampling;
using Scumble.Text;

namespace Scumble.Pipeline;

/// <summary>
/// What to generate, apart from how: immutable, round-trips through JSON, and is written into every output.
/// A null member means the model's own default (a random number for <see cref="Seed"/>).
/// </summary>
public sealed partial record TextureRequest
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
    internal TextureRequest(string negativePrompt = "") => NegativePrompt = negativePrompt;

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

    /// <summary>The axes along which the texture repeats; both by default where the model was made for that, else none.</summary>
    public TileMode? Tile { get; init; }

    /// <summary>A picture to start from; its size is the default size.</summary>
    public PictureSource? Image { get; init; }

    /// <summary>How much of <see cref="Image"/> may change, above 0 to 1; 0.8 by default, 1 under a mask.</summary>
    public double? Strength { get; init; }

    /// <summary>Where <see cref="Image"/> may change: white is made anew, black stays.</summary>
    public PictureSource? Mask { get; init; }

    /// <summary>Pictures that steer through ControlNets.</summary>
    public IReadOnlyList<ControlRequest>? Controls { get; init; }

    /// <summary>How the refiner takes over, where the pipeline has one.</summary>
    public RefinerRequest? Refiner { get; init; }

    /// <summary>How prompts are read; weighted by default.</summary>
    public PromptSyntax? Syntax { get; init; }

    /// <summary>The prompt for each text encoder in order, for models with several; <see cref="Prompt"/> for all of them by default.</summary>
    public IReadOnlyList<string>? EncoderPrompts { get; init; }

    /// <summary>The negative prompt for each text encoder, likewise.</summary>
    public IReadOnlyList<string>? EncoderNegativePrompts { get; init; }

    /// <summary>Tokens of a long text encoder's window (T5), 8 to 4096.</summary>
    public int? MaxSequenceLength { get; init; }

    /// <summary>Layers of CLIP's text encoders to leave out at the end, 0 (the default) to 100: 1 reads the layer before the usual one. For the prompt, not the negative one.</summary>
    public int? ClipSkip { get; init; }

    /// <summary>Classifier-free guidance for models that take <see cref="GuidanceScale"/> as an input, 0 to <see cref="MaxGuidanceScale"/>; 1 (the default) is off.</summary>
    public double? TrueGuidanceScale { get; init; }

    /// <summary>The class to show, for models that know classes instead of words; 0 by default.</summary>
    public int? ClassLabel { get; init; }

    /// <summary>Which size the picture is to look as if it had, for SDXL.</summary>
    public SizeCondition? SizeCondition { get; init; }

    /// <summary>Which size the negative prompt tells; what it leaves open is as in <see cref="SizeCondition"/>.</summary>
    public SizeCondition? NegativeSizeCondition { get; init; }

    /// <summary>Steps of a cascade's first network, 1 to <see cref="MaxSteps"/>; as many as <see cref="Steps"/> by default.</summary>
    public int? BaseSteps { get; init; }

    /// <summary>The timesteps to visit, descending, instead of those of <see cref="Steps"/> and <see cref="Schedule"/>.</summary>
    public IReadOnlyList<double>? Timesteps { get; init; }

    /// <summary>The noise levels to visit, descending, before any shift, likewise.</summary>
    public IReadOnlyList<double>? Sigmas { get; init; }

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
}
