using NUnit.Framework;
using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Onnx;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>
/// The networks of a material model live on a torus: an input that is moved around it gives the same output moved as far. So
/// the border of a texture is no special place, and there is no seam to hide.
/// </summary>
public class WrapTests
{
    private const int Channels = 8, Rows = 12, Columns = 16;

    // Two halvings inside the U-Net: moves by four latent pixels meet the same grid.
    private const int Down = 4, Right = 8;

    private readonly OnnxBackend _backend = OnnxBackend.Create("cpu");

    [OneTimeTearDown]
    public void Close() => _backend.Dispose();

    [Test]
    public void TheDecoderMovesAlong([ValueSource(typeof(TestModel), nameof(TestModel.MaterialModels))] string model)
    {
        using var session = Open(model, "vae_decoder");
        AssertMovesAlong(session, "latent_sample", "sample", scale: 8, outputChannels: 6);
    }

    [Test]
    public void TheDenoiserMovesAlong([ValueSource(typeof(TestModel), nameof(TestModel.MaterialModels))] string model)
    {
        using var session = Open(model, "unet");
        var width = session.Input("encoder_hidden_states").Dimensions[2];
        using var timestep = new CpuTensor<float>(new(1), [600]);
        using var states = new CpuTensor<float>(new(1, 32, (int)width));
        new CpuTensorOps().Noise.Fill(states, 1, 3, NoiseStreams.Initial);
        AssertMovesAlong(session, "sample", "out_sample", scale: 1, Channels, ("timestep", timestep), ("encoder_hidden_states", states));
    }

    private IInferenceSession Open(string model, string graph) => _backend.Open(new GraphSource(RepositoryRoot.Combine(model, graph, "model.onnx")));

    private static void AssertMovesAlong(
        IInferenceSession session, string input, string output, int scale, int outputChannels, params (string Name, Tensor Value)[] others)
    {
        using var still = new CpuTensor<float>(new(1, Channels, Rows, Columns));
        new CpuTensorOps().Noise.Fill(still, 1, 9, NoiseStreams.Initial);
        using var moved = new CpuTensor<float>(still.Shape, Move(still.Span, Channels, Rows, Columns, Down, Right));
        var expected = Move(Run(still), outputChannels, Rows * scale, Columns * scale, Down * scale, Right * scale);
        var found = Run(moved);
        for (var i = 0; i < found.Length; i++) Assert.That(found[i], Is.EqualTo(expected[i]).Within(1e-3 + 1e-3 * Math.Abs(expected[i])), $"element {i}");

        float[] Run(Tensor value)
        {
            using var result = new CpuTensor<float>(new(1, outputChannels, Rows * scale, Columns * scale));
            using var binding = session.CreateBinding();
            foreach (var (name, other) in others) binding.BindInput(name, other);
            binding.BindInput(input, value);
            binding.BindOutput(output, result);
            binding.Run();
            return result.Span.ToArray();
        }
    }

    private static float[] Move(ReadOnlySpan<float> planes, int channels, int rows, int columns, int down, int right)
    {
        var result = new float[planes.Length];
        for (var c = 0; c < channels; c++)
            for (var y = 0; y < rows; y++)
                for (var x = 0; x < columns; x++)
                    result[(c * rows + (y + down) % rows) * columns + (x + right) % columns] = planes[(c * rows + y) * columns + x];
        return result;
    }
}
