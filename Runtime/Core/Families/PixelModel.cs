using Scumble.Imaging;
using Scumble.Inference;
using Scumble.Networks;
using Scumble.Tensors;

namespace Scumble.Families;

/// <summary>An open model that denoises RGB pixels; a class is conditioning where the network knows classes.</summary>
/// <param name="family">The family.</param>
/// <param name="backend">What the graph runs on.</param>
/// <param name="sessions">The graphs.</param>
/// <param name="network">The component that denoises.</param>
internal class PixelModel(ModelFamily family, IInferenceBackend backend, ModelSessions sessions, string network = "unet") : OpenModel(family, backend, sessions)
{
    private const int Channels = 3;

    protected sealed override string Network => network;

    public sealed override TensorShape LatentShape(int width, int height) => new(1, Channels, height, width);

    public sealed override Conditions EncodePrompt(ConditionInput input)
    {
        var conditioning = new Conditioning();
        if (Denoiser.Inputs.Find("class_labels") is { } port) conditioning.AddNumber(Ops, port.Name, input.ClassLabel);
        return new Conditions(conditioning, null, []);
    }

    public sealed override void EncodePicture(Tensor planes, Tensor latent, ulong seed, uint stream, TileMode tile) => Ops.Copy(latent, planes);

    public sealed override LatentDecoder CreateDecoder(int width, int height, TileMode tile) => new PixelDecoder(Ops, LatentShape(width, height));
}
