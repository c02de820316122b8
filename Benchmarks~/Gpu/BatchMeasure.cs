using System.Diagnostics;
using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Networks;
using Scumble.Onnx;
using Scumble.Tensors;

namespace Scumble.Benchmarks;

/// <summary>The embedded model's network, several pictures to a call: what a batch gains for each.</summary>
internal static class BatchMeasure
{
    private const int WarmUps = 3, Runs = 40;

    /// <summary>
    /// On a GPU latents of 256x256 and 512x512 pixels; on the CPU of 256x256, by the clock on all cores, and on one by the processor's time, which other work on the machine
    /// hardly changes.
    /// </summary>
    public static IEnumerable<Sample> Run(Setting setting)
    {
        if (setting.Provider == "cpu")
        {
            foreach (var sample in OnCpu(setting, setting.Options, "", () => Stopwatch.GetElapsedTime(0))) yield return sample;
            foreach (var sample in OnCpu(setting, setting.Options with { Threads = 1 }, "-one-core", () => Environment.CpuUsage.TotalTime)) yield return sample;
            yield break;
        }
        foreach (var edge in new[] { 256, 512 })
        {
            using var cuda = new CudaSetting(setting);
            foreach (var sample in Measured(setting, cuda.Backend, edge, [1, 2, 4, 8], "", () => Stopwatch.GetElapsedTime(0), cuda.Stream.Synchronize)) yield return sample;
        }
    }

    private static IEnumerable<Sample> OnCpu(Setting setting, OnnxBackendOptions options, string suffix, Func<TimeSpan> clock)
    {
        using var backend = OnnxBackend.Create("cpu", options);
        foreach (var sample in Measured(setting, backend, 256, [1, 2, 4], suffix, clock, () => { })) yield return sample;
    }

    private static IEnumerable<Sample> Measured(Setting setting, OnnxBackend backend, int edge, int[] batches, string suffix, Func<TimeSpan> clock, Action wait)
    {
        using var session = backend.Open(new GraphSource(Path.Combine(setting.MaterialFolder, "unet", "model.onnx")));
        var times = batches.ToDictionary(batch => batch, _ => new List<double>());
        var calls = batches.ToDictionary(batch => batch, batch => Bound(backend.Ops, session, batch, edge / 8));

        // Turn by turn, so that what else the machine does meets all of them.
        for (var round = 0; round < WarmUps + Runs; round++)
            foreach (var batch in batches)
            {
                var start = clock();
                calls[batch].Binding.Run();
                wait();
                if (round >= WarmUps) times[batch].Add((clock() - start).TotalMilliseconds / batch);
            }
        foreach (var (binding, tensors) in calls.Values)
        {
            binding.Dispose();
            foreach (var tensor in tensors) tensor.Dispose();
        }
        foreach (var batch in batches) yield return new Sample($"batch-unet-{edge}-{batch}{suffix}", "ms", times[batch], "for each picture");
    }

    private static (IInferenceBinding Binding, List<Tensor> Tensors) Bound(ITensorOps ops, IInferenceSession session, int batch, int edge)
    {
        var (binding, tensors) = (session.CreateBinding(), new List<Tensor>());
        var channels = session.Inputs.Single(port => port.Name == "sample").Dimensions[1];
        using var network = new DenoiserNetwork(ops, session, new TensorShape(batch, channels, edge, edge));
        foreach (var port in session.Inputs.Concat(session.Outputs))
        {
            // What is not fixed: pictures first, then edges; of a list of tokens its length. Residuals are of the sizes of the network's levels.
            int[] shape = [.. port.Dimensions.Select((size, axis) => size >= 0 ? size : axis == 0 ? batch : port.Dimensions.Count == 4 ? edge : 77)];
            var tensor = ops.Create(network.Residuals.GetValueOrDefault(port.Name, new TensorShape(shape)), port.ElementType);
            tensors.Add(tensor);
            if (!session.Inputs.Contains(port)) binding.BindOutput(port.Name, tensor);
            else
            {
                if (port.ElementType == ElementType.Float32) ops.Upload(tensor, [.. Enumerable.Range(0, (int)tensor.Shape.ElementCount).Select(i => MathF.Sin(i))]);
                binding.BindInput(port.Name, tensor);
            }
        }
        return (binding, tensors);
    }
}
