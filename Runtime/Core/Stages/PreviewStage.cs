using System.Numerics;
using Scumble.Families;
using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>
/// A latent to a quick picture: by the model's decoder of previews where it has one, at full size up to 512 pixels. Else, and of what is larger, the mean of each block
/// of places is decoded, which is blurred and costs the square of the factor less. Owns its buffers, not the model. One thread.
/// </summary>
internal sealed class PreviewStage : IDisposable
{
    // A decoder's convolutions and its attention want a few places to look at.
    private const int MaxFactor = 4, MinPlaces = 4;

    private const int MaxEdge = 512;

    private readonly ITensorOps _ops;
    private readonly OpenModel _model;
    private readonly CropWindow _window;
    private readonly TileMode _tile;
    private readonly int _factor;
    private readonly DecodeStage _decode;
    private readonly Tensor _small;

    /// <param name="model">The model.</param>
    /// <param name="ops">The arithmetic of its backend.</param>
    /// <param name="canvas">Where the picture is made.</param>
    /// <param name="tile">The axes on which it repeats.</param>
    public PreviewStage(OpenModel model, ITensorOps ops, Canvas canvas, TileMode tile)
    {
        (_ops, _model, _tile) = (ops, model, tile);
        var whole = model.LatentShape(canvas.Width, canvas.Height);
        var hasOwn = model.HasPreviewDecoder;
        _factor = model.Defaults.FixedWidth is not null || model.Defaults.FixedHeight is not null ? 1
            : hasOwn ? (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, (Math.Max(canvas.Width, canvas.Height) + MaxEdge - 1) / MaxEdge)) : MaxFactor;
        while (_factor > 1 && !Divides(whole, canvas)) _factor /= 2;
        var (width, height) = (canvas.Width / _factor, canvas.Height / _factor);
        _window = new CropWindow(canvas.Window.X / _factor, canvas.Window.Y / _factor, canvas.Window.Width / _factor, canvas.Window.Height / _factor);
        _small = ops.Create(new TensorShape(1, whole[1], whole[2] / _factor, whole[3] / _factor), ElementType.Float32); // [1, c, h / f, w / f]
        _decode = new DecodeStage(model, ops, width, height, tile, hasOwn);
    }

    /// <summary>Decodes an estimate of what will be, on the host.</summary>
    /// <param name="denoised">[1, c, h, w]. Not changed. Read back where it lies on a device.</param>
    public TexturePreview Run(Tensor denoised)
    {
        var (derive, decoded) = (new DeriveStage(_model, _ops), Decode(denoised).Planes);
        var maps = derive.Maps(decoded, _window, _tile);
        return new TexturePreview(maps?.BaseColor ?? derive.Picture(decoded, _window), maps);
    }

    /// <summary>Decodes an estimate of what will be, where it is; valid until the next one.</summary>
    /// <param name="denoised">[1, c, h, w]. Not changed. Read back from a device where the model has no decoder of previews, or the picture is larger than that shows.</param>
    public DecodedTexture Decode(Tensor denoised)
    {
        if (_factor == 1) _ops.Copy(_small, denoised);
        else Shrink(denoised);
        return new DecodedTexture(_decode.Run(_small, 0), _ops, _window, _tile);
    }

    public void Dispose()
    {
        _decode.Dispose();
        _small.Dispose();
    }

    private void Shrink(Tensor denoised)
    {
        var width = _small.Shape[3];
        var from = new float[denoised.Shape.ElementCount]; // [c, h, w]
        var to = new float[_small.Shape.ElementCount]; // [c, h / f, w / f]
        _ops.Download(denoised, from);
        for (var i = 0; i < to.Length; i++)
        {
            var (row, x) = (i / width, i % width);
            var sum = 0f;
            for (var dy = 0; dy < _factor; dy++)
                for (var dx = 0; dx < _factor; dx++)
                    sum += from[(((row * _factor) + dy) * width * _factor) + (x * _factor) + dx];
            to[i] = sum / (_factor * _factor);
        }
        _ops.Upload(_small, to);
    }

    private bool Divides(TensorShape whole, Canvas canvas) =>
        whole[2] % _factor == 0 && whole[3] % _factor == 0 && whole[2] / _factor >= MinPlaces && whole[3] / _factor >= MinPlaces
        && canvas.Window.X % _factor == 0 && canvas.Window.Y % _factor == 0 && canvas.Window.Width % _factor == 0 && canvas.Window.Height % _factor == 0
        && _model.LatentShape(canvas.Width / _factor, canvas.Height / _factor) == new TensorShape(1, whole[1], whole[2] / _factor, whole[3] / _factor);
}
