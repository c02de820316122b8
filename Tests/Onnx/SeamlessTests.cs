using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Graphs;
using Scumble.Onnx;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>Graphs of one window, as they are and rewritten, against sums that are written out here.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SeamlessTests : IDisposable
{
    private const int Height = 6, Width = 8;

    private static readonly float[] X = Noise(Height * Width, 1), W = Noise(16, 2);

    private readonly TemporaryFolder _folder = new();
    private readonly OnnxBackend _backend = OnnxBackend.Create("cpu");

    public void Dispose()
    {
        _backend.Dispose();
        _folder.Dispose();
    }

    // Pads: rows, columns before, then behind.
    [TestCase(17, 3, 1, 1, "1,1,1,1")]
    [TestCase(7, 3, 1, 1, "1,1,1,1")]
    [TestCase(9, 3, 2, 1, "1,1,1,1")]
    [TestCase(17, 3, 2, 1, "1,1,1,1")]
    [TestCase(20, 3, 1, 2, "2,2,2,2")]
    [TestCase(17, 3, 2, 1, "0,0,1,1")]
    [TestCase(17, 4, 2, 1, "1,1,1,1")]
    [TestCase(17, 1, 1, 1, "0,0,0,0")]
    public void Convolutions(int opset, int kernel, int stride, int dilation, string pads)
    {
        long[] numbers = [.. pads.Split(',').Select(long.Parse)];
        Check(Graph(opset, kernel, [Window("Conv", kernel, stride, dilation, OnnxAttributeValue.Of("pads", numbers))]), "w", kernel,
            (x, y) => Convolved(kernel, stride, dilation, numbers, x, y));
    }

    [TestCase("SAME_UPPER", 3, 1, "1,1,1,1")]
    [TestCase("SAME_UPPER", 3, 2, "0,0,1,1")]
    [TestCase("SAME_LOWER", 3, 2, "1,1,0,0")]
    [TestCase("SAME_LOWER", 4, 1, "2,2,1,1")]
    [TestCase("VALID", 3, 1, "0,0,0,0")]
    public void AutomaticPads(string kind, int kernel, int stride, string pads) =>
        Check(Graph(17, kernel, [Window("Conv", kernel, stride, 1, OnnxAttributeValue.Of("auto_pad", kind))]), "w", kernel,
            (x, y) => Convolved(kernel, stride, 1, [.. pads.Split(',').Select(long.Parse)], x, y));

    // As exporters of halving convolutions write it: zeros behind rows and columns, by a node of their own.
    [TestCase(10, false)]
    [TestCase(17, false)]
    [TestCase(17, true)]
    public void PadsBeforeAConvolution(int opset, bool isComputed)
    {
        var (kernel, stride, pads) = (3, 2, new long[] { 0, 0, 0, 0, 0, 0, 1, 1 });
        var pad = opset < 11 ? new OnnxNode("Pad", ["x"], ["padded"], OnnxAttributeValue.Of("pads", pads)) : new OnnxNode("Pad", ["x", isComputed ? "sum" : "pads"], ["padded"]);
        var graph = Graph(opset, kernel, [pad, Window("Conv", kernel, stride, 1).WithInput(0, "padded")]);
        if (opset >= 11) graph.Add(OnnxWeight.Of("pads", pads));
        if (isComputed)
        {
            graph.Nodes = [new OnnxNode("Add", ["pads", "none"], ["sum"]), .. graph.Nodes];
            graph.Add(OnnxWeight.Of("none", new long[8]));
        }
        Check(graph, "w", kernel, (x, y) => Convolved(kernel, stride, 1, [0, 0, 1, 1], x, y));
    }

    [Test]
    public void PadsThatNameTheirAxesAreRefused()
    {
        var graph = Graph(18, 3, [new OnnxNode("Pad", ["x", "pads", "", "axes"], ["padded"]) { Name = "down" }, Window("Conv", 3, 2, 1).WithInput(0, "padded")]);
        graph.Add(OnnxWeight.Of("pads", 0, 0, 1, 1));
        graph.Add(OnnxWeight.Of("axes", 2, 3));
        Assert.That(() => Rewrites.SeamlessXY.Apply(graph), Throws.TypeOf<ScumbleException>().With.Message.Contains("down"));
    }

    [TestCase("MaxPool")]
    [TestCase("AveragePool")]
    public void Pools(string op) => Check(Graph(17, 0, [Window(op, 3, 2, 1, OnnxAttributeValue.Of("pads", 1, 1, 1, 1))]), null, 0, (wrapsX, wrapsY) =>
        Windows(3, 2, 1, [1, 1, 1, 1], (row, column) =>
        {
            var seen = Places(row, column, 3, 1).Select(place => At(place.Row, place.Column, wrapsX, wrapsY)).OfType<float>().ToArray();
            return op == "MaxPool" ? seen.Max() : seen.Average();
        }));

    [TestCase(4, 2, "1,1,1,1")]
    [TestCase(3, 1, "1,1,1,1")]
    [TestCase(2, 2, "0,0,0,0")]
    public void TransposedConvolutions(int kernel, int stride, string pads)
    {
        long[] numbers = [.. pads.Split(',').Select(long.Parse)];
        var (rows, columns) = (Height * stride, Width * stride);
        Check(Graph(17, kernel, [Window("ConvTranspose", kernel, stride, 1, OnnxAttributeValue.Of("pads", numbers))]), "w", kernel, (wrapsX, wrapsY) =>
        {
            var y = new float[rows * columns];
            for (var i = 0; i < Height * Width; i++)
            {
                for (var k = 0; k < kernel * kernel; k++)
                {
                    var (row, column) = ((i / Width * stride) + (k / kernel) - (int)numbers[0], (i % Width * stride) + (k % kernel) - (int)numbers[1]);
                    if (wrapsY) row = (row + rows) % rows;
                    if (wrapsX) column = (column + columns) % columns;
                    if (row >= 0 && row < rows && column >= 0 && column < columns) y[(row * columns) + column] += X[i] * W[k];
                }
            }
            return new Plane(rows, columns, y);
        });
    }

    [Test]
    public void WeightsBesideTheFileAreFound()
    {
        File.WriteAllBytes(_folder["weights.bin"], [.. W[..9].SelectMany(BitConverter.GetBytes)]);
        File.WriteAllBytes(_folder["model.onnx"], OnnxFile.Model(17,
            OnnxFile.Node("Conv", ["x", "w"], "y", ("pads", [1, 1, 1, 1])), OnnxFile.ExternalWeight("w", [1, 1, 3, 3], "weights.bin", 0, 36),
            OnnxFile.Input("x", 1, 1, -1, -1), OnnxFile.Output("y", 1, 1, -1, -1)));
        Assert.That(Run(new GraphSource(_folder["model.onnx"], Rewrites.SeamlessXY), null, 0, Height, Width), Is.EqualTo(Convolved(3, 1, 1, [1, 1, 1, 1], true, true).Values).Within(1e-5));
    }

    private sealed record Plane(int Rows, int Columns, float[] Values);

    private void Check(OnnxGraph graph, string? weights, int kernel, Func<bool, bool, Plane> expected)
    {
        File.WriteAllBytes(_folder["model.onnx"], graph.ToArray());
        foreach (var (x, y) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            var wanted = expected(x, y);
            var found = Run(new GraphSource(_folder["model.onnx"], Rewrites.Seamless(x, y)), weights, kernel, wanted.Rows, wanted.Columns);
            Assert.That(found, Is.EqualTo(wanted.Values).Within(1e-5), $"x {x}, y {y}");
        }
    }

    private float[] Run(GraphSource source, string? weights, int kernel, int rows, int columns)
    {
        using var session = _backend.Open(source);
        using var binding = session.CreateBinding();
        using var x = new CpuTensor<float>(new TensorShape(1, 1, Height, Width), X);
        using var w = new CpuTensor<float>(new TensorShape(1, 1, Math.Max(kernel, 1), Math.Max(kernel, 1)), W.AsSpan(0, Math.Max(kernel * kernel, 1)));
        using var y = new CpuTensor<float>(new TensorShape(1, 1, rows, columns));
        binding.BindInput("x", x);
        if (weights is not null) binding.BindInput(weights, w);
        binding.BindOutput("y", y);
        binding.Run();
        return y.Span.ToArray();
    }

    private static OnnxGraph Graph(int opset, int kernel, IReadOnlyList<OnnxNode> nodes)
    {
        var graph = new OnnxGraph(opset) { Nodes = nodes };
        graph.AddInput(new TensorPort("x", ElementType.Float32, [1, 1, -1, -1]));
        if (kernel > 0) graph.AddInput(new TensorPort("w", ElementType.Float32, [1, 1, kernel, kernel]));
        graph.AddOutput(new TensorPort("y", ElementType.Float32, [1, 1, -1, -1]));
        return graph;
    }

    private static OnnxNode Window(string op, int kernel, int stride, int dilation, params IReadOnlyList<OnnxAttributeValue> others) => new(
        op, op.Contains("Pool", StringComparison.Ordinal) ? ["x"] : ["x", "w"], ["y"],
        [OnnxAttributeValue.Of("kernel_shape", kernel, kernel), OnnxAttributeValue.Of("strides", stride, stride), .. dilation > 1 ? [OnnxAttributeValue.Of("dilations", dilation, dilation)] : Array.Empty<OnnxAttributeValue>(), .. others]);

    private static Plane Convolved(int kernel, int stride, int dilation, long[] pads, bool wrapsX, bool wrapsY) => Windows(kernel, stride, dilation, pads, (row, column) =>
        Places(row, column, kernel, dilation).Select((place, k) => W[k] * (At(place.Row, place.Column, wrapsX, wrapsY) ?? 0)).Sum());

    // What a function gives for the first place of each window.
    private static Plane Windows(int kernel, int stride, int dilation, long[] pads, Func<int, int, float> each)
    {
        var reach = ((kernel - 1) * dilation) + 1;
        var (rows, columns) = ((Height + (int)(pads[0] + pads[2]) - reach) / stride + 1, (Width + (int)(pads[1] + pads[3]) - reach) / stride + 1);
        return new Plane(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(i => each((i / columns * stride) - (int)pads[0], (i % columns * stride) - (int)pads[1]))]);
    }

    private static IEnumerable<(int Row, int Column)> Places(int row, int column, int kernel, int dilation) =>
        Enumerable.Range(0, kernel * kernel).Select(k => (row + (k / kernel * dilation), column + (k % kernel * dilation)));

    private static float? At(int row, int column, bool wrapsX, bool wrapsY)
    {
        if (wrapsY) row = (row + Height) % Height;
        if (wrapsX) column = (column + Width) % Width;
        return row is >= 0 and < Height && column is >= 0 and < Width ? X[(row * Width) + column] : null;
    }

    private static float[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }
}
