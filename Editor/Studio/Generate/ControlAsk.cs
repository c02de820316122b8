namespace Scumble.Studio;

/// <summary>A picture that steers through a ControlNet of the model.</summary>
/// <param name="Model">The component's name, "controlnet".</param>
/// <param name="Picture">The picture's id.</param>
/// <param name="Scale">How strongly, 0 to 10; 1 where it is left out.</param>
internal sealed record ControlAsk(string Model, string Picture, double? Scale = null);
