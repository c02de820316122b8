using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Imaging;

namespace Scumble.Stages;

/// <summary>
/// What to generate, apart from how: immutable, round-trips through JSON, and is written into every output.
/// A null member means the model's own default (a random number for <see cref="Seed"/>). Groups are never null: one that is set to null is
/// empty. Requests are equal if all their members are, lists and the content of pictures included.
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

    /// <summary>What to show, in words.</summary>
    public required string Prompt { get; init; }

    /// <summary>What to steer away from, in words; used where the guidance scale is not 1.</summary>
    [AllowNull]
    public string NegativePrompt { get; init => field = value ?? ""; } = "";

    /// <summary>The class to show, for models that know classes instead of words; 0 by default.</summary>
    public int? ClassLabel { get; init; }

    /// <summary>The seed of all noise: the same request and seed give the same texture.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Denoising steps, 1 to <see cref="MaxSteps"/>.</summary>
    public int? Steps { get; init; }

    /// <summary>Width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>The axes along which the texture repeats; by default both for models that were made to repeat, and none for others.</summary>
    public TileMode? Tile { get; init; }

    /// <summary>How strictly to follow the prompt; a plain number is a scale.</summary>
    [AllowNull]
    public GuidanceRequest Guidance { get; init => field = value ?? new(); } = new();

    /// <summary>How to get from noise to the picture.</summary>
    [AllowNull]
    public SamplingRequest Sampling { get; init => field = value ?? new(); } = new();

    /// <summary>A picture to start from.</summary>
    [AllowNull]
    public StartRequest Start { get; init => field = value ?? new(); } = new();

    /// <summary>How words are read.</summary>
    [AllowNull]
    public TextRequest Text { get; init => field = value ?? new(); } = new();

    /// <summary>Which size the picture is to look as if it had, for SDXL.</summary>
    public SizeCondition? SizeCondition { get; init; }

    /// <summary>Which size the negative prompt tells; what it leaves open is as in <see cref="SizeCondition"/>.</summary>
    public SizeCondition? NegativeSizeCondition { get; init; }

    /// <summary>Pictures that steer through ControlNets.</summary>
    [JsonConverter(typeof(ValueList<ControlRequest>.Converter))]
    public ValueList<ControlRequest>? Controls { get; init; }

    /// <summary>How the refiner takes over, where the pipeline has one.</summary>
    public RefinerRequest? Refiner { get; init; }

    /// <summary>
    /// Whether a service may denoise it in one batch with others that ask for the same (<c>ServiceOptions.BatchSize</c>): the texture is then that of a run of its own but for
    /// rounding in the network's larger calls: on the CPU every value within 0.0001, on a device as far as its convolutions round. Its bits depend on what else waited, so it is another
    /// texture than the exact one, of another identity. False is stored as null: exact.
    /// </summary>
    public bool? Approximate { get; init => field = value == true ? true : null; }

    internal IEnumerable<PictureSource> Pictures =>
        new[] { Start.Image, Start.Mask }.Concat((Controls ?? []).Select(control => control.Image)).OfType<PictureSource>();

    /// <summary>
    /// The same request with the pictures and ControlNets that a JSON names: each is looked for by its name in the folders, in their order, and
    /// must have the content that is named. What is there already stays. Nothing outside of the folders is opened.
    /// </summary>
    /// <exception cref="ScumbleException">One is not there, or was changed.</exception>
    public TextureRequest FindInputs(params IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        return this with
        {
            Start = Start with { Image = Start.Image?.Find(folders), Mask = Start.Mask?.Find(folders) },
            Controls = Controls is null ? null : [.. Controls.Select(control => control with { Model = control.Model.Find(folders), Image = control.Image.Find(folders) })],
        };
    }

    /// <summary>The request as one JSON object, its members always in the same order; null members and empty groups are left out.</summary>
    public string ToJson() => ToNode().ToJsonString();

    internal JsonObject ToNode()
    {
        var node = JsonSerializer.SerializeToNode(this, TextureRequestJson.Default.TextureRequest)!.AsObject();
        foreach (var name in node.Where(member => member.Value is JsonObject { Count: 0 }).Select(member => member.Key).ToArray()) node.Remove(name);
        return node;
    }

    /// <summary>
    /// Reads a request from JSON, in today's form or that of older recipes. Unknown members are refused, values are validated. Pictures and
    /// ControlNets from elsewhere are only named by it: <see cref="FindInputs"/> looks for them.
    /// </summary>
    /// <exception cref="InvalidRequestException">The text is not such an object, or a value is out of range.</exception>
    public static TextureRequest FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var node = JsonNode.Parse(json, documentOptions: new() { AllowDuplicateProperties = false });
            if (node is JsonObject members) FlatRequest.Group(members);
            var request = node.Deserialize(TextureRequestJson.Default.TextureRequest)
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
