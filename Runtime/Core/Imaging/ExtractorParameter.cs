namespace Scumble.Imaging;

/// <summary>A number that an extractor can be given.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does, in one sentence.</param>
/// <param name="Default">What it is where it is not given.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
/// <param name="IsWhole">Whether only whole numbers are meant.</param>
public sealed record ExtractorParameter(string Name, string Description, double Default, double Min, double Max, bool IsWhole = false);
