namespace Scumble.Imaging;

/// <summary>What becomes of a picture whose proportions are not the texture's.</summary>
public enum PictureFit
{
    /// <summary>It fills the texture, and what reaches over is cut on both sides alike.</summary>
    Cover,

    /// <summary>It lies in the middle, whole, and its edges are continued over the rest.</summary>
    Contain,

    /// <summary>It is stretched.</summary>
    Stretch,
}
