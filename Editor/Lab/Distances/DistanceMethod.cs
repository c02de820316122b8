namespace Scumble.Lab;

/// <summary>A way to sample that is measured: a scheduler's configuration and a number of steps.</summary>
/// <param name="Series">The method: points of one series are joined.</param>
/// <param name="Name">What the row is called.</param>
/// <param name="Steps">Number of steps.</param>
/// <param name="Config">Members of the scheduler's configuration, as JSON without braces.</param>
internal sealed record DistanceMethod(string Series, string Name, int Steps, string Config)
{
    /// <summary>Share of fresh noise; null for the sampler's own.</summary>
    public double? Eta { get; init; }

    /// <summary>Whether the model is the exact consistency function and not the posterior mean.</summary>
    public bool IsConsistency { get; init; }

    /// <summary>S_churn.</summary>
    public double Churn { get; init; }

    /// <summary>Another sampler than the scheduler's, or null.</summary>
    public string? Sampler { get; init; }
}
