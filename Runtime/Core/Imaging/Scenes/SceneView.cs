using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Imaging;

/// <summary>
/// What a scene's camera sees, in host memory: the pictures that a renderer drew, and what their numbers mean. <see cref="ToInput"/> checks it and makes
/// of it what extractors read, on any device. Immutable; pictures are not copied, and not to be changed.
/// </summary>
public sealed record SceneView
{
    /// <summary>The camera.</summary>
    public required SceneCamera Camera { get; init; }

    /// <summary>The depth buffer, [h, w, 1], as it is stored (<see cref="DepthBuffer"/>).</summary>
    public required Image Depth { get; init; }

    /// <summary>What its numbers mean.</summary>
    public required DepthConvention Convention { get; init; }

    /// <summary>The part of the pictures that the camera draws to, of depth's pixels; null for the whole.</summary>
    public CropWindow? Viewport { get; init; }

    /// <summary>What was drawn, as it should look (sRGB), or null.</summary>
    public Image? Colour { get; init; }

    /// <summary>Normals as they were drawn, [h, w, 3], or null.</summary>
    public Image? Normal { get; init; }

    /// <summary>What their numbers mean.</summary>
    public NormalConvention NormalConvention { get; init; } = new();

    /// <summary>Which object each pixel shows (<see cref="SceneIds"/>), or null.</summary>
    public Image? Ids { get; init; }

    /// <summary>The pictures on a device, depth as one over the distance. The caller disposes the result.</summary>
    /// <param name="ops">The verbs of the device.</param>
    /// <exception cref="ArgumentException">Depth is not what the camera makes of distances, or a picture has other channels.</exception>
    /// <exception cref="ScumbleException">Depth is not a number somewhere or not in its range, nothing was drawn, or a picture has other proportions.</exception>
    public ExtractorInput ToInput(IImageOps ops)
    {
        ArgumentNullException.ThrowIfNull(ops);
        Camera.Require(Convention);
        var whole = new CropWindow(0, 0, Depth.Width, Depth.Height);
        var window = Viewport ?? whole;
        if (window.X < 0 || window.Y < 0 || window.Width < 1 || window.Height < 1 || window.X + window.Width > whole.Width || window.Y + window.Height > whole.Height)
            throw new ArgumentException($"The viewport {window} is not inside of the depth's {whole.Width}x{whole.Height}.");
        var notes = new List<string>();
        var depth = Cut(Depth, "depth", [1], window, notes)!;
        DepthNotes.RequireNumbers(depth, Convention);
        var inverse = LinearDepth.ToInverse(depth, Convention);
        notes.AddRange(DepthNotes.Of(inverse, Convention));
        var (colour, normal, ids) = (Cut(Colour, "colour", [1, 3, 4], window, notes), Cut(Normal, "normal", [3], window, notes), Cut(Ids, "ids", [1], window, notes));

        var parts = new List<IDisposable>();
        try
        {
            return new ExtractorInput
            {
                Photograph = Up(colour),
                Depth = Up(inverse),
                Convention = Convention,
                Rays = Camera.Rays(window.Width, window.Height, Convention),
                Normal = normal is null ? null : Turned(normal),
                Ids = Up(ids),
                Notes = notes,
            }.Own(parts);
        }
        catch
        {
            foreach (var part in parts) part.Dispose();
            throw;
        }

        Tensor? Up(Image? image)
        {
            if (image is null) return null;
            var tensor = image.Upload(ops.Tensors);
            parts.Add(tensor);
            return tensor;
        }

        Tensor Turned(Image image)
        {
            using var drawn = image.Upload(ops.Tensors);
            var turned = ops.Tensors.Create(drawn.Shape, ElementType.Float32);
            parts.Add(turned);
            Camera.TurnNormals(ops, turned, drawn, NormalConvention, Convention);
            return turned;
        }
    }

    /// <summary>What a depth buffer says about itself, in whole sentences: probably another convention, a camera inside of geometry, the same depth everywhere.</summary>
    /// <param name="depth">The depth buffer, [h, w, 1], as it is stored.</param>
    /// <param name="convention">What its numbers are said to mean.</param>
    /// <exception cref="ScumbleException">It is not a number somewhere or not in its range, or nothing was drawn.</exception>
    public static IReadOnlyList<string> Notes(Image depth, DepthConvention convention)
    {
        ArgumentNullException.ThrowIfNull(depth);
        ArgumentNullException.ThrowIfNull(convention);
        DepthNotes.RequireNumbers(depth, convention);
        return DepthNotes.Of(LinearDepth.ToInverse(depth, convention), convention);
    }

    // A picture at depth's size, and of it the viewport.
    private Image? Cut(Image? picture, string name, int[] channels, CropWindow window, List<string> notes)
    {
        if (picture is null) return null;
        if (!channels.Contains(picture.Channels)) throw new ArgumentException($"The picture of {name} has {picture.Channels} channels; expected {string.Join(" or ", channels)}.");
        var (width, height) = (Depth.Width, Depth.Height);
        if ((picture.Width, picture.Height) != (width, height))
        {
            if (Math.Abs(((double)picture.Width * height / picture.Height) - width) > 1)
                throw new ScumbleException($"The picture of {name} is {picture.Width}x{picture.Height}, the depth {width}x{height}: they are not of one view.", "Draw both in one size, or at least in one shape.");
            notes.Add($"The picture of {name} is {picture.Width}x{picture.Height}: it is resampled to the depth's {width}x{height}.");
            picture = name == "ids" ? SceneIds.Resize(picture, width, height) : Resize.To(picture, width, height, TileMode.None);
        }
        return window == new CropWindow(0, 0, width, height) ? picture : picture.Crop(window.X, window.Y, window.Width, window.Height);
    }
}
