using NUnit.Framework;
using Scumble.Graphs;
using Scumble.Inference;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Sampling;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>
/// The networks of a material model live on a torus: an input that is moved around it gives the same output moved as far. So
/// the border of a texture is no special place, and there is no seam to hide. A decoder may add grain, a field of white noise that stays
/// where it is: what differs then is noise, at the border as inside.
/// </summary>
public class WrapTests
{
    private const int Rows = 12, Columns = 16;

    // Two halvings inside the U-Net: moves by four latent pixels meet the same grid.
    private const int Down = 4, Right = 8;

    private readonly OnnxBackend _backend = OnnxBackend.Create("cpu");

    [OneTimeTearDown]
    public void Close() => _backend.Dispose();

    [Test]
    public void TheDecoderMovesAlong([ValueSource(typeof(TestModel), nameof(TestModel.MaterialModels))] string model)
    {
        using var session = Open(model, "vae_decoder");
        var factor = ModelFolder.Open(RepositoryRoot.Combine(model)).Require("vae_decoder").Values().Integer("downscale_factor", 8, 1, 64);
        AssertMovesAlong(session, "latent_sample", "sample", factor, outputChannels: 6, hasGrain: model.EndsWith("scumble-tiny", StringComparison.Ordinal));
    }

    [Test]
    public void TheDenoiserMovesAlong([ValueSource(typeof(TestModel), nameof(TestModel.MaterialModels))] string model)
    {
        using var session = Open(model, "unet");
        var (length, width) = ((int)session.Input("encoder_hidden_states").Dimensions[1], (int)session.Input("encoder_hidden_states").Dimensions[2]);
        using var timestep = new CpuTensor<float>(new(1), [600]);
        using var following = new CpuTensor<float>(new(1), [300]);
        using var guidance = new CpuTensor<float>(new(1), [3]);
        using var states = new CpuTensor<float>(new(1, length > 0 ? length : 32, width));
        new CpuTensorOps().Noise.Fill(states, 1, 3, NoiseStreams.Initial);
        AssertMovesAlong(session, "sample", "out_sample", scale: 1, (int)session.Output("out_sample").Dimensions[1], hasGrain: false,
            ("timestep", timestep), ("encoder_hidden_states", states), ("timestep_next", following), ("guidance", guidance));
    }

    private IInferenceSession Open(string model, string graph) => _backend.Open(new GraphSource(RepositoryRoot.Combine(model, graph, "model.onnx")));

    private static void AssertMovesAlong(
        IInferenceSession session, string input, string output, int scale, int outputChannels, bool hasGrain, params (string Name, Tensor Value)[] others)
    {
        // A network that takes residuals of ControlNets gets none.
        var residuals = session.Inputs.Where(port => port.Name.EndsWith("_residual", StringComparison.Ordinal))
            .Select(port => (port.Name, Value: (Tensor)new CpuTensor<float>(new(1, (int)port.Dimensions[1], 1, 1)))).ToArray();
        others = [.. others.Where(other => session.Inputs.Any(port => port.Name == other.Name)), .. residuals];
        var channels = (int)session.Input(input).Dimensions[1];
        using var still = new CpuTensor<float>(new(1, channels, Rows, Columns));
        new CpuTensorOps().Noise.Fill(still, 1, 9, NoiseStreams.Initial);
        using var moved = new CpuTensor<float>(still.Shape, Move(still.Span, channels, Rows, Columns, Down, Right));
        var expected = Move(Run(still), outputChannels, Rows * scale, Columns * scale, Down * scale, Right * scale);
        var found = Run(moved);
        foreach (var (_, residual) in residuals) residual.Dispose();
        if (hasGrain)
        {
            var (border, inside) = Differences(found, expected, Rows * scale, Columns * scale);
            TestContext.Out.WriteLine($"grain: mean difference {inside:g3}, on the border {border:g3}");
            Assert.That(inside, Is.GreaterThan(0).And.LessThan(0.1), "grain stays where it is; all else moves");
            Assert.That(border, Is.LessThan(1.2 * inside));
            return;
        }
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

    // The mean absolute difference on the outermost places of every plane, and on all.
    private static (double Border, double All) Differences(float[] one, float[] other, int rows, int columns)
    {
        var (border, all) = (new List<double>(), new List<double>());
        for (var i = 0; i < one.Length; i++)
        {
            var (y, x) = (i / columns % rows, i % columns);
            all.Add(Math.Abs((double)one[i] - other[i]));
            if (y == 0 || x == 0 || y == rows - 1 || x == columns - 1) border.Add(all[^1]);
        }
        return (border.Average(), all.Average());
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
