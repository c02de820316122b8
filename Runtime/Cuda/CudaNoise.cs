using Scumble.Tensors;

namespace Scumble.Cuda;

/// <summary>The numbers of <see cref="Philox"/>, made on the device.</summary>
internal sealed unsafe class CudaNoise(CudaKernels kernels) : INoise
{
    public void Fill(Tensor target, double scale, ulong seed, uint stream) => Generate("noise", target, scale, seed, stream, adds: 0);

    public void Add(Tensor target, double scale, ulong seed, uint stream) => Generate("noise", target, scale, seed, stream, adds: 1);

    public void FillSigns(Tensor target, ulong seed, uint stream) => Generate("signs", target, 0, seed, stream, adds: 0);

    private void Generate(string kernel, Tensor target, double scale, ulong seed, uint stream, uint adds)
    {
        var t = CudaTensorOps.Real(target);
        var (address, count) = (t.Address, t.Shape.ElementCount);
        var arguments = stackalloc void*[] { &address, &scale, &seed, &stream, &adds, &count };
        kernels.Launch(kernel, t.ElementType, count, arguments);
    }
}
