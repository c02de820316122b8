using System.Diagnostics;
using Scumble.Graphs;
using Scumble.Inference;
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
    public static IEnumerable<Sample> Run(Setting setting) => setting.Provider switch
    {
        "cpu" => OnCpu(setting, setting.Options, "", () => Stopwatch.GetElapsedTime(0)).Concat(OnCpu(setting, setting.Options with { Threads = 1 }, "-one-core", () => Environment.CpuUsage.TotalTime)),
        "cuda" => OnCuda(setting),
        _ => throw new Diagnostics.ScumbleException($"batch measures cuda and cpu, not {setting.Provider}.", "Leave it out with --only."),
    };

    // As the service runs it: on tensors of the device, captured, one size after the other. A session whose sizes change from call to call, and are not captured, chooses its
    // algorithms anew in each.
    private static IEnumerable<Sample> OnCuda(Setting setting)
    {
        using var graph = new EmbeddedGraph(setting, "unet");
        foreach (var edge in new[] { 256, 512 })
            foreach (var batch in new[] { 1, 2, 4, 8 })
            {
                using var cuda = new CudaSetting(setting);
                foreach (var sample in cuda.Time($"batch-unet-{edge}-{batch}", graph.Path, graph.Shapes(batch, edge), Runs))
                    yield return sample with { Values = [.. sample.Values.Select(time => time / batch)], Note = sample.Note is { } refusal ? $"for each picture; not captured: {refusal}" : "for each picture" };
            }
    }

    private static IEnumerable<Sample> OnCpu(Setting setting, OnnxBackendOptions options, string suffix, Func<TimeSpan> clock)
    {
        int[] batches = [1, 2, 4];
        using var backend = OnnxBackend.Create("cpu", options);
        using var graph = new EmbeddedGraph(setting, "unet");
        using var session = backend.Open(new GraphSource(graph.Path));
        var times = batches.ToDictionary(batch => batch, _ => new List<double>());
        var calls = batches.ToDictionary(batch => batch, batch => Bound(backend.Ops, session, graph.Shapes(batch, 256)));

        // Turn by turn, so that what else the machine does meets all of them.
        for (var round = 0; round < WarmUps + Runs; round++)
            foreach (var batch in batches)
            {
                var start = clock();
                calls[batch].Binding.Run();
                if (round >= WarmUps) times[batch].Add((clock() - start).TotalMilliseconds / batch);
            }
        foreach (var (binding, tensors) in calls.Values)
        {
            binding.Dispose();
            foreach (var tensor in tensors) tensor.Dispose();
        }
        foreach (var batch in batches) yield return new Sample($"batch-unet-256-{batch}{suffix}", "ms", times[batch], "for each picture");
    }

    private static (IInferenceBinding Binding, List<Tensor> Tensors) Bound(ITensorOps ops, IInferenceSession session, Dictionary<string, int[]> shapes)
    {
        var (binding, tensors) = (session.CreateBinding(), new List<Tensor>());
        foreach (var port in session.Inputs.Concat(session.Outputs))
        {
            var tensor = ops.Create(new TensorShape(shapes[port.Name]), port.ElementType);
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
