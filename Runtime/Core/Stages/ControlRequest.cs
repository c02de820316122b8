using Scumble.Imaging;

namespace Scumble.Stages;

/// <summary>One ControlNet and the picture that it steers by. Immutable.</summary>
public sealed record ControlRequest
{
    /// <summary>The ControlNet: a component of the model ("controlnet"), or the path of a folder or file with its graph. "depth" is the picture that a model of depth reads beside the latent.</summary>
    public required ControlNetSource Model { get; init; }

    /// <summary>A picture of the kind that the ControlNet was trained on: edges, depth, normals; or the photograph that <see cref="Extract"/> makes it of.</summary>
    public required PictureSource Image { get; init; }

    /// <summary>How the control picture is made of <see cref="Image"/>; null where that is it.</summary>
    public ControlExtraction? Extract { get; init; }

    /// <summary>What becomes of a picture of other proportions; cover by default.</summary>
    public PictureFit? Fit { get; init; }

    /// <summary>How strongly it steers, 0 to 10; 1 as trained, which is the default.</summary>
    public double? Scale { get; init; }

    /// <summary>Where in the run it begins, 0 (the default) to 1.</summary>
    public double? Start { get; init; }

    /// <summary>Where in the run it ends, 0 to 1 (the default).</summary>
    public double? End { get; init; }
}
