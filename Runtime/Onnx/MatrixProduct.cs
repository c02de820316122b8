using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Scumble.Tensors;

namespace Scumble.Onnx;

/// <summary>
/// The product of two float32 matrices of 1024 x 1024 through ONNX Runtime (sgemm): what the arithmetic of other graphs is
/// measured against. One thread.
/// </summary>
public sealed class MatrixProduct : IDisposable
{
    /// <summary>Additions and multiplications of one product.</summary>
    public const long Operations = 2L * Size * Size * Size;

    private const int Size = 1024;

    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly OrtValue[] _values;

    /// <summary>Makes the graph on the CPU and runs it once.</summary>
    /// <param name="options">Threads and spinning, or null for the defaults.</param>
    /// <exception cref="Diagnostics.ScumbleException">There is no native ONNX Runtime that fits.</exception>
    public static MatrixProduct OnCpu(OnnxBackendOptions? options = null)
    {
        NativeRuntime.Require(options ?? new());
        using var native = ExecutionProviders.Native("cpu", options ?? new());
        return new MatrixProduct(native, Size);
    }

    /// <summary>Makes the graph and runs it once.</summary>
    /// <param name="native">Where.</param>
    /// <param name="size">Rows and columns of each matrix.</param>
    internal MatrixProduct(SessionOptions native, int size)
    {
        _session = new InferenceSession(MatMulGraph.Create(size), native);
        _values = [Value(size), Value(size), Value(size)];
        _binding = _session.CreateIoBinding();
        _binding.BindInput("a", _values[0]);
        _binding.BindInput("b", _values[1]);
        _binding.BindOutput("c", _values[2]);
        Run();
    }

    /// <summary>Multiplies, and returns the time that it took.</summary>
    public TimeSpan Run()
    {
        var start = Stopwatch.GetTimestamp();
        _session.RunWithBinding(_options, _binding);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Releases the graph and the matrices.</summary>
    public void Dispose()
    {
        _binding.Dispose();
        _options.Dispose();
        foreach (var value in _values) value.Dispose();
        _session.Dispose();
    }

    private static OrtValue Value(int size) => BareValues.Create(ElementType.Float32, new TensorShape(size, size));
}
