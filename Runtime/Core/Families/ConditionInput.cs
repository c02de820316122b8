using Scumble.Text;

namespace Scumble.Families;

/// <summary>All that a request says to a network, apart from pictures.</summary>
public sealed record ConditionInput
{
    /// <summary>The score that refiners are told for the prompt where nothing is said.</summary>
    public const double UsualAestheticScore = 6;

    /// <summary>The score that refiners are told for the negative prompt where nothing is said.</summary>
    public const double UsualNegativeAestheticScore = 2.5;

    /// <summary>The prompt for each text encoder in order; the first stands for those that are not given.</summary>
    public IReadOnlyList<string> Prompts { get; init; } = [""];

    /// <summary>The negative prompts, likewise; null without classifier-free guidance.</summary>
    public IReadOnlyList<string>? NegativePrompts { get; init; }

    /// <summary>Whether empty negative prompts are texts that were asked for, and not what stands where none was.</summary>
    public bool HasNegativePrompts { get; init; }

    /// <summary>How prompts are read.</summary>
    public PromptSyntax Syntax { get; init; }

    /// <summary>Tokens of the long text encoder's window; null for the model's own.</summary>
    public int? MaxSequenceLength { get; init; }

    /// <summary>Layers of CLIP's text encoders to leave out at the end for the prompt; the negative prompt has all.</summary>
    public int ClipSkip { get; init; }

    /// <summary>Width of the picture in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the picture in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The guidance scale, for networks that take it as an input.</summary>
    public double GuidanceScale { get; init; } = 1;

    /// <summary>The class to show, for networks that know classes instead of words.</summary>
    public int ClassLabel { get; init; }

    /// <summary>Which size the picture is to look as if it had.</summary>
    public SizeCondition Size { get; init; } = new();

    /// <summary>Which size the negative prompt is told; what it leaves open is as in <see cref="Size"/>.</summary>
    public SizeCondition NegativeSize { get; init; } = new();

    /// <summary>How beautiful the picture is to be, from 1 to 10, for refiners.</summary>
    public double AestheticScore { get; init; } = UsualAestheticScore;

    /// <summary>The same for the negative prompt.</summary>
    public double NegativeAestheticScore { get; init; } = UsualNegativeAestheticScore;
}
