using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Scumble.Tensors;

namespace Scumble.Onnx;

/// <summary>How fast this machine multiplies float32 matrices through ONNX Runtime, the most that a graph of it can reach.</summary>
public static class SgemmRate
{
    private const int Size = 1024;

    private const int Runs = 15;

    /// <summary>The median rate over 15 products of two matrices of 1024 x 1024, in 10^9 additions and multiplications a second.</summary>
    /// <param name="options">Threads and spinning, or null for the defaults.</param>
    public static double MeasureInGigaflops(OnnxBackendOptions? options = null)
    {
        using var native = OnnxBackend.Native(options ?? new());
        using var session = new InferenceSession(MatMulGraph.Create(Size), native);
        using var binding = session.CreateIoBinding();
        using var runOptions = new RunOptions();
        var shape = new TensorShape(Size, Size);
        using OrtValue a = BareValues.Create(ElementType.Float32, shape), b = BareValues.Create(ElementType.Float32, shape),
            c = BareValues.Create(ElementType.Float32, shape);
        binding.BindInput("a", a);
        binding.BindInput("b", b);
        binding.BindOutput("c", c);
        session.RunWithBinding(runOptions, binding);
        var seconds = new double[Runs];
        for (var i = 0; i < Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            session.RunWithBinding(runOptions, binding);
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        Array.Sort(seconds);
        return 2.0 * Size * Size * Size / seconds[Runs / 2] / 1e9;
    }
}
