using Scumble.Imaging;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>Programs of pixels.</summary>
public sealed partial class VulkanImageOps
{
    /// <inheritdoc/>
    public unsafe void Shade(Tensor target, PixelProgram program, TileMode tile, params ReadOnlySpan<Tensor> sources)
    {
        ImageChecks.Shade(target, program, sources);
        var words = program.ToWords();
        using var code = (VulkanTensor)Tensors.Create(new TensorShape(words.Length), ElementType.Int32);
        code.Upload(words);
        var to = Picture(target);
        var arguments = new ShadeArguments
        {
            Width = to.Shape[1],
            Height = to.Shape[0],
            Channels = to.Shape[2],
            Tile = (int)tile,
            Count = words.Length / PixelProgram.WordsPerInstruction,
            Result = program.Result,
            Target = (uint)to.FirstElement,
            Program = (uint)code.FirstElement,
            StepX = 1f / to.Shape[1],
            StepY = 1f / to.Shape[0],
        };
        // A source that is not there is not read, but must be bound: the program stands in for it.
        var buffers = new VulkanBuffer[] { to.Live, code.Live, code.Live, code.Live, code.Live };
        for (var i = 0; i < sources.Length; i++)
        {
            var (_, from) = Apart(target, sources[i]);
            buffers[i + 1] = from.Live;
            ReadOnlySpan<int> source = [from.Shape[1], from.Shape[0], from.Shape[2], (int)from.FirstElement];
            for (var k = 0; k < source.Length; k++) arguments.Sources[(4 * i) + k] = source[k];
        }
        Run(_device.Kernels["shade"], arguments, arguments.Width, arguments.Height, buffers, []);
    }
}
