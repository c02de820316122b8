using System.Numerics;
using Scumble.Imaging;

namespace Scumble.Tests.Fixtures;

/// <summary>
/// A staircase of five steps on a floor before a wall, seen by a camera that can be moved, ray by ray: what a renderer would draw, in any convention of
/// depth. Its colours are noise, so that they have edges where the geometry has none. Sky is where nothing was hit.
/// </summary>
public sealed class Staircase
{
    public const int Steps = 5;

    private static readonly (Vector3 Min, Vector3 Max)[] Boxes =
    [
        (new(-6, -1, -14), new(6, 0, 2)),
        (new(-6, 0, -14), new(6, 3, -13)),
        .. Enumerable.Range(0, Steps).Select(i => (new Vector3(-1.5f, 0, -7 - i), new Vector3(1.5f, 0.3f * (i + 1), -6 - i))),
    ];

    /// <summary>What it is made of; the id of a box is its place plus one.</summary>
    public static IReadOnlyList<(Vector3 Min, Vector3 Max)> Solids => Boxes;

    private readonly float[] _metres;

    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="eye">Where the camera stands.</param>
    /// <param name="isOrthographic">Whether it sees all distances alike.</param>
    /// <param name="isBumpy">Whether normals turn by up to 13 degrees from pixel to pixel, as if from a map.</param>
    public Staircase(int width, int height, Vector3? eye = null, bool isOrthographic = false, bool isBumpy = false)
    {
        (Width, Height, IsOrthographic) = (width, height, isOrthographic);
        var from = eye ?? new Vector3(0, 2, 0);
        View = Matrix4x4.CreateLookAt(from, from + new Vector3(-0.1f, -0.15f, -1), Vector3.UnitY);
        (Colour, Normal, Ids, _metres) = (new Image(width, height, 3), new Image(width, height, 3), new Image(width, height, 1), new float[width * height]);
        Matrix4x4.Invert(View, out var world);
        var random = new Random(3);
        var tangent = MathF.Tan(MathF.PI / 6);
        for (var i = 0; i < _metres.Length; i++)
        {
            float u = ((2 * ((i % width) + 0.5f) / width) - 1) * width / height, v = 1 - (2 * ((i / width) + 0.5f) / height);
            var (origin, ray) = isOrthographic ? (new Vector3(u * 3, v * 3, 0), new Vector3(0, 0, -1)) : (Vector3.Zero, new Vector3(u * tangent, v * tangent, -1));
            var (t, box, normal) = Hit(Vector3.Transform(origin, world), Vector3.TransformNormal(ray, world));
            _metres[i] = t;
            var (x, y) = (i % width, i / width);
            if (isBumpy && box >= 0) normal = Vector3.Normalize(normal + (0.25f * MathF.Sin(0.9f * x) * new Vector3(normal.Y, normal.Z, normal.X)));
            Ids[x, y] = box + 1;
            for (var c = 0; c < 3; c++)
            {
                Normal[x, y, c] = (normal[c] + 1) / 2;
                Colour[x, y, c] = box < 0 ? 0.8f : (0.15f * (box % 4)) + (0.4f * random.NextSingle());
            }
        }
    }

    public int Width { get; }

    public int Height { get; }

    public bool IsOrthographic { get; }

    public Matrix4x4 View { get; }

    /// <summary>As it looks.</summary>
    public Image Colour { get; }

    /// <summary>In the world's space, (n + 1) / 2.</summary>
    public Image Normal { get; }

    /// <summary>1 the floor, 2 the wall, 3 and more the steps; 0 the sky.</summary>
    public Image Ids { get; }

    /// <summary>Of pixel (x, y); infinite in the sky.</summary>
    public float Metres(int x, int y) => _metres[(y * Width) + x];

    /// <summary>The scene as a renderer hands it over.</summary>
    public SceneView Seen(DepthConvention convention) => new()
    {
        Camera = new SceneCamera(View, Projection(convention)),
        Depth = Depth(convention),
        Convention = convention,
        Colour = Colour,
        Normal = Normal,
        Ids = Ids,
    };

    /// <summary>What a projection in this convention leaves in the depth buffer.</summary>
    public Image Depth(DepthConvention convention)
    {
        var depth = new Image(Width, Height, 1);
        var (near, far) = ((double)convention.NearMetres, (double)convention.FarMetres);
        for (var i = 0; i < _metres.Length; i++)
        {
            double z = _metres[i];
            var nearness = double.IsInfinity(z) ? 0 : convention.IsOrthographic ? (far - z) / (far - near)
                : double.IsInfinity(far) ? near / z : ((1 / z) - (1 / far)) / ((1 / near) - (1 / far));
            var (least, greatest) = (convention.Stored.Min, convention.Stored.Max);
            depth.Pixels[i] = (float)(convention.IsReversed ? least + (nearness * (greatest - least)) : greatest - (nearness * (greatest - least)));
        }
        return depth;
    }

    /// <summary>The projection that does so; right-handed, row vectors.</summary>
    public Matrix4x4 Projection(DepthConvention convention)
    {
        var (near, far) = ((double)convention.NearMetres, (double)convention.FarMetres);
        var (atNear, atFar) = convention.IsReversed ? (1.0, (double)convention.Stored.Min) : (convention.Stored.Min, 1.0);
        var matrix = new Matrix4x4();
        if (IsOrthographic)
        {
            // ndc = m33 z + m43, z = -distance
            (matrix.M11, matrix.M22, matrix.M44) = (Height / (3f * Width), 1 / 3f, 1);
            (matrix.M33, matrix.M43) = ((float)((atNear - atFar) / (far - near)), (float)(atNear + ((atNear - atFar) * near / (far - near))));
            return matrix;
        }
        // ndc = (m33 z + m43) / -z = -m33 + m43 / distance
        var slope = double.IsInfinity(far) ? (atNear - atFar) * near : (atNear - atFar) / ((1 / near) - (1 / far));
        (matrix.M22, matrix.M34) = (1 / MathF.Tan(MathF.PI / 6), -1);
        matrix.M11 = matrix.M22 * Height / Width;
        (matrix.M43, matrix.M33) = ((float)slope, (float)-(atNear - (slope / near)));
        return matrix;
    }

    private static (float T, int Box, Vector3 Normal) Hit(Vector3 origin, Vector3 ray)
    {
        var (nearest, box, normal) = (float.PositiveInfinity, -1, Vector3.Zero);
        for (var k = 0; k < Boxes.Length; k++)
        {
            var (enter, leave, axis) = (float.NegativeInfinity, float.PositiveInfinity, 0);
            for (var a = 0; a < 3; a++)
            {
                var (one, other) = ((Boxes[k].Min[a] - origin[a]) / ray[a], (Boxes[k].Max[a] - origin[a]) / ray[a]);
                if (MathF.Min(one, other) > enter) (enter, axis) = (MathF.Min(one, other), a);
                leave = MathF.Min(leave, MathF.Max(one, other));
            }
            if (enter > leave || enter < 0.1f || enter >= nearest) continue;
            (nearest, box, normal) = (enter, k, Vector3.Zero);
            normal[axis] = ray[axis] > 0 ? -1 : 1;
        }
        return (nearest, box, normal);
    }
}
