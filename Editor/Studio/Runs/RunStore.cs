using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Output;

namespace Scumble.Studio;

/// <summary>
/// Runs of now and before: a folder each, with run.json and its pictures. Those with a favourite stay until somebody removes them; of the others the oldest go once there
/// are too many, or their files take too much. Of a slot only the newest is a run; the pictures of the last few that were replaced can still be fetched, since pages may be
/// just doing so. Any thread.
/// </summary>
internal sealed class RunStore
{
    /// <summary>The most runs without a favourite.</summary>
    public const int MaxRuns = 2000;

    /// <summary>The most that files of runs without a favourite take, in bytes; the newest run stays, however large.</summary>
    public const long MaxBytes = 8L << 30;

    /// <summary>The name of a picture that has no maps.</summary>
    public const string Picture = "picture";

    /// <summary>The name of the small picture.</summary>
    public const string Thumbnail = "thumb";

    private const int ThumbnailEdge = 192;
    private const int MaxReplaced = 8;

    private readonly ProjectFolder _project;
    private readonly RunFeed _feed;
    private readonly Lock _lock = new();
    private readonly Lock _writing = new();
    private readonly SortedList<string, Run> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _bytes = [];
    private readonly Queue<Run> _replaced = [];
    private readonly int _maxRuns;
    private readonly long _maxBytes;

    /// <param name="project">Where they are kept.</param>
    /// <param name="feed">Who is told.</param>
    /// <param name="maxRuns">The most runs without a favourite.</param>
    /// <param name="maxBytes">The most that their files take.</param>
    public RunStore(ProjectFolder project, RunFeed feed, int maxRuns = MaxRuns, long maxBytes = MaxBytes)
    {
        (_project, _feed, _maxRuns, _maxBytes) = (project, feed, maxRuns, maxBytes);
        foreach (var id in Directory.GetDirectories(project.Runs).Select(path => Path.GetFileName(path)).Where(RunId.Is).Order(StringComparer.Ordinal))
        {
            if (Read(id) is not { } run) continue;
            _runs.Add(id, new Run(run, feed));
            _bytes.Add(id, SizeOf(id));
        }
        lock (_writing)
        {
            foreach (var replaced in Passing().Where(run => run.Slot is not null).GroupBy(run => run.Slot).SelectMany(slot => slot.Skip(1))) Forget(replaced.Id);
            Tidy();
        }
    }

    /// <summary>A run by its id.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public Run Find(string id)
    {
        lock (_lock) return _runs.GetValueOrDefault(id) ?? throw new NotFoundException($"There is no run '{id}'.", "It was removed; see the history for those that are there.");
    }

    /// <summary>Some runs, newest first.</summary>
    /// <param name="before">An id that those are older than, or null.</param>
    /// <param name="limit">The most runs.</param>
    /// <param name="favourites">Only those with a favourite.</param>
    public IReadOnlyList<RunSnapshot> List(string? before, int limit, bool favourites)
    {
        Run[] all;
        lock (_lock) all = [.. _runs.Values];
        return [.. all.Reverse().Where(run => before is null || string.CompareOrdinal(run.Id, before) < 0).Select(run => run.Now)
            .Where(run => !favourites || run.Items.Any(item => item.Favourite)).Take(limit)];
    }

    /// <summary>A new run; its folder is made at once, so that nothing is lost where the studio ends suddenly.</summary>
    public Run Add(RunSnapshot first)
    {
        Directory.CreateDirectory(FolderOf(first.Id));
        var run = new Run(first, _feed);
        Write(first);
        lock (_lock) _runs.Add(run.Id, run);
        _feed.Changed(run);
        return run;
    }

    /// <summary>Ends a run: it is on the disk before anybody hears of it. Of a slot only the newest is kept, and those that somebody marked.</summary>
    /// <param name="run">The run.</param>
    /// <param name="change">From the run at work to the run that is over.</param>
    /// <exception cref="ScumbleException">It cannot be written; it is not over then.</exception>
    public void End(Run run, Func<RunSnapshot, RunSnapshot> change)
    {
        lock (_writing)
        {
            var over = change(run.Now);
            if (over is { Slot: not null, State: RunState.Cancelled })
            {
                run.Update(change);
                Forget(over.Id);
                return;
            }
            Write(over);
            run.Update(change);
            _bytes[over.Id] = SizeOf(over.Id);
            if (over.Slot is not null) foreach (var other in Passing().Where(other => other.Id != over.Id && other.Slot == over.Slot)) Replace(other.Id);
            Tidy();
        }
    }

    /// <summary>Keeps a finished picture with all its maps, and a small one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="index">The picture's index in it.</param>
    /// <param name="image">The picture.</param>
    /// <param name="maps">Its material, or null.</param>
    /// <param name="format">How the picture is stored.</param>
    /// <param name="texts">What the file of a map carries, by the map's suffix.</param>
    /// <param name="tile">The axes on which it repeats.</param>
    /// <returns>The maps that can be fetched.</returns>
    public IReadOnlyList<string> Save(Run run, int index, Image image, MaterialMaps? maps, PngFormat format, Func<string, IReadOnlyList<PngText>> texts, TileMode tile)
    {
        List<(string Map, Image Image, PngFormat Format)> files = [(Picture, image, format), .. (maps?.All ?? []).Select(map => (map.FileSuffix, maps![map], MaterialWriter.FormatOf(map)))];
        var encoded = new byte[files.Count][];
        Parallel.For(0, encoded.Length, i => encoded[i] = PngWriter.Encode(files[i].Image, files[i].Format, texts(files[i].Map == Picture ? MaterialMap.BaseColorSuffix : files[i].Map)));
        AtomicFile.WriteAll([.. files.Select((file, i) => (PathOf(run.Id, index, file.Map), encoded[i]))]);
        AtomicFile.Write(PathOf(run.Id, index, Thumbnail), PngWriter.Encode(Resize.Within(image, ThumbnailEdge, tile), PngFormat.Colour, []));
        return maps is null ? [Picture] : [.. maps.All.Select(map => map.FileSuffix)];
    }

    /// <summary>A picture's file.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public string FileOf(string id, int index, string map)
    {
        Run? run;
        lock (_lock) run = _replaced.FirstOrDefault(replaced => replaced.Id == id);
        var item = (run ?? Find(id)).Now.Items.ElementAtOrDefault(index);
        var path = item is not null && (map == Thumbnail || map == Picture || item.Maps.Contains(map)) ? PathOf(id, index, map) : null;
        return path is not null && File.Exists(path) ? path : throw new NotFoundException($"There is no {map} of picture {index} of run '{id}'.", "Wait until it is done.");
    }

    /// <summary>Marks a picture as one to keep, or takes the mark off.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public RunSnapshot Mark(string id, int index, bool favourite)
    {
        var run = Find(id);
        if (run.Now.Items.All(item => item.Index != index)) throw new NotFoundException($"Run '{id}' has no picture {index}.", "Pictures count from 0.");
        lock (_writing)
        {
            var now = run.Update(index, item => item with { Favourite = favourite });
            if (now.IsOver) Write(now);
            if (!favourite) Tidy();
            return now;
        }
    }

    /// <summary>Removes a run and its pictures; one that is not over is refused.</summary>
    /// <exception cref="InvalidRequestException">It is not over.</exception>
    /// <exception cref="NotFoundException">There is none.</exception>
    public void Remove(string id)
    {
        if (!Find(id).Now.IsOver) throw new InvalidRequestException("id", "A run that waits or works is not removed.", "Cancel it first.");
        lock (_writing) Forget(id);
    }

    // Those that are over, and of which nobody keeps a picture; the newest first.
    private RunSnapshot[] Passing()
    {
        lock (_lock) return [.. _runs.Values.Reverse().Select(run => run.Now).Where(run => run.IsOver && !run.Items.Any(item => item.Favourite))];
    }

    private void Tidy()
    {
        var (count, bytes) = (0, 0L);
        foreach (var run in Passing())
        {
            (count, bytes) = (count + 1, bytes + _bytes.GetValueOrDefault(run.Id));
            if (count > 1 && (count > _maxRuns || bytes > _maxBytes)) Forget(run.Id);
        }
    }

    private long SizeOf(string id) => new DirectoryInfo(FolderOf(id)).EnumerateFiles().Sum(file => file.Length);

    private void Forget(string id)
    {
        lock (_lock) _runs.Remove(id);
        _bytes.Remove(id);
        Delete(id);
        _feed.Removed(id);
    }

    // No run any more, but its pictures stay for a while.
    private void Replace(string id)
    {
        Run? oldest = null;
        lock (_lock)
        {
            if (!_runs.Remove(id, out var run)) return;
            _replaced.Enqueue(run);
            if (_replaced.Count > MaxReplaced) oldest = _replaced.Dequeue();
        }
        _bytes.Remove(id);
        if (oldest is not null) Delete(oldest.Id);
        _feed.Removed(id);
    }

    private void Delete(string id)
    {
        try
        {
            Directory.Delete(FolderOf(id), recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What holds a file open keeps it; it is no longer shown.
        }
    }

    private void Write(RunSnapshot run) => AtomicFile.Write(Path.Combine(FolderOf(run.Id), "run.json"), JsonSerializer.SerializeToUtf8Bytes(run, StudioJson.Options));

    // Whoever wrote into the folder, a damaged run is left out.
    private RunSnapshot? Read(string id)
    {
        try
        {
            using var file = RegularFile.Open(Path.Combine(FolderOf(id), "run.json"));
            if (JsonSerializer.Deserialize<RunSnapshot>(file, StudioJson.Options) is not { } run || run.Id != id || run.Items.Select((item, i) => item.Index != i).Any(wrong => wrong)) return null;
            // Pictures of nodes were in memory alone.
            run = run with { Nodes = [.. run.Nodes.Select(node => node with { Preview = 0, State = node.State == RunState.Done ? RunState.Done : RunState.Cancelled })] };
            return run.IsOver ? run : run with
            {
                State = RunState.Cancelled,
                Fault = new("The studio ended before this was done.", "Run it again."),
                Items = [.. run.Items.Select(item => item.State == RunState.Done ? item : item with { State = RunState.Cancelled, Preview = 0 })],
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private string FolderOf(string id) => Path.Combine(_project.Runs, id);

    private string PathOf(string id, int index, string map) => Path.Combine(FolderOf(id), map == Picture ? $"{index}.png" : $"{index}.{map}.png");
}
