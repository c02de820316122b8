using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Stages;
using Scumble.Tensors;

namespace Scumble.Nodes;

/// <summary>What a node's generation gave: in host memory, or where the graph's pictures are.</summary>
/// <param name="Report">How it was made; a <see cref="TextureResult"/> where it is in host memory.</param>
/// <param name="Maps">The maps on the device, as they were painted; null where it is in host memory.</param>
internal sealed record PaintedTexture(TextureReport Report, IReadOnlyDictionary<MaterialMap, Tensor>? Maps)
{
    /// <summary>The picture, or the base colour, in host memory; downloaded where it is not there.</summary>
    public Image Image(NodeRun run) => Maps is null ? ((TextureResult)Report).Image : run.Download(Maps[MaterialMap.BaseColor]);

    /// <summary>The maps that were decoded, at the graph's size.</summary>
    public Dictionary<MaterialMap, Tensor> Sized(NodeRun run)
    {
        var tile = Report.Request.Tile!.Value;
        if (Maps is not null) return Maps.ToDictionary(map => map.Key, map => run.Sized(map.Value, tile));
        var result = (TextureResult)Report;
        return result.Maps is null ? new() { [MaterialMap.BaseColor] = run.Upload(result.Image, tile) }
            : result.Maps.All.Where(map => map.Source is null).ToDictionary(map => map, map => run.Upload(result.Maps[map], tile));
    }
}
