using Scumble.Tensors;

namespace Scumble.Lab;

/// <summary>One call of a graph.</summary>
/// <param name="ModelPath">The graph.</param>
/// <param name="Tensors">Copies of what it took and gave.</param>
internal sealed record ReplayedCall(string ModelPath, IReadOnlyDictionary<string, RecordedTensor> Tensors)
{
    /// <summary>What the graph took under a name.</summary>
    public RecordedTensor Input(string name) => Tensors[name];

    /// <summary>What the graph gave under a name.</summary>
    public RecordedTensor Output(string name) => Tensors[OutputKey(name)];

    /// <summary>The only output of a network.</summary>
    public RecordedTensor Prediction => Tensors.Single(pair => pair.Key.StartsWith('>')).Value;

    /// <summary>What an output is called among the tensors.</summary>
    public static string OutputKey(string name) => $">{name}";

    /// <summary>The values of a tensor in host memory, as floats.</summary>
    public static RecordedTensor Copy(Tensor tensor) => new([.. tensor.Shape.Dimensions], tensor switch
    {
        CpuTensor<float> t => t.Span.ToArray(),
        CpuTensor<double> t => Array.ConvertAll(t.Span.ToArray(), v => (float)v),
        CpuTensor<long> t => Array.ConvertAll(t.Span.ToArray(), v => (float)v),
        CpuTensor<int> t => Array.ConvertAll(t.Span.ToArray(), v => (float)v),
        _ => throw new InvalidDataException($"a tensor of {tensor.ElementType} is not compared"),
    });
}
