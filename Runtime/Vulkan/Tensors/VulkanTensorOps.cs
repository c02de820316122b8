using System.Runtime.InteropServices;
using Scumble.Tensors;

namespace Scumble.Vulkan;

/// <summary>
/// The arithmetic of sampling as compute shaders. Verbs only record; they run, in order, when the device's commands are
/// submitted, and those that return numbers wait. Results are the bits of <see cref="CpuTensorOps"/>, except: noise is within
/// 1e-6 (float32) or 5e-15 (float64) times its scale, exp within 2 units in the last place. One thread.
/// </summary>
public sealed partial class VulkanTensorOps : ITensorOps
{
    private const uint GroupSize = 256;
    private const uint MaxGroups = 65535;
    private readonly VulkanDevice _device;
    private readonly TensorMemory _memory;
    private readonly TypedKernel _scale, _combine2, _combine3, _multiply, _exponential, _squareRoot, _clamp, _blend;

    /// <param name="device">Where; it must outlive the tensors.</param>
    /// <param name="memory">Where the tensors' bytes live, which decides who else may use them.</param>
    public VulkanTensorOps(VulkanDevice device, TensorMemory memory = TensorMemory.Device)
    {
        ArgumentNullException.ThrowIfNull(device);
        (_device, _memory) = (device, memory);
        _scale = new(device, "scale");
        _combine2 = new(device, "combine2");
        _combine3 = new(device, "combine3");
        _multiply = new(device, "multiply");
        _exponential = new(device, "exponential");
        _squareRoot = new(device, "square_root");
        _clamp = new(device, "clamp");
        _blend = new(device, "blend");
        _sum = new(device, "sum");
        _dot = new(device, "dot");
        _errorNorm = new(device, "error_norm");
        _orderStatistic = new(device, "order_statistic");
        _gather = new(device, "gather");
        Noise = new VulkanNoise(device, this);
    }

    /// <inheritdoc/>
    public INoise Noise { get; }

    /// <inheritdoc/>
    public void Scale(Tensor target, double a, Tensor x) => Run(_scale, target, x, null, null, a);

    /// <inheritdoc/>
    public void Combine(Tensor target, double a, Tensor x, double b, Tensor y) => Run(_combine2, target, x, y, null, a, b);

    /// <inheritdoc/>
    public void Combine(Tensor target, double a, Tensor x, double b, Tensor y, double c, Tensor z) => Run(_combine3, target, x, y, z, a, b, c);

    /// <inheritdoc/>
    public void Multiply(Tensor target, Tensor x, Tensor y) => Run(_multiply, target, x, y, null);

    /// <inheritdoc/>
    public void Exp(Tensor target, double a, Tensor x) => Run(_exponential, target, x, null, null, a);

    /// <inheritdoc/>
    public void Sqrt(Tensor target, Tensor x) => Run(_squareRoot, target, x, null, null);

    /// <inheritdoc/>
    public void Clamp(Tensor target, Tensor x, double min, double max)
    {
        TensorArguments.RequireRange(min, max);
        Run(_clamp, target, x, null, null, min, max);
    }

    /// <inheritdoc/>
    public void Blend(Tensor target, Tensor mask, Tensor x, Tensor y) => Run(_blend, target, x, y, mask);

    private void Run(TypedKernel kernel, Tensor target, Tensor x, Tensor? y, Tensor? z, double a = 0, double b = 0, double c = 0)
    {
        var t = Real(target);
        var ox = Operand(t, x);
        var oy = y is null ? ox : Operand(t, y);
        var oz = z is null ? ox : Operand(t, z);
        Dispatch(kernel, t, t.Live, ox, oy, oz, 0, a, b, c);
    }

    private void Dispatch(
        TypedKernel kernel, VulkanTensor like, VulkanBuffer target, VulkanTensor x, VulkanTensor y, VulkanTensor z, uint flags, double a, double b, double c, uint? groups = null)
    {
        var first = target == like.Live ? (uint)like.FirstElement : 0;
        var arguments = (first, (uint)x.FirstElement, (uint)y.FirstElement, (uint)z.FirstElement);
        if (like.ElementType == ElementType.Float64) Dispatch(kernel, like, target, x.Live, y.Live, z.Live, arguments, flags, a, b, c, groups);
        else Dispatch(kernel, like, target, x.Live, y.Live, z.Live, arguments, flags, (float)a, (float)b, (float)c, groups);
    }

    internal void Dispatch<T>(
        TypedKernel kernel, VulkanTensor like, VulkanBuffer target, VulkanBuffer x, VulkanBuffer y, VulkanBuffer z,
        (uint Target, uint X, uint Y, uint Z) starts, uint flags, T a, T b, T c, uint? groups = null) where T : unmanaged
    {
        if (like.Count == 0) return;
        var arguments = new ElementwiseArguments<T>
        {
            Count = like.Count,
            Target = starts.Target,
            X = starts.X,
            Y = starts.Y,
            Z = starts.Z,
            Flags = flags,
            A = a,
            B = b,
            C = c,
        };
        _device.Commands.Dispatch(kernel.For(like.ElementType), [target, x, y, z], [],
            MemoryMarshal.AsBytes(new ReadOnlySpan<ElementwiseArguments<T>>(in arguments)), groups ?? Groups(like.Count));
    }

    internal static uint Groups(uint count) => Math.Min((count + GroupSize - 1) / GroupSize, MaxGroups);

    private VulkanTensor Ours(Tensor tensor)
    {
        var ours = TensorArguments.Own<VulkanTensor>(tensor, _device.Name);
        return ours.Device == _device ? ours : throw TensorArguments.Foreign(tensor, _device.Name);
    }

    internal VulkanTensor Real(Tensor tensor) => TensorArguments.Real(Ours(tensor));

    private VulkanTensor Operand(VulkanTensor target, Tensor operand) => TensorArguments.Operand(target, Ours(operand));
}
