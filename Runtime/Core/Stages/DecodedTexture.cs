using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Stages;

/// <summary>What a model decoded, as its backend's ops made it.</summary>
/// <param name="Planes">Float32 [1, channels, h, w], nominally -1..1: R, G, B (sRGB-encoded), or what the model's <see cref="TexturePipeline.Layout"/> says.</param>
/// <param name="Ops">The arithmetic on it.</param>
/// <param name="Window">The part that is the texture.</param>
/// <param name="Tile">The axes on which the texture repeats.</param>
public sealed record DecodedTexture(Tensor Planes, ITensorOps Ops, CropWindow Window, TileMode Tile);
