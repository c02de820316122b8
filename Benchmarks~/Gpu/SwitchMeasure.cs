using Scumble.Interop;
using Scumble.Tensors;

namespace Scumble.Benchmarks;

/// <summary>What it costs to go from kernels to a graph and back: the embedded model's decoder at its smallest between two kernels, beside each alone.</summary>
internal static class SwitchMeasure
{
    public static IEnumerable<Sample> Run(Setting setting)
    {
        var device = setting.Device;
        using var backend = SharedBackend.Create(device, setting.Provider, setting.Options);
        using var session = backend.Open(Path.Combine(setting.MaterialFolder, "vae_decoder", "model.onnx"));
        using var latent = backend.Ops.Create(new TensorShape(1, 8, 8, 8), ElementType.Float32);
        using var planes = backend.Ops.Create(new TensorShape(1, 6, 64, 64), ElementType.Float32);
        using var binding = session.CreateBinding();
        binding.BindInput(session.Inputs[0].Name, latent);
        binding.BindOutput(session.Outputs[0].Name, planes);
        for (var i = 0; i < 5; i++) Both();
        yield return new Sample("switch-graph-alone", "us", Microseconds(binding.Run));
        yield return new Sample("switch-kernel-alone", "us", Microseconds(() =>
        {
            Kernel();
            device.Commands.Submit();
        }));
        yield return new Sample("switch-kernel-and-graph", "us", Microseconds(Both));
        var enqueue = new double[200];
        for (var i = 0; i < enqueue.Length; i++)
        {
            enqueue[i] = Clock.Milliseconds(0, 1, Both)[0] * 1000;
            if (i % 20 == 19) device.Commands.Synchronize();
        }
        yield return new Sample("switch-thread", "us", enqueue);

        void Kernel() => backend.Ops.Scale(latent, 0.999, latent);

        void Both()
        {
            Kernel();
            binding.Run();
        }

        double[] Microseconds(Action run) => [.. Clock.Throughput(7, 100, run, device.Commands.Synchronize).Select(ms => ms * 1000)];
    }
}
