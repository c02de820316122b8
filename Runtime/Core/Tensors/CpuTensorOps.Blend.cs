using System.Numerics;

namespace Scumble.Tensors;

public sealed partial class CpuTensorOps
{
    /// <inheritdoc/>
    public void Blend(Tensor target, Tensor mask, Tensor x, Tensor y)
    {
        TensorArguments.Operand(target, mask);
        TensorArguments.Operand(target, x);
        TensorArguments.Operand(target, y);
        if (target is CpuTensor<double> wide) Blend(wide.Span, Elements<double>(mask), Elements<double>(x), Elements<double>(y));
        else Blend(Elements<float>(target), Elements<float>(mask), Elements<float>(x), Elements<float>(y));
    }

    private static void Blend<T>(Span<T> target, ReadOnlySpan<T> mask, ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, INumber<T>
    {
        var i = 0;
        for (; i <= target.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var (m, vx, vy) = (Vector.Create(mask[i..]), Vector.Create(x[i..]), Vector.Create(y[i..]));
            var mixed = m * vx + (Vector<T>.One - m) * vy;
            mixed = Vector.ConditionalSelect(Vector.Equals(m, Vector<T>.One), vx, mixed);
            Vector.ConditionalSelect(Vector.Equals(m, Vector<T>.Zero), vy, mixed).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
            target[i] = mask[i] == T.Zero ? y[i] : mask[i] == T.One ? x[i] : mask[i] * x[i] + (T.One - mask[i]) * y[i];
    }
}
