using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Inference;
using Scumble.Onnx;
using Scumble.Sharing;
using Scumble.Tensors;
using Scumble.Tests.Cuda;
using Scumble.Vulkan;

namespace Scumble.Tests.Sharing;

/// <summary>Numbers of the host that a graph on a CUDA stream reads: sent when they changed, and counted where they are copied.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CudaBindingTests : IDisposable
{
    private readonly FakeCuda _cuda = new();
    private readonly CudaStream _stream;
    private readonly HostCopies _copies = new();
    private readonly CopyingGraph _graph;
    private readonly CudaBinding _binding;

    public CudaBindingTests()
    {
        _stream = CudaDevice.Open(_cuda.Driver, null).CreateStream();
        _graph = new CopyingGraph(_stream);
        _binding = new CudaBinding(_graph, _stream, _copies);
    }

    public void Dispose()
    {
        _binding.Dispose();
        _stream.Dispose();
        Assert.That(_cuda.Alive, Is.Empty);
    }

    [Test]
    public void EqualNumbersTravelInTheCommand([Values] bool isWide)
    {
        using HostTensor numbers = isWide ? new CpuTensor<long>(new(2, 3)) : new CpuTensor<float>(new(2, 3));
        using var seen = Bind(numbers);
        for (var value = 1; value <= 3; value++)
        {
            if (isWide) ((CpuTensor<long>)numbers).Span.Fill(value);
            else ((CpuTensor<float>)numbers).Span.Fill(value);
            _binding.Run();
            Assert.That(Read(seen), Is.EqualTo(numbers.Bytes.ToArray()));
        }
        Assert.That((_copies.UploadedBytes, _cuda.Calls.Count(call => call == "cuMemcpyHtoDAsync_v2")), Is.EqualTo((0, 0)));
    }

    [Test]
    public void DifferentNumbersAreOneCountedCopy()
    {
        using var numbers = new CpuTensor<int>(new(4));
        using var seen = Bind(numbers);
        numbers.Span[2] = 7;
        _binding.Run();
        Assert.That(Read(seen), Is.EqualTo(numbers.Bytes.ToArray()));
        Assert.That((_copies.UploadedBytes, _cuda.Calls.Count(call => call == "cuMemcpyHtoDAsync_v2")), Is.EqualTo((16, 1)));
    }

    [Test]
    public void EqualHalvesAreCopied()
    {
        using var numbers = new CpuTensor<Half>(new(4));
        using var seen = Bind(numbers);
        numbers.Span.Fill((Half)0.5);
        _binding.Run();
        Assert.That(Read(seen), Is.EqualTo(numbers.Bytes.ToArray()));
        Assert.That(_copies.UploadedBytes, Is.EqualTo(8));
    }

    [Test]
    public void NumbersThatStayAreNotSentAgain()
    {
        using var equal = new CpuTensor<float>(new(1));
        using var different = new CpuTensor<int>(new(2));
        different.Span[1] = 1;
        _binding.BindInput("equal", equal);
        using var seen = Bind(different);
        _binding.Run();
        var calls = _cuda.Calls.Count(IsSent);
        _binding.Run();
        Assert.That((_cuda.Calls.Count(IsSent), _copies.UploadedBytes), Is.EqualTo((calls, 8)));
        different.Span[0] = 2;
        _binding.Run();
        Assert.That((_cuda.Calls.Count(IsSent), _copies.UploadedBytes), Is.EqualTo((calls + 1, 16)));
        Assert.That(Read(seen), Is.EqualTo(different.Bytes.ToArray()));
    }

    [Test]
    public void ACapturedGraphReadsTheNumbersOfItsRun()
    {
        using var timestep = new CpuTensor<float>(new(1));
        using var seen = Bind(timestep);
        for (var run = 1; run <= 6; run++)
        {
            timestep.Span[0] = 1000 - run;
            _binding.Run();
            Assert.That(BitConverter.ToSingle(Read(seen)), Is.EqualTo(1000 - run), $"run {run}");
        }
        Assert.That((_cuda.Launches, _graph.Enqueued), Is.EqualTo((4, 3)), "two runs and the capture, then launches");
    }

    [Test]
    public void TensorsOfTheDeviceAreBoundAsTheyAre()
    {
        using var tensor = new CudaTensor(_stream, new(2), ElementType.Float32);
        _binding.BindInput("x", tensor);
        Assert.That(_graph.Input, Is.SameAs(tensor));
    }

    [Test]
    public void NumbersOfAnotherBindingAreLetGo()
    {
        using var first = new CpuTensor<float>(new(1000));
        using var second = new CpuTensor<float>(new(10));
        using var third = new CudaTensor(_stream, new(1), ElementType.Float32);
        _binding.BindInput("x", first);
        _binding.BindInput("x", second);
        Assert.That(_cuda.AllocatedBytes, Is.EqualTo(40 + 4));
        _binding.BindInput("x", third);
        Assert.That(_cuda.AllocatedBytes, Is.EqualTo(4));
    }

    [Test]
    public void NumbersThatTheGraphRefusesAreLetGo()
    {
        using var numbers = new CpuTensor<double>(new(1));
        Assert.That(() => _binding.BindInput("unknown", numbers), Throws.ArgumentException);
        Assert.That(_cuda.AllocatedBytes, Is.Zero);
    }

    private static bool IsSent(string call) => call is "cuMemcpyHtoDAsync_v2" or "cuMemsetD32Async" or "cuMemsetD2D32Async";

    private CudaTensor Bind(HostTensor numbers)
    {
        var seen = new CudaTensor(_stream, numbers.Shape, numbers.ElementType);
        _binding.BindInput("x", numbers);
        _binding.BindOutput("y", seen);
        return seen;
    }

    private byte[] Read(CudaTensor tensor)
    {
        var bytes = new byte[tensor.SizeInBytes];
        _stream.Download(tensor, bytes);
        return bytes;
    }

    /// <summary>A graph y = x, which is captured as those of ONNX Runtime are.</summary>
    private sealed class CopyingGraph : IInferenceBinding
    {
        private readonly DeviceRuns _runs;
        private CudaTensor? _output;

        public CopyingGraph(CudaStream stream) => _runs = new DeviceRuns(stream, () =>
        {
            Enqueued++;
            if (_output is not null) stream.Copy(_output, Input!);
        }, captures: true, refused: Assert.Fail);

        public CudaTensor? Input { get; private set; }

        public int Enqueued { get; private set; }

        public void BindInput(string name, Tensor tensor)
        {
            if (name == "unknown") throw new ArgumentException("There is no such input.", nameof(name));
            if (name == "x") Input = (CudaTensor)tensor;
            _runs.Reset();
        }

        public void BindOutput(string name, Tensor tensor) => _output = (CudaTensor)tensor;

        public void Run() => _runs.Run();

        public void Dispose() => _runs.Dispose();
    }
}
