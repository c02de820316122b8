using System.Numerics;

namespace SceneToConcept;

/// <summary>A blocked-out corridor: pillars, doors in niches, beams, and steps up to a wall at its end.</summary>
internal static class Corridor
{
    private const float Half = 1.8f, High = 3, Length = 24, Bay = 4;

    private static readonly (string Prompt, Vector3 Colour) Tiles = ("grey stone floor tiles", new(0.4f, 0.4f, 0.42f)), Brick = ("red brick wall, old", new(0.5f, 0.2f, 0.15f)),
        Stone = ("large stone blocks", new(0.5f, 0.5f, 0.48f)), Wood = ("dark wood planks", new(0.3f, 0.2f, 0.12f)), Metal = ("rusty metal plates", new(0.4f, 0.25f, 0.15f));

    /// <summary>The corridor.</summary>
    public static SampleScene Create()
    {
        var blocks = new Blocks();
        blocks.Add("floor", Tiles, (new(-Half, -0.2f, -Length), new(Half, 0, 2)));
        blocks.Add("ceiling", Wood, (new(-Half, High, -Length), new(Half, High + 0.2f, 2)));
        blocks.Add("end", Stone, (new(-Half, 0, -Length - 0.3f), new(Half, High, -Length)));
        blocks.Add("end", Stone, (new(-Half, 0, 2), new(Half, High, 2.3f)));
        for (var side = -1; side <= 1; side += 2)
        {
            blocks.Add("wall", Brick, Blocks.Mirrored(side, new(Half, 0, -Length), new(Half + 0.3f, High, 2)));
            for (var z = 0f; z > -Length; z -= Bay)
            {
                blocks.Add("pillar", Stone, Blocks.Mirrored(side, new(Half - 0.3f, 0, z - 0.3f), new(Half, High, z + 0.3f)));
                if ((int)(z / Bay) % 2 == 0) blocks.Add("door", Metal, Blocks.Mirrored(side, new(Half - 0.08f, 0, z - (Bay / 2) - 0.5f), new(Half, 2.1f, z - (Bay / 2) + 0.5f)));
            }
        }
        for (var z = 0f; z > -Length; z -= Bay) blocks.Add("beam", Wood, (new(-Half, High - 0.25f, z - 0.15f), new(Half, High, z + 0.15f)));
        blocks.Add("steps", Tiles, [.. Enumerable.Range(0, 3).Select(step => (new Vector3(-Half, 0, -Length), new Vector3(Half, 0.18f * (step + 1), -Length + (0.4f * (3 - step)))))]);
        blocks.Add("crate", Wood, (new(-1.2f, 0, -9.5f), new(-0.4f, 0.8f, -8.7f)));
        return new()
        {
            Name = "corridor",
            Pieces = [blocks.Piece("corridor")],
            Objects = blocks.Objects,
            Views =
            [
                (new(0, 1.6f, 1.7f), new(0, -0.05f, -1)),
                (new(0.3f, 1.9f, -22), new(0, -0.1f, 1)),
                (new(1.2f, 1.5f, -5), new(-1, 0, -0.9f)),
                (new(-1.2f, 1.5f, -13), new(1, 0, 0.9f)),
            ],
            Turn = share => (new(0, 1.6f, -6), new(MathF.Sin(2 * MathF.PI * share), -0.05f, -MathF.Cos(2 * MathF.PI * share))),
            Reliefs = new Dictionary<string, string> { [Brick.Prompt] = "bricks", [Stone.Prompt] = "letters" },
        };
    }
}
