using Scumble.Diagnostics;
using Scumble.Formats;
using Scumble.Tensors;

namespace Scumble.Graphs;

/// <summary>Reads one <see cref="OnnxHeader"/>. Field numbers are those of onnx.proto.</summary>
/// <param name="path">The file, for messages.</param>
internal sealed class OnnxHeaderReader(string path)
{
    private const int MaxName = 1024, MaxRank = 16, MaxPorts = 4096, MaxExternalFiles = 4096;

    private const long MaxTensorInBytes = 1L << 40, MaxWeightsInBytes = 1L << 44;

    private readonly List<TensorPort> _inputs = [];
    private readonly List<TensorPort> _outputs = [];
    private readonly HashSet<string> _weights = [];
    private readonly Dictionary<string, long> _externalFiles = new(StringComparer.Ordinal);
    private int _opset;
    private long _weightsInBytes;
    private bool _hasGraph;

    public OnnxHeader Read(Stream stream)
    {
        for (var model = new ProtobufReader(stream, path); model.Next();)
        {
            if (model.Field == 8 && model.IsBytes) _opset = VersionOf(model.Message()) ?? _opset;
            else if (model.Field == 7 && model.IsBytes) ReadGraph(model.Message());
        }
        if (!_hasGraph) throw DamagedFile.Because(path, "it holds no ONNX graph");
        return new OnnxHeader
        {
            Path = path,
            Opset = _opset,
            // Files of the oldest kind list their weights as inputs too.
            Inputs = [.. _inputs.Where(port => !_weights.Contains(port.Name))],
            Outputs = _outputs,
            WeightsInBytes = _weightsInBytes,
            ExternalFiles = _externalFiles,
        };
    }

    /// <summary>The version of ONNX's own operators; null where the set is another's. OperatorSetIdProto: 1 domain, 2 version.</summary>
    public static int? VersionOf(ProtobufReader opset)
    {
        var (domain, version) = ("", 0L);
        while (opset.Next())
        {
            if (opset.Field == 1) domain = opset.Text(MaxName);
            else if (opset.Field == 2) version = (long)opset.Value;
        }
        return domain is "" or "ai.onnx" ? (int)Math.Clamp(version, 0, int.MaxValue) : null;
    }

    private void ReadGraph(ProtobufReader graph)
    {
        _hasGraph = true;
        while (graph.Next())
        {
            if (!graph.IsBytes) continue;
            switch (graph.Field)
            {
                case 5: ReadWeight(graph.Message()); break;
                case 11: Add(_inputs, graph.Message()); break;
                case 12: Add(_outputs, graph.Message()); break;
            }
        }
    }

    private void Add(List<TensorPort> ports, ProtobufReader value)
    {
        if (ports.Count == MaxPorts) throw DamagedFile.Because(path, $"it has more than {MaxPorts} inputs or outputs");
        if (ReadPort(value) is { } port) ports.Add(port);
    }

    // ValueInfoProto: 1 name, 2 type { 1 tensor { 1 element type, 2 shape { 1 dimension { 1 value, 2 name } } } }.
    private TensorPort? ReadPort(ProtobufReader value)
    {
        var (name, type, dimensions) = ("", 0, new List<int>());
        while (value.Next())
        {
            if (value.Field == 1) name = value.Text(MaxName);
            if (value.Field != 2) continue;
            for (var kind = value.Message(); kind.Next();)
            {
                if (kind.Field != 1) continue;
                for (var tensor = kind.Message(); tensor.Next();)
                {
                    if (tensor.Field == 1) type = (int)tensor.Value;
                    if (tensor.Field != 2) continue;
                    for (var shape = tensor.Message(); shape.Next();)
                        if (shape.Field == 1) dimensions.Add(ReadDimension(shape.Message(), name, dimensions.Count));
                }
            }
        }
        return OnnxTypes.Of(type) is { } known ? new TensorPort(name, known, dimensions)
            : throw new ScumbleException($"'{path}': '{name}' has elements of type {OnnxTypes.Name(type)}, which are not supported.",
                "Export the model with float32, float16 or integer inputs and outputs.");
    }

    private int ReadDimension(ProtobufReader dimension, string name, int rank)
    {
        if (rank == MaxRank) throw DamagedFile.Because(path, $"'{name}' has more than {MaxRank} dimensions");
        var size = -1L;
        while (dimension.Next())
            if (dimension.Field == 1) size = (long)dimension.Value;
        return size is >= -1 and <= int.MaxValue ? (int)size : throw DamagedFile.Because(path, $"'{name}' has a dimension of {size}");
    }

    // TensorProto: 1 dimensions, 2 element type, 8 name, 9 raw data, 13 external data { 1 key, 2 value }, 14 location (1 external);
    // 4 to 7, 10, 11: the data as numbers.
    private void ReadWeight(ProtobufReader tensor)
    {
        var (name, type, count, rank, data, isRaw, isExternal) = ("", 0, 1L, 0, 0L, false, false);
        var external = new Dictionary<string, string>();
        while (tensor.Next())
        {
            switch (tensor.Field)
            {
                case 1:
                    foreach (var size in tensor.Numbers())
                    {
                        if (size < 0 || ++rank > MaxRank || (size > 0 && count > MaxTensorInBytes / size))
                            throw Absurd(name, $"a dimension of {size} after {count} elements");
                        count *= size;
                    }
                    break;
                case 2: type = (int)tensor.Value; break;
                case 8: name = tensor.Text(MaxName); break;
                case 13 when tensor.IsBytes && external.Count < 16: AddEntry(external, tensor.Message()); break;
                case 14: isExternal = tensor.Value == 1; break;
                case 9: (data, isRaw) = (tensor.Length, true); break;
                case 4 or 5 or 6 or 7 or 10 or 11: data += tensor.IsBytes ? tensor.Length : 1; break;
            }
        }
        _weights.Add(name);
        var bytes = (count * OnnxTypes.Bits(type) + 7) / 8;
        if (bytes > MaxTensorInBytes) throw Absurd(name, $"{bytes} bytes");
        _weightsInBytes += bytes;
        if (_weightsInBytes > MaxWeightsInBytes) throw Absurd(name, $"{_weightsInBytes} bytes with those before it");
        if (isExternal) AddExternal(name, bytes, external);
        else if (isRaw ? data != bytes : type != OnnxTypes.Text && data < count)
            throw DamagedFile.Because(path, $"the weight '{name}' should have {bytes} bytes and has {data}");
    }

    private void AddExternal(string name, long bytes, Dictionary<string, string> external)
    {
        if (!external.TryGetValue("location", out var location) || location.Length == 0)
            throw DamagedFile.Because(path, $"the weight '{name}' does not say in which file it lies");
        var (offset, length) = (Number("offset", 0), Number("length", bytes));
        if (length != bytes) throw DamagedFile.Because(path, $"the weight '{name}' should have {bytes} bytes; the graph looks for {length} in '{location}'");
        if (!_externalFiles.TryGetValue(location, out var end) && _externalFiles.Count == MaxExternalFiles)
            throw DamagedFile.Because(path, $"its weights lie in more than {MaxExternalFiles} files");
        _externalFiles[location] = Math.Max(end, offset + length);

        long Number(string key, long otherwise) => !external.TryGetValue(key, out var text) ? otherwise
            : long.TryParse(text, out var number) && number is >= 0 and <= MaxTensorInBytes ? number
            : throw DamagedFile.Because(path, $"the weight '{name}' has the {key} '{text}'");
    }

    private static void AddEntry(Dictionary<string, string> external, ProtobufReader entry)
    {
        var (key, value) = ("", "");
        while (entry.Next())
        {
            if (entry.Field == 1) key = entry.Text(MaxName);
            else if (entry.Field == 2) value = entry.Text(MaxName);
        }
        external[key] = value;
    }

    private ScumbleException Absurd(string name, string what) => DamagedFile.Because(path, $"the weight '{name}' cannot be so large: {what}");
}
