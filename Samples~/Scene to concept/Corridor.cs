using System.Numerics;

namespace SceneToConcept;

/// <summary>A blocked-out corridor: pillars, doors in niches, beams, and steps up to a wall at its end.</summary>
internal static class Corridor
{
    private const float Half = 1.8f, High = 3, Length = 24, Bay = 4;

    private static readonly (string, Vector3)[] Kinds =
    [
        ("grey stone floor tiles", new(0.4f, 0.4f, 0.42f)),
        ("red brick wall, old", new(0.5f, 0.2f, 0.15f)),
        ("large stone blocks", new(0.5f, 0.5f, 0.48f)),
        ("dark wood planks", new(0.3f, 0.2f, 0.12f)),
        ("rusty metal plates", new(0.4f, 0.25f, 0.15f)),
    ];

    /// <summary>The corridor.</summary>
    public static SampleScene Create()
    {
        var blocks = new Blocks();
        blocks.Box(new(-Half, -0.2f, -Length), new(Half, 0, 2), 1);
        blocks.Box(new(-Half, High, -Length), new(Half, High + 0.2f, 2), 4);
        blocks.Box(new(-Half, 0, -Length - 0.3f), new(Half, High, -Length), 3);
        blocks.Box(new(-Half, 0, 2), new(Half, High, 2.3f), 3);
        for (var side = -1; side <= 1; side += 2)
        {
            Mirrored(new(Half, 0, -Length), new(Half + 0.3f, High, 2), 2);
            for (var z = 0f; z > -Length; z -= Bay)
            {
                Mirrored(new(Half - 0.3f, 0, z - 0.3f), new(Half, High, z + 0.3f), 3);
                if ((int)(z / Bay) % 2 == 0) Mirrored(new(Half - 0.08f, 0, z - (Bay / 2) - 0.5f), new(Half, 2.1f, z - (Bay / 2) + 0.5f), 5);
            }

            void Mirrored(Vector3 min, Vector3 max, uint id) =>
                blocks.Box(side > 0 ? min : min with { X = -max.X }, side > 0 ? max : max with { X = -min.X }, id);
        }
        for (var z = 0f; z > -Length; z -= Bay) blocks.Box(new(-Half, High - 0.25f, z - 0.15f), new(Half, High, z + 0.15f), 4);
        for (var step = 0; step < 3; step++) blocks.Box(new(-Half, 0, -Length), new(Half, 0.18f * (step + 1), -Length + (0.4f * (3 - step))), 1);
        blocks.Box(new(-1.2f, 0, -9.5f), new(-0.4f, 0.8f, -8.7f), 4);
        return new()
        {
            Pieces = [blocks.Piece("corridor")],
            Kinds = Kinds,
            Views =
            [
                (new(0, 1.6f, 1.7f), new(0, -0.05f, -1)),
                (new(0.3f, 1.9f, -22), new(0, -0.1f, 1)),
                (new(1.2f, 1.5f, -5), new(-1, 0, -0.9f)),
                (new(-1.2f, 1.5f, -13), new(1, 0, 0.9f)),
            ],
            Turn = share => (new(0, 1.6f, -6), new(MathF.Sin(2 * MathF.PI * share), -0.05f, -MathF.Cos(2 * MathF.PI * share))),
            Reliefs = new Dictionary<int, string> { [2] = "bricks", [3] = "letters" },
        };
    }
}
