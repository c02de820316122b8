using Scumble.Diagnostics;
using Scumble.Imaging;

namespace Scumble.Stages;

/// <summary>Where pictures of other proportions lie.</summary>
internal static class PictureFitting
{
    // What is cut away was resampled first.
    private const long MaxShare = 64;

    /// <summary>Where a picture lies about a window: of the window's size, inside of it, or reaching over it, with their middles together.</summary>
    /// <exception cref="InvalidRequestException">So little of it would be left that it is meant otherwise.</exception>
    public static CropWindow Place(PictureSource picture, CropWindow window, PictureFit fit)
    {
        if (fit == PictureFit.Stretch || IsAlike(picture, window)) return window;
        var (x, y) = ((double)window.Width / picture.Width, (double)window.Height / picture.Height);
        var scale = fit == PictureFit.Cover ? Math.Max(x, y) : Math.Min(x, y);
        var (width, height) = (Scaled(picture.Width, scale), Scaled(picture.Height, scale));
        if ((long)width * height > MaxShare * window.Width * window.Height)
            throw new InvalidRequestException("start.fit", $"The picture '{picture.Name}' is {picture.Width}x{picture.Height}: hardly anything of it would be left at {window.Width}x{window.Height}.",
                "Crop it first, or fit it whole (contain).");
        return new CropWindow(window.X + ((window.Width - width) / 2), window.Y + ((window.Height - height) / 2), width, height);
    }

    /// <summary>What the user should know of a picture, in whole sentences.</summary>
    public static IEnumerable<string> Warnings(PictureSource? picture, CropWindow window, PictureFit fit, bool isMask)
    {
        if (picture is null) yield break;
        if (!IsAlike(picture, window))
        {
            var how = fit switch { PictureFit.Cover => "it is cropped", PictureFit.Contain => "its edges are continued", _ => "it is stretched" };
            yield return $"'{picture.Name}' is {picture.Width}x{picture.Height}, other proportions than {window.Width}x{window.Height}: {how} (fit: {fit.ToString().ToLowerInvariant()}).";
        }
        if (picture.IsOnDevice || picture.Read() is not { } image) yield break;
        if (isMask && !Planes.HasWhite(Transparency.Mask(image))) yield return $"'{picture.Name}' is nowhere white: nothing of the picture changes.";
        if (!Transparency.IsIn(image)) yield break;
        yield return !isMask ? $"'{picture.Name}' has transparency: it is laid on {(Transparency.IsBright(image) ? "black" : "white")}."
            : Transparency.IsUniform(image) ? $"'{picture.Name}' is of one colour: its transparency is the mask."
            : $"'{picture.Name}' has transparency and several colours: what is transparent stays.";
    }

    // Sizes of whole blocks of pixels differ from the picture's by less than a pixel's worth.
    private static bool IsAlike(PictureSource picture, CropWindow window)
    {
        var scale = Math.Min((double)window.Width / picture.Width, (double)window.Height / picture.Height);
        return window.Width - (picture.Width * scale) <= 1 && window.Height - (picture.Height * scale) <= 1;
    }

    private static int Scaled(int length, double scale) => Math.Max(1, (int)Math.Round(length * scale));
}
