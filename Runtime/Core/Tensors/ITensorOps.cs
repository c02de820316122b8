namespace Scumble.Tensors;

/// <summary>
/// The arithmetic of sampling, on whichever device the tensors live. No verb allocates except <see cref="Create"/>,
/// <see cref="View"/> and <see cref="Reshape"/>. Operands of one call have the same shape and element type (Float32 or Float64), unless it says
/// otherwise, and come from these ops; anything else is an <see cref="ArgumentException"/>. Scalars are doubles,
/// rounded once to the element type. Calls on one device keep their order.
/// </summary>
public interface ITensorOps
{
    /// <summary>Random numbers for the tensors of these ops.</summary>
    INoise Noise { get; }

    /// <summary>A new tensor of zeros, owned by the caller. Any element type.</summary>
    Tensor Create(TensorShape shape, ElementType elementType);

    /// <summary>Rows [start, start + count) of the outermost dimension in the same memory; valid while <paramref name="tensor"/> is.</summary>
    Tensor View(Tensor tensor, int start, int count);

    /// <summary>The same memory with other dimensions and as many elements; valid while <paramref name="tensor"/> is.</summary>
    Tensor Reshape(Tensor tensor, TensorShape shape);

    /// <summary>target_i = source_(indices_i), elements counted in row-major order; the shapes are free. Indices are Int32, one for each element of the target.</summary>
    void Gather(Tensor target, Tensor source, Tensor indices);

    /// <summary>target = values from host memory. Float32 only.</summary>
    void Upload(Tensor target, ReadOnlySpan<float> source);

    /// <summary>target = indices for <see cref="Gather"/> from host memory. Int32 only.</summary>
    void UploadIndices(Tensor target, ReadOnlySpan<int> indices);

    /// <summary>Copies all elements to host memory. Float32 only. Waits for the device.</summary>
    void Download(Tensor source, Span<float> target);

    /// <summary>target = source. Any element type.</summary>
    void Copy(Tensor target, Tensor source);

    /// <summary>target = source, rounded to the target's element type. Float16, Float32, Float64.</summary>
    void Convert(Tensor target, Tensor source);

    /// <summary>target = a x. <paramref name="target"/> may be <paramref name="x"/>.</summary>
    void Scale(Tensor target, double a, Tensor x);

    /// <summary>target = a x + b y. <paramref name="target"/> may be any operand.</summary>
    void Combine(Tensor target, double a, Tensor x, double b, Tensor y);

    /// <summary>target = a x + b y + c z. <paramref name="target"/> may be any operand.</summary>
    void Combine(Tensor target, double a, Tensor x, double b, Tensor y, double c, Tensor z);

    /// <summary>
    /// target = m x + (1 - m) y, with m of <paramref name="mask"/> between 0 and 1. Where m is 0 the result is y to the last
    /// bit, where it is 1 it is x, whatever the other holds. <paramref name="target"/> may be <paramref name="x"/> or <paramref name="y"/>.
    /// </summary>
    void Blend(Tensor target, Tensor mask, Tensor x, Tensor y);

    /// <summary>The sum of all elements, added up in double precision. Waits for the device.</summary>
    double Sum(Tensor x);

    /// <summary>The sum of all x_i y_i, added up in double precision. Waits for the device.</summary>
    double Dot(Tensor x, Tensor y);

    /// <summary>target = x y, element by element. <paramref name="target"/> may be any operand.</summary>
    void Multiply(Tensor target, Tensor x, Tensor y);

    /// <summary>target = exp(a x). <paramref name="target"/> may be <paramref name="x"/>.</summary>
    void Exp(Tensor target, double a, Tensor x);

    /// <summary>target = the square root of x. <paramref name="target"/> may be <paramref name="x"/>.</summary>
    void Sqrt(Tensor target, Tensor x);

    /// <summary>target = x, where it lies outside [min, max] the nearer end. <paramref name="target"/> may be <paramref name="x"/>.</summary>
    void Clamp(Tensor target, Tensor x, double min, double max);

    /// <summary>
    /// The <paramref name="q"/>-quantile of all |x|, 0 to 1, linear between neighbours in size; 0 for no elements. Waits for the device.
    /// </summary>
    double AbsoluteQuantile(Tensor x, double q);

    /// <summary>
    /// The root mean square of (low - high) / max(absolute, relative max(|low|, |previous|)), an error in units of its tolerance; squares
    /// are added up in double precision. Waits for the device.
    /// </summary>
    double ErrorNorm(Tensor low, Tensor high, Tensor previous, double absolute, double relative);
}
