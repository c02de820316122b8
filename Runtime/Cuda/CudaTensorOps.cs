using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Cuda;

/// <summary>
/// The arithmetic of sampling on a CUDA stream, beside the graphs that run on it. Verbs only enqueue; those that return numbers wait. Results
/// are the bits of <see cref="CpuTensorOps"/>, except: normals are within 1e-6 (float32) or 5e-15 (float64) times their scale, exp within
/// 2 units in the last place. One thread. Dispose it before the stream.
/// </summary>
public sealed unsafe partial class CudaTensorOps : ITensorOps, IDisposable
{
    private readonly CudaStream _stream;
    private readonly CudaKernels _kernels;
    private readonly CudaTensor _answer;

    /// <param name="stream">Where. Not owned.</param>
    /// <exception cref="ScumbleException">The driver cannot compile the kernels, or memory has run out.</exception>
    public CudaTensorOps(CudaStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _kernels = new CudaKernels(stream);
        Noise = new CudaNoise(_kernels);
        try
        {
            _answer = new CudaTensor(stream, new TensorShape(Lanes), ElementType.Float64);
        }
        catch
        {
            _kernels.Dispose();
            throw;
        }
    }

    /// <summary>Every byte that this passed to host memory or from it: uploads, downloads, and the answers of verbs that return numbers.</summary>
    public event Action<long, long>? Copied;

    /// <inheritdoc/>
    public INoise Noise { get; }

    /// <inheritdoc/>
    public void Scale(Tensor target, double a, Tensor x) => Run("scale", target, x, null, null, a);

    /// <inheritdoc/>
    public void Combine(Tensor target, double a, Tensor x, double b, Tensor y) => Run("combine2", target, x, y, null, a, b);

    /// <inheritdoc/>
    public void Combine(Tensor target, double a, Tensor x, double b, Tensor y, double c, Tensor z) => Run("combine3", target, x, y, z, a, b, c);

    /// <inheritdoc/>
    public void Multiply(Tensor target, Tensor x, Tensor y) => Run("multiply", target, x, y, null);

    /// <inheritdoc/>
    public void Exp(Tensor target, double a, Tensor x) => Run("exponential", target, x, null, null, a);

    /// <inheritdoc/>
    public void Sqrt(Tensor target, Tensor x) => Run("square_root", target, x, null, null);

    /// <inheritdoc/>
    public void Clamp(Tensor target, Tensor x, double min, double max)
    {
        TensorArguments.RequireRange(min, max);
        Run("clamp", target, x, null, null, min, max);
    }

    /// <inheritdoc/>
    public void Blend(Tensor target, Tensor mask, Tensor x, Tensor y) => Run("blend", target, x, y, mask);

    /// <summary>Waits for the stream, and lets go of the kernels.</summary>
    public void Dispose()
    {
        _answer.Dispose();
        _kernels.Dispose();
    }

    private void Run(string kernel, Tensor target, Tensor x, Tensor? y, Tensor? z, double a = 0, double b = 0, double c = 0)
    {
        var t = Real(target);
        var ox = Operand(t, x);
        Run(kernel, t.Address, t, ox, y is null ? ox : Operand(t, y), z is null ? ox : Operand(t, z), a, b, c, 0);
    }

    // The scalars are rounded once to the element type.
    private void Run(string kernel, ulong target, CudaTensor like, CudaTensor x, CudaTensor y, CudaTensor z, double a, double b, double c, uint blocks)
    {
        if (like.ElementType == ElementType.Float64) Launch(kernel, ElementType.Float64, target, x, y, z, a, b, c, blocks);
        else Launch(kernel, ElementType.Float32, target, x, y, z, (float)a, (float)b, (float)c, blocks);
    }

    private void Launch<T>(string kernel, ElementType type, ulong target, CudaTensor x, CudaTensor y, CudaTensor z, T a, T b, T c, uint blocks) where T : unmanaged
    {
        var (px, py, pz, count) = (x.Address, y.Address, z.Address, x.Shape.ElementCount);
        var arguments = stackalloc void*[] { &target, &px, &py, &pz, &a, &b, &c, &count };
        _kernels.Launch(kernel, type, count, arguments, blocks);
    }

    private static CudaTensor Ours(Tensor tensor) => TensorArguments.Own<CudaTensor>(tensor, "a CUDA device's memory");

    internal static CudaTensor Real(Tensor tensor) => TensorArguments.Real(Ours(tensor));

    private static CudaTensor Operand(CudaTensor target, Tensor operand) => TensorArguments.Operand(target, Ours(operand));
}
