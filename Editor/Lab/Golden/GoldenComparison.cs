using System.Globalization;

namespace Scumble.Lab;

/// <summary>Collects the comparisons of one case; what counts is the difference that is largest beside its own bound.</summary>
internal sealed class GoldenComparison
{
    private double _worst;
    private double _bound;
    private double _expected;
    private double _actual;
    private double _share = -1;
    private string _where = "";
    private string? _fault;

    /// <summary>The verdict on everything compared so far; nothing compared is a failure.</summary>
    public GoldenOutcome Outcome =>
        _fault is not null ? GoldenOutcome.Failed(_fault)
        : _share < 0 ? GoldenOutcome.Failed("nothing was compared")
        : _share <= 1 ? new(true, _worst, _bound, _where, "")
        : new(false, _worst, _bound, _where, string.Create(CultureInfo.InvariantCulture, $"expected {_expected:g9}, found {_actual:g9}"));

    /// <summary>Notes something that is wrong and is no difference of numbers. The first one is told.</summary>
    public void Fail(string message) => _fault ??= message;

    /// <summary>Compares two numbers; equal infinities have no difference, a NaN differs from everything but NaN.</summary>
    /// <param name="actual">Ours.</param>
    /// <param name="expected">The recorded one.</param>
    /// <param name="bound">The largest permitted absolute difference, not negative.</param>
    /// <param name="where">What is compared.</param>
    public void Compare(double actual, double expected, double bound, string where)
    {
        var difference = actual.Equals(expected) ? 0 : Math.Abs(actual - expected);
        if (double.IsNaN(difference)) difference = double.PositiveInfinity;
        var share = difference == 0 ? 0 : difference / bound;
        if (share <= _share) return;
        (_share, _worst, _bound, _where, _actual, _expected) = (share, difference, bound, where, actual, expected);
    }

    /// <summary>Compares two lists with one bound for all elements; another length is a failure.</summary>
    public void Compare(IReadOnlyList<double> actual, IReadOnlyList<double> expected, double bound, string where) =>
        Compare(actual, expected, _ => bound, where);

    /// <summary>Compares two lists with a bound for each expected element; another length is a failure.</summary>
    public void Compare(IReadOnlyList<double> actual, IReadOnlyList<double> expected, Func<double, double> bound, string where)
    {
        if (actual.Count != expected.Count) Fail($"{where}: expected {expected.Count} numbers, found {actual.Count}");
        else for (var i = 0; i < actual.Count; i++) Compare(actual[i], expected[i], bound(expected[i]), $"{where}[{i}]");
    }
}
