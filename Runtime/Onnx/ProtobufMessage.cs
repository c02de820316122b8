namespace Scumble.Onnx;

/// <summary>
/// Writes one message in protobuf's wire format (https://protobuf.dev/programming-guides/encoding): fields are appended in the
/// order of the calls. One thread.
/// </summary>
internal sealed class ProtobufMessage
{
    private const int VarintWire = 0;

    private const int LengthWire = 2;

    private readonly List<byte> _bytes = [];

    /// <summary>The message so far.</summary>
    public byte[] ToArray() => [.. _bytes];

    /// <summary>Appends a number.</summary>
    public ProtobufMessage Add(int field, long value)
    {
        Varint((ulong)field << 3 | VarintWire);
        Varint((ulong)value);
        return this;
    }

    /// <summary>Appends a text.</summary>
    public ProtobufMessage Add(int field, string value) => Add(field, System.Text.Encoding.UTF8.GetBytes(value));

    /// <summary>Appends a message within this one.</summary>
    public ProtobufMessage Add(int field, ProtobufMessage value) => Add(field, value.ToArray());

    private ProtobufMessage Add(int field, byte[] value)
    {
        Varint((ulong)field << 3 | LengthWire);
        Varint((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
