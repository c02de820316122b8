using Scumble.Tensors;
using Scumble.Tests.Contracts;

namespace Scumble.Tests.Core.Tensors;

public class CpuTensorOpsTests : TensorOpsContract
{
    protected override ITensorOps CreateOps() => new CpuTensorOps();

    protected override double[] Read(Tensor tensor) => tensor switch
    {
        CpuTensor<float> t => Array.ConvertAll(t.Span.ToArray(), v => (double)v),
        CpuTensor<double> t => t.Span.ToArray(),
        CpuTensor<Half> t => Array.ConvertAll(t.Span.ToArray(), v => (double)v),
        _ => throw new NotSupportedException(tensor.ElementType.ToString()),
    };

    protected override void Write(Tensor tensor, double[] values)
    {
        if (tensor is CpuTensor<double> wide) values.CopyTo(wide.Span);
        else if (tensor is CpuTensor<int> whole) Array.ConvertAll(values, v => (int)v).CopyTo(whole.Span);
        else Array.ConvertAll(values, v => (float)v).CopyTo(((CpuTensor<float>)tensor).Span);
    }
}
