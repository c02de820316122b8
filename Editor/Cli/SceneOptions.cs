using System.CommandLine;
using System.Numerics;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Shell;

namespace Scumble.Cli;

/// <summary>The words that say what a depth picture means and where its camera looks.</summary>
internal sealed class SceneOptions
{
    private readonly NumberOption<float> _near = new("--near", "METRES", "The distance of the near plane.");

    private readonly NumberOption<float> _far = new("--far", "METRES", "The distance of the far plane; none by default.");

    private readonly Option<bool> _reversed = new("--reversed") { Description = "The near plane is white: reversed depth, or a ready picture of one over the distance." };

    private readonly Option<bool> _orthographic = new("--orthographic") { Description = "The camera sees all distances alike." };

    private readonly NumberOption<float> _fov = new("--fov", "DEGREES", "What the camera sees from the lowest to the highest edge; 60 by default.");

    private readonly NumberOption<float> _span = new("--span", "METRES", "The same of an orthographic camera; 10 by default.");

    /// <summary>Declares the options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _near, _far, _reversed, _orthographic, _fov, _span }) command.Add(option);
    }

    /// <summary>What the depth's numbers mean.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="ready">What they mean where nothing is said; null if something must be.</param>
    /// <exception cref="InvalidRequestException">Nothing was said, or what was said is no camera.</exception>
    public DepthConvention Convention(ParseResult arguments, DepthConvention? ready = null)
    {
        if (arguments.GetValue(_near) is not { } near)
        {
            if (ready is not null) return ready with { FarMetres = arguments.GetValue(_far) ?? ready.FarMetres };
            throw new InvalidRequestException("near", "What the depth's numbers mean must be said: it cannot be told from the picture.",
                "Write --near METRES, --far METRES if there is a far plane, and --reversed if the near plane is white.");
        }
        return Checked("near", () => new DepthConvention
        {
            NearMetres = near,
            FarMetres = arguments.GetValue(_far) ?? ready?.FarMetres ?? float.PositiveInfinity,
            IsReversed = ready is not null || arguments.GetValue(_reversed),
            IsOrthographic = arguments.GetValue(_orthographic),
        }.Validate());
    }

    /// <summary>The camera that draws such depth, at the origin.</summary>
    public SceneCamera Camera(ParseResult arguments, DepthConvention convention, int width, int height) => Checked("fov", () => convention.IsOrthographic
        ? SceneCamera.Orthographic(Matrix4x4.Identity, arguments.GetValue(_span) ?? 10, (float)width / height, convention)
        : SceneCamera.Perspective(Matrix4x4.Identity, arguments.GetValue(_fov) ?? 60, (float)width / height, convention));

    private static T Checked<T>(string member, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException e)
        {
            throw new InvalidRequestException(member, e.Message.Split(" (Parameter")[0], "Check --near, --far, --fov and --span.", e);
        }
    }
}
