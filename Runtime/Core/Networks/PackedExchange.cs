// Black Forest Labs, "FLUX.1", 2024: the latent's 2x2 patches in rows are the tokens, each with the channels of its four places:
//   packed[(y w/2 + x), (c 4 + 2 dy + dx)] = latent[c, 2 y + dy, 2 x + dx]
using Scumble.Inference;
using Scumble.Tensors;

namespace Scumble.Networks;

/// <summary>The network takes and gives tokens [b, (h/2)(w/2), 4 c].</summary>
internal sealed class PackedExchange : LatentExchange
{
    private readonly ITensorOps _ops;
    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly Tensor _pack;
    private readonly Tensor _unpack;

    public PackedExchange(ITensorOps ops, AdaptedBinding binding, TensorPort input, TensorPort output, TensorShape latent)
    {
        _ops = ops;
        var tokens = new TensorShape(latent[0], latent[2] / 2 * (latent[3] / 2), 4 * latent[1]);
        (_input, _output) = (ops.Create(tokens, ElementType.Float32), ops.Create(tokens, ElementType.Float32));
        (_pack, _unpack) = (ops.Create(tokens, ElementType.Int32), ops.Create(latent, ElementType.Int32));
        var (pack, unpack) = (new int[tokens.ElementCount], new int[latent.ElementCount]);
        Number(latent, pack, unpack);
        ops.UploadIndices(_pack, pack);
        ops.UploadIndices(_unpack, unpack);
        binding.BindInput(input, _input);
        binding.BindOutput(output, _output);
    }

    public override void Before(Tensor latent, Tensor output) => _ops.Gather(_input, latent, _pack);

    public override void After(Tensor output) => _ops.Gather(output, _output, _unpack);

    public override void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
        _pack.Dispose();
        _unpack.Dispose();
    }

    private static void Number(TensorShape latent, Span<int> pack, Span<int> unpack)
    {
        var (batch, channels, height, width) = (latent[0], latent[1], latent[2], latent[3]);
        var packed = 0;
        for (var b = 0; b < batch; b++)
            for (var y = 0; y < height; y += 2)
                for (var x = 0; x < width; x += 2)
                    for (var c = 0; c < channels; c++)
                        for (var d = 0; d < 4; d++, packed++)
                        {
                            var place = ((((b * channels) + c) * height) + y + d / 2) * width + x + d % 2;
                            (pack[packed], unpack[place]) = (place, packed);
                        }
    }
}
