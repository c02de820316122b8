using System.Numerics;

namespace SceneToConcept;

/// <summary>A blocked-out village street: boxes, each of a kind that says what it is to be made of.</summary>
internal static class Street
{
    private const int Houses = 6;

    // Right and up of each face; its outward normal is right x up.
    private static readonly (Vector3 Right, Vector3 Up)[] Faces =
    [
        (Vector3.UnitX, Vector3.UnitY), (-Vector3.UnitX, Vector3.UnitY), (-Vector3.UnitZ, Vector3.UnitY),
        (Vector3.UnitZ, Vector3.UnitY), (Vector3.UnitX, -Vector3.UnitZ), (Vector3.UnitX, Vector3.UnitZ),
    ];

    /// <summary>What each kind of object is made of; the first has the id 1.</summary>
    public static IReadOnlyList<(string Prompt, Vector3 Colour)> Kinds { get; } =
    [
        ("mossy cobblestone, wet", new(0.35f, 0.36f, 0.3f)),
        ("red brick wall, old", new(0.5f, 0.2f, 0.15f)),
        ("white plaster wall, cracked", new(0.75f, 0.72f, 0.65f)),
        ("grey roof tiles", new(0.3f, 0.32f, 0.38f)),
        ("dark wood planks", new(0.3f, 0.2f, 0.12f)),
        ("large stone blocks", new(0.5f, 0.5f, 0.48f)),
    ];

    /// <summary>Triangles, counter-clockwise from outside.</summary>
    public static Vertex[] Create(int seed = 4)
    {
        var (vertices, random) = (new List<Vertex>(), new Random(seed));
        Box(new(-10, -0.2f, -56), new(10, 0, 3), 1);
        for (var side = -1; side <= 1; side += 2)
        {
            var z = -2f;
            for (var i = 0; i < Houses; i++)
            {
                var (deep, high, back) = (4 + (3 * random.NextSingle()), 3 + (3 * random.NextSingle()), 3.2f + (0.8f * random.NextSingle()));
                Mirrored(new(back, 0, z - deep), new(back + 6, high, z), random.Next(2) == 0 ? 2u : 3u);
                Mirrored(new(back - 0.35f, high, z - deep - 0.2f), new(back + 6.3f, high + 0.35f, z + 0.2f), 4);
                Mirrored(new(back - 0.06f, 0, z - (deep / 2) - 0.5f), new(back, 2.1f, z - (deep / 2) + 0.5f), 5);
                z -= deep + 0.4f;
            }

            void Mirrored(Vector3 min, Vector3 max, uint id) =>
                Box(side > 0 ? min : min with { X = -max.X }, side > 0 ? max : max with { X = -min.X }, id);
        }
        for (var step = 0; step < 4; step++) Box(new(-2, 0, -16 - (0.5f * step)), new(1.5f, 0.25f * (step + 1), -15.5f - (0.5f * step)), 6);
        Box(new(1.2f, 0, -8.6f), new(1.9f, 0.7f, -7.9f), 5);
        Box(new(-12, 0, -56), new(12, 8, -52), 6);
        return [.. vertices];

        void Box(Vector3 min, Vector3 max, uint id)
        {
            var (middle, half) = ((min + max) / 2, (max - min) / 2);
            foreach (var (right, up) in Faces)
            {
                var normal = Vector3.Cross(right, up);
                foreach (var (s, t) in (ReadOnlySpan<(int, int)>)[(-1, -1), (1, -1), (1, 1), (-1, -1), (1, 1), (-1, 1)])
                    vertices.Add(new(middle + (half * (normal + (s * right) + (t * up))), normal, Kinds[(int)id - 1].Colour, id));
            }
        }
    }
}
