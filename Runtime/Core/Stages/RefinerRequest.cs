namespace Scumble.Stages;

/// <summary>How a refiner, where the pipeline has one, takes over. Immutable.</summary>
public sealed record RefinerRequest
{
    /// <summary>The share of the noise schedule that the base model does before it hands over, above 0, below 1; 0.8 by default.</summary>
    public double? Start { get; init; }

    /// <summary>How beautiful the picture is to be, 1 to 10; 6 by default.</summary>
    public double? AestheticScore { get; init; }

    /// <summary>The same for the negative prompt; 2.5 by default.</summary>
    public double? NegativeAestheticScore { get; init; }
}
