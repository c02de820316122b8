using System.Buffers.Binary;
using Scumble.Formats;

namespace Scumble.Graphs;

/// <summary>A constant of a graph (an initializer). Its numbers stay where they are: in the file, or in one beside it. Immutable and thread-safe.</summary>
public sealed class OnnxWeight
{
    // TensorProto: 1 dimensions, 2 element type, 8 name, 9 raw data.
    private const int DimensionField = 1, TypeField = 2, NameField = 8, RawField = 9;

    private const int Int64 = 7, MaxName = 1 << 16;

    private OnnxWeight(string name, IReadOnlyList<long> dimensions, ProtobufBytes content) => (Name, Dimensions, Content) = (name, dimensions, content);

    /// <summary>The value that it is, by name.</summary>
    public string Name { get; }

    /// <summary>Its shape, outermost first.</summary>
    public IReadOnlyList<long> Dimensions { get; }

    internal ProtobufBytes Content { get; }

    /// <summary>A list of whole numbers of 64 bits.</summary>
    public static OnnxWeight Of(string name, params IReadOnlyList<long> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var raw = new byte[values.Count * sizeof(long)];
        for (var i = 0; i < values.Count; i++) BinaryPrimitives.WriteInt64LittleEndian(raw.AsSpan(i * sizeof(long)), values[i]);
        var message = new ProtobufMessage().Add(DimensionField, values.Count).Add(TypeField, Int64).Add(NameField, name).Add(RawField, raw);
        return new OnnxWeight(name, [values.Count], ProtobufBytes.Of(message.ToArray()));
    }

    internal static OnnxWeight Read(ProtobufReader graph)
    {
        var (content, name, dimensions) = (graph.Content, "", new List<long>());
        for (var tensor = graph.Message(); tensor.Next();)
        {
            if (tensor.Field == DimensionField) dimensions.AddRange(tensor.Numbers());
            else if (tensor.Field == NameField) name = tensor.Text(MaxName);
        }
        return new OnnxWeight(name, dimensions, content);
    }
}
