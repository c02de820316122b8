using Scumble.Nodes;
using Scumble.Output;

namespace Scumble.Studio;

/// <summary>What the first output of a run's node is, whole, as long as it is cached. Any thread.</summary>
internal sealed class NodePictures(StudioSession session)
{
    /// <summary>What there is to see.</summary>
    /// <exception cref="NotFoundException">There is no such node, it has no picture, or its result is no longer kept.</exception>
    public async Task<NodeCard> FindAsync(string run, string node, CancellationToken cancellation)
    {
        var output = await ReadAsync(run, node, cancellation);
        return new NodeCard(output.Maps is null ? [RunStore.Picture] : [.. output.Maps.All.Select(map => map.FileSuffix)], output.Picture.Width, output.Picture.Height);
    }

    /// <summary>A map of it, or "picture", as a PNG file.</summary>
    /// <exception cref="NotFoundException">As for <see cref="FindAsync"/>, or there is no such map.</exception>
    public async Task<byte[]> EncodeAsync(string run, string node, string map, CancellationToken cancellation)
    {
        var output = await ReadAsync(run, node, cancellation);
        if (map == RunStore.Picture) return PngWriter.Encode(output.Picture, output.Format, []);
        var found = output.Maps?.All.FirstOrDefault(one => one.FileSuffix == map) ?? throw new NotFoundException($"Node '{node}' has no {map}.", "Ask for the node itself to see what it has.");
        return PngWriter.Encode(output.Maps[found], MaterialWriter.FormatOf(found), []);
    }

    private async Task<GraphOutput> ReadAsync(string run, string node, CancellationToken cancellation)
    {
        var found = session.Runs.Find(run).Now.Nodes.FirstOrDefault(one => one.Id == node) ?? throw new NotFoundException($"Run '{run}' has no node '{node}'.", "Name nodes by their ids.");
        return (found.Key is null ? null : await session.Graphing.ReadAsync(found.Key, null, cancellation))
            ?? throw new NotFoundException($"Node '{node}' has no picture, or it is no longer kept.", "Run the graph again.");
    }
}
