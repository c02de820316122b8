using System.Numerics;

namespace SceneToConcept;

/// <summary>A blocked-out village street: boxes, each of a kind that says what it is to be made of.</summary>
internal static class Street
{
    private const int Houses = 6;

    private static readonly (string Prompt, Vector3 Colour) Cobbles = ("mossy cobblestone, wet", new(0.35f, 0.36f, 0.3f)), Brick = ("red brick wall, old", new(0.5f, 0.2f, 0.15f)),
        Plaster = ("white plaster wall, cracked", new(0.75f, 0.72f, 0.65f)), Tiles = ("grey roof tiles", new(0.3f, 0.32f, 0.38f)),
        Wood = ("dark wood planks", new(0.3f, 0.2f, 0.12f)), Stone = ("large stone blocks", new(0.5f, 0.5f, 0.48f));

    /// <summary>The street, the same for the same seed.</summary>
    public static SampleScene Create(int seed = 4)
    {
        var (blocks, random) = (new Blocks(), new Random(seed));
        blocks.Add("ground", Cobbles, (new(-10, -0.2f, -56), new(10, 0, 3)));
        for (var side = -1; side <= 1; side += 2)
        {
            var z = -2f;
            for (var i = 0; i < Houses; i++)
            {
                var (deep, high, back) = (4 + (3 * random.NextSingle()), 3 + (3 * random.NextSingle()), 3.2f + (0.8f * random.NextSingle()));
                blocks.Add("house", random.Next(2) == 0 ? Brick : Plaster, Blocks.Mirrored(side, new(back, 0, z - deep), new(back + 6, high, z)));
                blocks.Add("roof", Tiles, Blocks.Mirrored(side, new(back - 0.35f, high, z - deep - 0.2f), new(back + 6.3f, high + 0.35f, z + 0.2f)));
                blocks.Add("door", Wood, Blocks.Mirrored(side, new(back - 0.06f, 0, z - (deep / 2) - 0.5f), new(back, 2.1f, z - (deep / 2) + 0.5f)));
                z -= deep + 0.4f;
            }
        }
        blocks.Add("steps", Stone, [.. Enumerable.Range(0, 4).Select(step => (new Vector3(-2, 0, -16 - (0.5f * step)), new Vector3(1.5f, 0.25f * (step + 1), -15.5f - (0.5f * step))))]);
        blocks.Add("crate", Wood, (new(1.2f, 0, -8.6f), new(1.9f, 0.7f, -7.9f)));
        blocks.Add("wall", Stone, (new(-12, 0, -56), new(12, 8, -52)));
        return new()
        {
            Name = "street",
            Pieces = [blocks.Piece("street")],
            Objects = blocks.Objects,
            Views =
            [
                (new(0.4f, 1.7f, 2), new(-0.02f, -0.05f, -1)),
                (new(-1, 2.2f, -46), new(0.03f, -0.05f, 1)),
                (new(0, 1.7f, -14), new(-1, 0, -0.5f)),
                (new(0, 1.7f, -14), new(1, 0, -0.5f)),
                (new(0, 34, -4), new(0, -1, -0.6f)),
                (new(28, 13, -18), new(-1, -0.4f, -0.15f)),
                (new(-28, 13, -18), new(1, -0.4f, -0.15f)),
                (new(0, 9, 20), new(0, -0.35f, -1)),
            ],
            Turn = share => SampleScene.Orbit(new(0, 0, -16), 26, 17, share),
            Reliefs = new Dictionary<string, string> { [Brick.Prompt] = "bricks", [Stone.Prompt] = "letters" },
        };
    }
}
