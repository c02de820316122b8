namespace Scumble.Stages;

/// <summary>A number that an extractor is given.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Value">Its value.</param>
public sealed record ExtractorSetting(string Name, double Value);
