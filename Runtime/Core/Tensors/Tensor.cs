namespace Scumble.Tensors;

/// <summary>
/// An opaque handle to a dense row-major array that may live in host or device memory. Work on it goes through the
/// <see cref="ITensorOps"/> that created it. Not thread-safe: one writer, or many readers.
/// </summary>
public abstract class Tensor : IDisposable
{
    /// <param name="shape">The dimensions.</param>
    /// <param name="elementType">The type of each element.</param>
    protected Tensor(TensorShape shape, ElementType elementType)
    {
        Shape = shape;
        ElementType = elementType;
        SizeInBytes = checked(shape.ElementCount * elementType.SizeInBytes());
    }

    /// <summary>The dimensions, outermost first.</summary>
    public TensorShape Shape { get; }

    /// <summary>The type of each element.</summary>
    public ElementType ElementType { get; }

    /// <summary>Size of all elements in bytes.</summary>
    public long SizeInBytes { get; }

    /// <summary>Releases the memory if this tensor owns it. A second call does nothing.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the memory; <paramref name="disposing"/> is false in a finalizer.</summary>
    protected abstract void Dispose(bool disposing);
}
