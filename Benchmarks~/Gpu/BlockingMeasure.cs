using Scumble.Graphs;
using Scumble.Onnx;
using Scumble.Tensors;

namespace Scumble.Benchmarks;

/// <summary>How long a step of the U-Net keeps the calling thread: enqueued on the device, and run with tensors in host memory.</summary>
internal static class BlockingMeasure
{
    public static IEnumerable<Sample> Run(Setting setting)
    {
        using (var cuda = new CudaSetting(setting))
        using (var graph = new GraphRun(cuda.Backend, cuda.Stream, setting.Graph("sd15-tiny", "unet"), UnetMeasure.Shapes(1)))
        {
            for (var i = 0; i < 5; i++) graph.Enqueue();
            cuda.Stream.Synchronize();
            var times = new double[60];
            for (var i = 0; i < times.Length; i++)
            {
                times[i] = Clock.Milliseconds(0, 1, graph.Enqueue)[0] * 1000;
                cuda.Stream.Synchronize();
            }
            yield return new Sample("thread-unet-enqueued", "us", times);
        }
        using var host = OnnxBackend.Create("cuda", setting.Options);
        using var session = host.Open(new GraphSource(setting.Graph("sd15-tiny", "unet")));
        using var binding = session.CreateBinding();
        var tensors = new List<HostTensor>();
        foreach (var port in session.Inputs) binding.BindInput(port.Name, Create(port));
        foreach (var port in session.Outputs) binding.BindOutput(port.Name, Create(port));
        yield return new Sample("thread-unet-host-tensors", "us", [.. Clock.Milliseconds(3, 20, () => binding.Run()).Select(ms => ms * 1000)]);
        foreach (var tensor in tensors) tensor.Dispose();

        HostTensor Create(TensorPort port)
        {
            var tensor = HostTensor.Create(new TensorShape(UnetMeasure.Shapes(1)[port.Name]), port.ElementType);
            tensors.Add(tensor);
            return tensor;
        }
    }
}
