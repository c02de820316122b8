using System.Text.Json;
using Scumble.Models;
using Scumble.Sampling;
using Scumble.Tensors;

namespace Scumble.Lab;

internal static partial class GoldenKinds
{
    internal static GoldenKind ForwardProcess { get; } = Add(new ForwardProcessKind());
}

/// <summary>Data noised to a level for each item of a batch, and the velocity v there.</summary>
internal sealed class ForwardProcessKind : GoldenKind
{
    private static readonly CpuTensorOps Ops = new();

    public override string Id => "forward_process";

    public override GoldenOutcome Check(GoldenFile file)
    {
        var comparison = new GoldenComparison();
        var batch = (int)GoldenFile.Numbers(file["shape"])[0];
        var index = 0;
        foreach (var entry in file["entries"].EnumerateArray())
        {
            var config = SchedulerConfig.Read(GoldenFile.Member(entry, "config"), file.Name);
            var timesteps = GoldenFile.Numbers(entry, "timesteps");
            for (var item = 0; item < batch; item++)
                Check(comparison, config, Level(config, entry, timesteps[item]), name => Item(entry, name, item, batch), $"entry {index}, t {timesteps[item]}");
            index++;
        }

        return comparison.Outcome;
    }

    private static void Check(GoldenComparison comparison, SchedulerConfig config, double sigma, Func<string, double[]?> read, string where)
    {
        var (process, x0, noise) = (config.Process, read("x0")!, read("noise")!);
        var scale = config.InitialNoise == InitialNoise.UnitInput ? process.InputScale(sigma) : 1;
        double[] noisy = [.. x0.Zip(noise, (x, n) => scale * (process.Signal(sigma) * x + sigma * n))];
        comparison.Compare(noisy, read("noisy")!, x => 1e-5 * Math.Max(1, Math.Abs(x)), $"{where}: noisy");
        if (read("velocity") is not { } velocity) return;

        // A network that predicts this velocity knows x0.
        using var x = new CpuTensor<double>(new(x0.Length), Array.ConvertAll(noisy, v => v / scale));
        using var denoised = new CpuTensor<double>(new(x0.Length));
        using var buffers = new DenoiserBuffers(Ops, x.Shape, ElementType.Float64, ElementType.Float64);
        new PredictionDenoiser(buffers, new RecordedPrediction(velocity), process, Prediction.V).Denoise(x, DenoiseCall.At(process, sigma), denoised);
        comparison.Compare(denoised.Span.ToArray(), x0, 1e-5, $"{where}: x0 from the velocity");
    }

    // Where the reference noises to levels of a run's grid, the level is the one of that timestep.
    private static double Level(SchedulerConfig config, JsonElement entry, double timestep)
    {
        if (GoldenFile.Optional(entry, "num_inference_steps") is not { } steps) return config.Process.Sigma(timestep);
        var sigmas = new GoldenGrid(GoldenFile.Member(entry, "config"), steps.GetInt32(), null).Sigmas;
        return sigmas[Enumerable.Range(0, sigmas.StepCount).MinBy(i => Math.Abs(sigmas.Timestep(i, config.Process) - timestep))];
    }

    private static double[]? Item(JsonElement entry, string name, int item, int batch)
    {
        if (GoldenFile.Optional(entry, name) is not { } array) return null;
        var all = GoldenFile.Numbers(array);
        return all[(all.Length / batch * item)..(all.Length / batch * (item + 1))];
    }
}
