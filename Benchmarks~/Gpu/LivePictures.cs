using Scumble.Imaging;

namespace Scumble.Benchmarks;

/// <summary>
/// What a live view looked like: two frames that follow each other, in all ways, on one sheet; and a moving picture of the scene beside both ways that
/// matter. Written anew after each way, so that an early end leaves those before.
/// </summary>
internal sealed class LivePictures
{
    private const int TileEdge = 192, MovingEdge = 256, StillBytes = 300_000;

    // A frame of the moving picture; 60 of them are 3 MB.
    private const int FrameBytes = 50_000;

    private readonly LiveScene _scene;
    private readonly string _folder, _name;
    private readonly int[] _shown;
    private readonly Image[][] _first;
    private readonly Image[] _start;
    private readonly SortedDictionary<int, Dictionary<string, Image[]>> _tiles = [];
    private (int Calls, Image[] Pictures)? _alone;
    private bool _moves;

    /// <param name="scene">Its frames.</param>
    /// <param name="folder">Where files go; it is made if there is none.</param>
    /// <param name="name">What their names begin with.</param>
    public LivePictures(LiveScene scene, string folder, string name)
    {
        (_scene, _folder, _name) = (scene, folder, name);
        Directory.CreateDirectory(folder);
        var middle = scene.Scenes.Count / 2;
        _shown = [middle, middle + 1];
        _first = [.. _shown.Select(i => new[] { Sheet.Named(scene.Composed[i], TileEdge, "scene"), Sheet.Named(scene.Edges[i], TileEdge, "edges") })];
        _start = [.. scene.Composed.Select(picture => Sheet.Named(picture, MovingEdge, "scene"))];
    }

    /// <summary>Takes the frames of a way; "alone" comes before the others.</summary>
    public void Add(int calls, string way, IReadOnlyList<Image> pictures)
    {
        if (!_tiles.TryGetValue(calls, out var tiles)) _tiles[calls] = tiles = [];
        var name = $"{way} {calls}";
        tiles[way] = [.. _shown.Select(i => Sheet.Named(pictures[i], TileEdge, name))];
        PictureFiles.Still(Path.Combine(_folder, $"{_name}.jpg"), Sheet.Of([.. _tiles.Values.SelectMany(Rows)]), StillBytes);

        // The first calls that are measured move: one file is enough to see it.
        if (way == "alone") _alone = (calls, [.. pictures.Select(picture => Sheet.Named(picture, MovingEdge, name))]);
        if (way != "reuse" || _moves || _alone?.Calls != calls) return;
        _moves = true;
        var frames = pictures.Select((picture, i) => Sheet.Of([[_start[i], _alone.Value.Pictures[i], Sheet.Named(picture, MovingEdge, name)]])).ToArray();
        PictureFiles.Moving(Path.Combine(_folder, $"{_name}.webp"), frames, 33, FrameBytes * frames.Length);
    }

    private IEnumerable<Image?[]> Rows(Dictionary<string, Image[]> tiles) =>
        _shown.Select((_, k) => (Image?[])[.. _first[k], .. LiveMeasure.Ways.Select(way => tiles.GetValueOrDefault(way.Name)?[k])]);
}
