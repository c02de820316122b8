using Scumble.Diagnostics;

namespace Scumble.Imaging;

/// <summary>
/// Makes a control picture: what a ControlNet is shown. It is written over <see cref="IImageOps"/>, so that it runs on the host and on a
/// device alike. Extractors keep nothing; <see cref="Extraction"/> runs them.
/// </summary>
public abstract class Extractor
{
    /// <summary>Its id, in lower case.</summary>
    public abstract string Id { get; }

    /// <summary>Its name for people.</summary>
    public abstract string Name { get; }

    /// <summary>How it works, in a line: the paper, or the rule.</summary>
    public abstract string Method { get; }

    /// <summary>What it can work from: any one of these suffices.</summary>
    public abstract IReadOnlyList<ExtractorReads> Reads { get; }

    /// <summary>What ControlNets that read its output are called, its own id first.</summary>
    public abstract IReadOnlyList<string> Aliases { get; }

    /// <summary>Channels of its output: 1, or 3 for colour.</summary>
    public abstract int Channels { get; }

    /// <summary>The numbers that it can be given.</summary>
    public virtual IReadOnlyList<ExtractorParameter> Parameters => [];

    /// <summary>Whether it works from a photograph alone.</summary>
    public bool ReadsPhotograph => Reads.Contains(ExtractorReads.Photograph);

    /// <summary>Says that something is missing, if it is.</summary>
    /// <exception cref="InvalidRequestException">None of what it can work from is there.</exception>
    public void Require(ExtractorInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (Reads.Any(needed => (input.Has & needed) == needed)) return;
        var needs = string.Join(" or ", Reads).ToLowerInvariant();
        throw new InvalidRequestException("extractor", $"The extractor '{Id}' works from {needs}; there is {(input.Has == 0 ? "nothing" : input.Has.ToString().ToLowerInvariant())}.",
            $"Give it {needs}.");
    }

    /// <summary>The settings, checked.</summary>
    /// <param name="settings">Names and numbers, or null for the defaults.</param>
    /// <exception cref="InvalidRequestException">A name is unknown, or a number out of range.</exception>
    public void Check(IReadOnlyDictionary<string, double>? settings)
    {
        foreach (var (name, value) in settings ?? new Dictionary<string, double>())
        {
            if (Parameters.FirstOrDefault(parameter => parameter.Name == name) is not { } known)
            {
                var names = Parameters.Select(parameter => parameter.Name).ToArray();
                throw new InvalidRequestException("settings", $"The extractor '{Id}' has no setting '{name}'.",
                    names.Length == 0 ? "It has none." : NearestName.Find(name, names) is { } nearest ? $"Did you mean '{nearest}'?" : $"It has {string.Join(", ", names)}.");
            }
            if (!(value >= known.Min && value <= known.Max) || (known.IsWhole && value != Math.Floor(value)))
                throw new InvalidRequestException("settings", FormattableString.Invariant($"'{name}' of '{Id}' must be {(known.IsWhole ? "a whole number " : "")}from {known.Min} to {known.Max}; found {value}."),
                    FormattableString.Invariant($"Leave it out for {known.Default}."));
        }
    }

    /// <summary>Makes the picture.</summary>
    /// <param name="call">The verbs, what is read, and where it goes.</param>
    protected internal abstract void Run(ExtractorCall call);
}
