namespace Scumble.Lab;

/// <summary>Whether one golden case was reproduced.</summary>
/// <param name="Passed">Whether every number lay within its bound.</param>
/// <param name="Worst">The difference that came nearest to its bound, or passed it by most.</param>
/// <param name="Bound">The bound of that difference.</param>
/// <param name="Where">The number that it belongs to: a part of the case, a step, an index.</param>
/// <param name="Message">What is wrong, or empty.</param>
internal sealed record GoldenOutcome(bool Passed, double Worst, double Bound, string Where, string Message)
{
    /// <summary>A case that could not be compared at all.</summary>
    public static GoldenOutcome Failed(string message) => new(false, double.NaN, 0, "", message);
}
