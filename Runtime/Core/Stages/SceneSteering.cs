using Scumble.Diagnostics;
using Scumble.Imaging;

namespace Scumble.Stages;

/// <summary>Concept art by a model that knows things: a request that a scene's depth and edges steer through the model's own ControlNets. Immutable.</summary>
/// <param name="Request">What to generate; it has the view's shape.</param>
/// <param name="Notes">What the user should know, in whole sentences.</param>
public sealed record SceneSteering(TextureRequest Request, IReadOnlyList<string> Notes)
{
    /// <summary>A request, steered by a view. Where it says no size, it makes as many pixels as the model does by itself, in the view's shape.</summary>
    /// <param name="pipeline">The model.</param>
    /// <param name="request">What to show; its own controls stay, and keep their ControlNets.</param>
    /// <param name="depth">A ready picture: near is white.</param>
    /// <param name="edges">A ready picture: white on black; null for none.</param>
    /// <param name="scale">How strongly both steer; null for 1.</param>
    /// <exception cref="InvalidRequestException">No ControlNet of the model is known to read one of both.</exception>
    public static SceneSteering For(TexturePipeline pipeline, TextureRequest request, PictureSource depth, PictureSource? edges = null, double? scale = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(depth);
        // The size is the view's but for rounding to what the model makes: all of the view is shown, so that the picture lies on the geometry.
        PictureFit? fit = request.Width is null && request.Height is null ? PictureFit.Stretch : null;
        var (notes, controls) = (new List<string>(), new List<ControlRequest>(request.Controls ?? []));
        Control(Extractors.Depth, depth);
        if (edges is not null) Control(Extractors.GeometryEdge, edges);
        var (width, height) = SizeOf(pipeline, depth);
        return new(request with { Controls = [.. controls], Width = request.Width ?? width, Height = request.Height ?? height }, notes);

        void Control(Extractor extractor, PictureSource picture)
        {
            var (net, note) = ControlNetChoice.For(pipeline.Folder, extractor);
            if (net is not null && controls.Any(control => control.Model.Equals(net))) net = null;
            if (note is not null && net is not null) notes.Add(note);
            if (net is not null) controls.Add(new() { Model = net, Image = picture, Scale = scale, Fit = fit });
            else if (controls.Count == 0 || extractor != Extractors.Depth)
                throw new InvalidRequestException("controls", $"The model '{pipeline.Folder.Path}' has no further ControlNet of its own that is known to read {extractor.Aliases[0]} (controlnet_{string.Join(", controlnet_", extractor.Aliases)}).",
                    $"Name one, of the model or from elsewhere: --control NAME={picture.Name}.");
        }
    }

    private static (int Width, int Height) SizeOf(TexturePipeline pipeline, PictureSource view)
    {
        var defaults = pipeline.Defaults;
        var scale = Math.Sqrt((double)defaults.Width * defaults.Height / ((double)view.Width * view.Height));
        return (defaults.FixedWidth ?? Nearest(view.Width), defaults.FixedHeight ?? Nearest(view.Height));

        int Nearest(int edge) => Math.Clamp((int)Math.Round(edge * scale / defaults.SizeMultiple) * defaults.SizeMultiple, defaults.MinSize, defaults.MaxSize);
    }
}
