using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Tensors;

namespace Scumble.Lab;

/// <summary>Compares an autoencoder's graphs alone.</summary>
internal static class AutoencoderReplay
{
    private const double Bound = 2e-4;

    /// <summary>Runs encoder and decoder on what was recorded, and compares.</summary>
    public static void Compare(PipelineCase golden, GoldenComparison comparison)
    {
        var folder = ModelFolder.Open(golden.Model);
        using var backend = OnnxBackend.Create("cpu");
        foreach (var part in new[] { "encoder", "decoder" })
        {
            var (input, expected) = (golden.Find($"{part}_input")!, golden.Find($"{part}_output")!);
            using var session = backend.Open(new GraphSource(folder.RequireGraph($"vae_{part}")));
            using var taken = new CpuTensor<float>(new TensorShape(input.Shape), input.Values);
            using var given = new CpuTensor<float>(new TensorShape(expected.Shape));
            using var binding = new AdaptedBinding(backend.Ops, session);
            binding.BindInput(session.Inputs[0], taken);
            binding.BindOutput(session.Outputs[0], given);
            binding.Run();
            comparison.Compare(Array.ConvertAll(given.Span.ToArray(), v => (double)v), Array.ConvertAll(expected.Values, v => (double)v),
                Bound * Math.Max(1, expected.Largest), part);
        }
    }
}
