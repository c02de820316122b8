using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>
/// Decodes a latent tile by tile, so that memory does not grow with the picture. Tiles overlap and fade into each other; on an axis that
/// repeats they reach over the end. Owns its buffers, not the session. One thread.
/// </summary>
public sealed class TiledVaeDecoder : LatentDecoder
{
    /// <summary>Edge of a tile in latent places; what most autoencoders were trained on.</summary>
    public const int DefaultTile = 64;

    private readonly ITensorOps _ops;
    private readonly VaeDecoder _decoder;
    private readonly TileAxis _x;
    private readonly TileAxis _y;
    private readonly int _factor;
    private readonly Tensor _tile;
    private readonly Tensor _indices;
    private readonly int[] _places;
    private readonly float[] _decoded;

    /// <param name="ops">The arithmetic of the session's device.</param>
    /// <param name="session">latent_sample [1, c, h/8, w/8] to sample [1, channels, h, w] for any size. Not owned.</param>
    /// <param name="latentShape">[1, c, h/8, w/8] of the whole.</param>
    /// <param name="outputShape">[1, channels, h, w] of the whole.</param>
    /// <param name="factor">The denoiser's latent is (the encoder's - shift) times this.</param>
    /// <param name="shift">See <paramref name="factor"/>.</param>
    /// <param name="tile">Edge of a tile in latent places, at least 8.</param>
    /// <param name="repeatsX">Whether left and right edges meet.</param>
    /// <param name="repeatsY">Whether top and bottom edges meet.</param>
    public TiledVaeDecoder(
        ITensorOps ops, IInferenceSession session, TensorShape latentShape, TensorShape outputShape, double factor, double shift, int tile, bool repeatsX, bool repeatsY)
    {
        ArgumentNullException.ThrowIfNull(ops);
        ArgumentOutOfRangeException.ThrowIfLessThan(tile, 8);
        _ops = ops;
        _factor = outputShape[3] / latentShape[3];
        var (height, width) = (Math.Min(tile, latentShape[2]), Math.Min(tile, latentShape[3]));
        _y = new TileAxis(latentShape[2], height, Overlap(height), repeatsY);
        _x = new TileAxis(latentShape[3], width, Overlap(width), repeatsX);
        var tileShape = new TensorShape(1, latentShape[1], height, width);
        _tile = ops.Create(tileShape, ElementType.Float32);
        _indices = ops.Create(tileShape, ElementType.Int32);
        _places = new int[tileShape.ElementCount];
        _decoder = new VaeDecoder(ops, session, tileShape, new TensorShape(1, outputShape[1], height * _factor, width * _factor), factor, shift);
        _decoded = new float[_decoder.Output.Shape.ElementCount];
        Output = ops.Create(outputShape, ElementType.Float32);
    }

    /// <inheritdoc/>
    public override Tensor Output { get; }

    /// <inheritdoc/>
    public override void Decode(Tensor latent)
    {
        ArgumentNullException.ThrowIfNull(latent);
        var sum = new float[Output.Shape.ElementCount];
        var weights = new float[Output.Shape[2] * Output.Shape[3]];
        foreach (var top in _y.Starts)
        {
            foreach (var left in _x.Starts)
            {
                Cut(latent.Shape, top, left);
                _ops.Gather(_tile, latent, _indices);
                _decoder.Decode(_tile);
                _ops.Download(_decoder.Output, _decoded);
                Add(sum, weights, top, left);
            }
        }
        for (var i = 0; i < sum.Length; i++) sum[i] /= weights[i % weights.Length];
        _ops.Upload(Output, sum);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _decoder.Dispose();
        _tile.Dispose();
        _indices.Dispose();
        Output.Dispose();
    }

    // A quarter of a tile, but where tiles are small as far as what an autoencoder sees around a place.
    private static int Overlap(int tile) => Math.Max(tile / 4, Math.Min(8, tile / 2));

    private void Cut(TensorShape latent, int top, int left)
    {
        var i = 0;
        for (var c = 0; c < latent[1]; c++)
            for (var y = 0; y < _y.Tile; y++)
                for (var x = 0; x < _x.Tile; x++)
                    _places[i++] = ((c * latent[2]) + _y.Place(top, y)) * latent[3] + _x.Place(left, x);
        _ops.UploadIndices(_indices, _places);
    }

    private void Add(float[] sum, float[] weights, int top, int left)
    {
        var (rows, columns, plane) = (_y.Tile * _factor, _x.Tile * _factor, Output.Shape[2] * Output.Shape[3]);
        for (var y = 0; y < rows; y++)
        {
            var down = _y.Weight(top, (y + 0.5) / _factor);
            var row = ((top * _factor) + y) % Output.Shape[2] * Output.Shape[3];
            for (var x = 0; x < columns; x++)
            {
                var weight = down * _x.Weight(left, (x + 0.5) / _factor);
                var at = row + ((left * _factor) + x) % Output.Shape[3];
                weights[at] += weight;
                for (var c = 0; c < Output.Shape[1]; c++) sum[(c * plane) + at] += weight * _decoded[(((c * rows) + y) * columns) + x];
            }
        }
    }
}
