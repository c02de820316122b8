// As AUTOMATIC1111's web UI weighs a prompt: z'_i = w_i z_i, then z' mean(z) / mean(z'), so that the window's mean stays.
using System.Numerics.Tensors;
using Scumble.Tensors;
using Tensor = Scumble.Tensors.Tensor;

namespace Scumble.Networks;

/// <summary>How strongly each token counts, applied to its embedding. Once a prompt, on the host.</summary>
internal static class Emphasis
{
    /// <param name="ops">The arithmetic.</param>
    /// <param name="windows">[windows, length, d], changed.</param>
    /// <param name="weights">One for each token, [windows, length].</param>
    public static void Apply(ITensorOps ops, Tensor windows, ReadOnlySpan<float> weights)
    {
        var (count, length, width) = (windows.Shape[0], windows.Shape[1], windows.Shape[2]);
        var values = new float[count * length * width];
        ops.Download(windows, values);
        for (var w = 0; w < count; w++)
        {
            var z = values.AsSpan(w * length * width, length * width);
            var before = TensorPrimitives.Sum<float>(z);
            for (var i = 0; i < length; i++)
            {
                var token = z.Slice(i * width, width);
                TensorPrimitives.Multiply(token, weights[(w * length) + i], token);
            }
            var after = TensorPrimitives.Sum<float>(z);
            if (Math.Abs(after) > 1e-6f * z.Length) TensorPrimitives.Multiply(z, before / after, z);
        }
        ops.Upload(windows, values);
    }
}
