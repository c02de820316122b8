using System.Globalization;
using System.Text.Json.Nodes;

namespace Scumble.Lab;

/// <summary>What was measured of one method.</summary>
/// <param name="Series">The method.</param>
/// <param name="Name">What the row is called.</param>
/// <param name="ModelCalls">Model calls for each sample.</param>
/// <param name="SlicedWasserstein">Sliced 2-Wasserstein distance to the true distribution.</param>
/// <param name="SpreadRatio">Standard deviation inside the components, in units of the true one.</param>
internal sealed record DistanceRow(string Series, string Name, int ModelCalls, double SlicedWasserstein, double SpreadRatio)
{
    /// <summary>The members for a list.</summary>
    public JsonObject ToJson() => new()
    {
        ["method"] = Name,
        ["modelCalls"] = ModelCalls,
        ["distance"] = SlicedWasserstein.ToString("0.0000", CultureInfo.InvariantCulture),
        ["spread"] = SpreadRatio.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
