using System.Numerics;
using Scumble.Tensors;

namespace Scumble.Imaging;

/// <summary>
/// Work on pictures, on whichever device they live. A picture is a tensor [height, width, channels] of float32 with 1, 3 or 4 channels, as
/// <see cref="Image"/> lays it out, from <see cref="Tensors"/>; targets are other memory than sources. What does not fit is an
/// <see cref="ArgumentException"/>. Calls on one device keep their order with those of <see cref="Tensors"/>. One thread.
/// </summary>
public interface IImageOps
{
    /// <summary>The arithmetic on the same device.</summary>
    ITensorOps Tensors { get; }

    /// <summary>Blurs (<see cref="Imaging.GaussianBlur"/>).</summary>
    /// <param name="target">Like <paramref name="source"/>.</param>
    /// <param name="source">A picture.</param>
    /// <param name="sigma">The standard deviation in pixels, above 0 and at most <see cref="Imaging.GaussianBlur.MaxSigma"/>.</param>
    /// <param name="tile">The axes that repeat.</param>
    void GaussianBlur(Tensor target, Tensor source, float sigma, TileMode tile);

    /// <summary>How fast a picture changes, in all colours together (<see cref="Imaging.GradientEnergy"/>).</summary>
    /// <param name="energy">[h, w, 1].</param>
    /// <param name="picture">Of the same size; transparency does not count.</param>
    /// <param name="tile">The axes that repeat.</param>
    void GradientEnergy(Tensor energy, Tensor picture, TileMode tile);

    /// <summary>Each pixel's colours through one matrix, clamped to 0..1 (<see cref="Imaging.ColourMatrix"/>).</summary>
    /// <param name="target">[h, w, 3].</param>
    /// <param name="source">[h, w, 3].</param>
    /// <param name="matrix">Its rows are what a unit of red, green and blue gives, its last row what is added.</param>
    void ColourMatrix(Tensor target, Tensor source, Matrix4x4 matrix);

    /// <summary>Resamples to the target's size (<see cref="Imaging.Resize"/>).</summary>
    /// <param name="target">[new h, new w, channels of the source].</param>
    /// <param name="source">A picture.</param>
    /// <param name="tile">The axes that repeat.</param>
    void Resize(Tensor target, Tensor source, TileMode tile);

    /// <summary>Edges (<see cref="Imaging.Canny"/>).</summary>
    /// <param name="edges">[h, w, 1]: 1 on 0.</param>
    /// <param name="grey">[h, w, 1], 0..1; rounded to 8-bit levels.</param>
    /// <param name="low">Below this, in 8-bit levels of |gx| + |gy|, nothing is an edge.</param>
    /// <param name="high">Above this every ridge is an edge; at least <paramref name="low"/>.</param>
    /// <param name="tile">The axes that repeat.</param>
    void Canny(Tensor edges, Tensor grey, int low, int high, TileMode tile);

    /// <summary>Distances of a depth buffer (<see cref="Imaging.LinearDepth"/>).</summary>
    /// <param name="target">[h, w, 1]: metres, infinite where nothing was drawn; or one over metres, and 0 there.</param>
    /// <param name="depth">The depth buffer, [h, w, 1].</param>
    /// <param name="convention">What its numbers mean.</param>
    /// <param name="inverse">One over metres instead of metres; of an orthographic camera 1 at the near plane to 0 at the far one.</param>
    void LinearDepth(Tensor target, Tensor depth, DepthConvention convention, bool inverse);

    /// <summary>Normals that follow from a depth buffer (<see cref="Imaging.NormalFromDepth"/>).</summary>
    /// <param name="normal">[h, w, 3], (n + 1) / 2 in the camera's space.</param>
    /// <param name="inverse">[h, w, 1], as <see cref="LinearDepth"/> gives one over metres.</param>
    /// <param name="rays">Where the pixels look.</param>
    void NormalFromDepth(Tensor normal, Tensor inverse, CameraRays rays);

    /// <summary>The edges of what was drawn, free of its colours (<see cref="Imaging.GeometryEdges"/>). At least one of the three sources is there.</summary>
    /// <param name="edges">[h, w, 1]: 1 on 0.</param>
    /// <param name="inverse">[h, w, 1], as <see cref="LinearDepth"/> gives one over metres, or null.</param>
    /// <param name="normal">[h, w, 3], (n + 1) / 2 in any one space, or null.</param>
    /// <param name="ids">[h, w, 1], whole numbers, or null.</param>
    /// <param name="depthStep">The share of the distance that a step in depth spans at least; not negative.</param>
    /// <param name="normalStep">The least 1 - cos of a crease, 0 to 1.</param>
    void GeometryEdges(Tensor edges, Tensor? inverse, Tensor? normal, Tensor? ids, float depthStep, float normalStep);

    /// <summary>A colour for each object (<see cref="Imaging.ColourIds"/>).</summary>
    /// <param name="colours">[h, w, 3].</param>
    /// <param name="ids">[h, w, 1], whole numbers from 0 to <see cref="Imaging.ColourIds.Limit"/> - 1.</param>
    /// <param name="isColour">Whether the id is the colour.</param>
    void ColourIds(Tensor colours, Tensor ids, bool isColour);

    /// <summary>A picture of one view, carried over into another (<see cref="Imaging.Reproject"/>).</summary>
    /// <param name="target">Like <paramref name="picture"/>: a picture of the new view, which stays as it is where the other view did not see it.</param>
    /// <param name="known">[h, w, 1]: 1 where the other view saw it, else 0.</param>
    /// <param name="picture">What was seen in the other view.</param>
    /// <param name="seen">[h, w, 1], its depth as <see cref="LinearDepth"/> gives one over metres.</param>
    /// <param name="inverse">[h, w, 1], the new view's.</param>
    /// <param name="motion">From the new view's pixels to the other's.</param>
    /// <param name="tolerance">The share of the inverse within which it is the same surface; not negative.</param>
    /// <param name="share">Of what was seen in the target, 0 to 1; the rest is what the target was.</param>
    void Reproject(Tensor target, Tensor known, Tensor picture, Tensor seen, Tensor inverse, CameraMotion motion, float tolerance, float share);

    /// <summary>The range between two shares of what is above 0 and finite (<see cref="Imaging.Quantiles"/>); it stays on the device.</summary>
    /// <param name="range">[2].</param>
    /// <param name="source">A picture.</param>
    /// <param name="low">The lower share, 0 to 1.</param>
    /// <param name="high">The higher share, from <paramref name="low"/> to 1.</param>
    void Quantiles(Tensor range, Tensor source, float low, float high);

    /// <summary>The least value and the greatest (<see cref="ValueRange.Of"/>); they stay on the device.</summary>
    /// <param name="range">[2].</param>
    /// <param name="source">A picture of numbers.</param>
    void Range(Tensor range, Tensor source);

    /// <summary>Stretches a range to 0..1 (<see cref="ValueRange.Normalize"/>).</summary>
    /// <param name="target">Like <paramref name="source"/>.</param>
    /// <param name="source">A picture.</param>
    /// <param name="range">[2], as <see cref="Range"/> gives it.</param>
    void Normalize(Tensor target, Tensor source, Tensor range);

    /// <summary>Tangent-space normals (<see cref="Imaging.NormalFromHeight"/>).</summary>
    /// <param name="normal">[h, w, 3], (n + 1) / 2.</param>
    /// <param name="height">[h, w, 1].</param>
    /// <param name="tile">The axes that repeat.</param>
    /// <param name="depth">How many pixels a height difference of 1 spans.</param>
    void NormalFromHeight(Tensor normal, Tensor height, TileMode tile, float depth);

    /// <summary>Ambient occlusion (<see cref="Imaging.OcclusionFromHeight"/>).</summary>
    /// <param name="occlusion">[h, w, 1]; 1 is open sky.</param>
    /// <param name="height">[h, w, 1].</param>
    /// <param name="tile">The axes that repeat.</param>
    /// <param name="depth">How many pixels a height difference of 1 spans.</param>
    void OcclusionFromHeight(Tensor occlusion, Tensor height, TileMode tile, float depth);

    /// <summary>A window of a network's planes as a picture: each value becomes (value + 1) / 2, clamped to 0..1 (<see cref="Planes.Cut"/>).</summary>
    /// <param name="picture">A picture of the window's size; as many planes are taken as it has channels.</param>
    /// <param name="planes">[1, channels, h, w], -1..1.</param>
    /// <param name="firstChannel">The first plane to take.</param>
    /// <param name="x">Left edge of the window.</param>
    /// <param name="y">Top edge of the window.</param>
    void FromPlanes(Tensor picture, Tensor planes, int firstChannel, int x, int y);

    /// <summary>The reverse: a picture in a window of planes, its edges continued over the rest, each value v as a v + b (<see cref="Planes.OnCanvas"/>).</summary>
    /// <param name="planes">[1, 3, h, w] for colour, or [1, 1, h, w] for brightness.</param>
    /// <param name="picture">A picture of the window's size. Grey stands in all three colours; transparency is dropped.</param>
    /// <param name="x">Left edge of the window.</param>
    /// <param name="y">Top edge of the window.</param>
    /// <param name="a">The factor.</param>
    /// <param name="b">What is added.</param>
    void ToPlanes(Tensor planes, Tensor picture, int x, int y, double a, double b);

    /// <summary>Makes a picture by a program (<see cref="Imaging.Shade"/>).</summary>
    /// <param name="target">A picture; as many channels of the program's result are kept as it has.</param>
    /// <param name="program">Ended.</param>
    /// <param name="tile">The axes on which sources repeat.</param>
    /// <param name="sources">Pictures, as many as the program reads, up to <see cref="PixelProgram.MaxSources"/>; of the target's size where they are read at the pixel itself.</param>
    void Shade(Tensor target, PixelProgram program, TileMode tile, params ReadOnlySpan<Tensor> sources);
}
