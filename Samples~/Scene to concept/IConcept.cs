using Scumble.Imaging;

namespace SceneToConcept;

/// <summary>A way to make a picture of what a camera sees.</summary>
internal interface IConcept
{
    /// <summary>The picture, RGB, sRGB-encoded, of the frame's size.</summary>
    /// <param name="frame">What is seen.</param>
    /// <param name="painted">The scene as former views painted it, from the same camera; null for the first.</param>
    Task<Image> PaintAsync(Frame frame, PaintedView? painted);
}
