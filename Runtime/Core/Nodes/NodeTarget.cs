using Scumble.Materials;
using Scumble.Stages;
using Scumble.Tensors;

namespace Scumble.Nodes;

/// <summary>Takes a node's texture where the graph's pictures are. One thread at a time.</summary>
/// <param name="run">The node's run, which owns the pictures.</param>
/// <param name="layout">Which channel is which map; null for models of plain pictures.</param>
/// <param name="landing">Brings the planes to the device.</param>
internal sealed class NodeTarget(NodeRun run, MaterialLayout? layout, IPictureLanding landing) : ITextureTarget
{
    private readonly Dictionary<MaterialMap, Tensor> _maps = [];

    /// <inheritdoc/>
    public MaterialLayout? Layout => layout;

    /// <summary>The maps that were decoded, [height, width, channels] as they were painted; of models of plain pictures the base colour.</summary>
    public IReadOnlyDictionary<MaterialMap, Tensor> Maps => _maps;

    /// <summary>Any size is taken.</summary>
    public void Require(int width, int height)
    {
    }

    /// <inheritdoc/>
    public void Take(DecodedTexture decoded)
    {
        ArgumentNullException.ThrowIfNull(decoded);
        var (planes, window) = (landing.Land(decoded), decoded.Window);
        if (layout is null) Cut(MaterialMap.BaseColor, 0);
        else foreach (var map in layout.Maps) if (layout.FirstChannel(map) is { } first) Cut(map, first);

        void Cut(MaterialMap map, int first)
        {
            var picture = run.New(window.Width, window.Height, map.ChannelCount).Tensor;
            run.Images.FromPlanes(picture, planes, first, window.X, window.Y);
            _maps[map] = picture;
        }
    }
}
