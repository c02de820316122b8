using System.Buffers.Binary;

namespace Scumble.Formats;

/// <summary>
/// Writes one message in protobuf's wire format (https://protobuf.dev/programming-guides/encoding): fields are appended in the
/// order of the calls. What lies in a file is copied from there when the whole is written. One thread.
/// </summary>
internal sealed class ProtobufMessage
{
    private const int VarintWire = 0, EightBytesWire = 1, LengthWire = 2;

    private readonly List<ProtobufBytes> _parts = [];
    private readonly List<byte> _tail = [];

    /// <summary>Bytes of the message so far.</summary>
    public long Length { get; private set; }

    /// <summary>Appends a number.</summary>
    public ProtobufMessage Add(int field, long value) => Varint((ulong)field << 3 | VarintWire).Varint((ulong)value);

    /// <summary>Appends a text.</summary>
    public ProtobufMessage Add(int field, string value) => Add(field, System.Text.Encoding.UTF8.GetBytes(value));

    /// <summary>Appends bytes.</summary>
    public ProtobufMessage Add(int field, byte[] value) => Add(field, ProtobufBytes.Of(value));

    /// <summary>Appends bytes that may lie in a file.</summary>
    public ProtobufMessage Add(int field, ProtobufBytes value) => Varint((ulong)field << 3 | LengthWire).Varint((ulong)value.Length).Append(value);

    /// <summary>Appends a message within this one.</summary>
    public ProtobufMessage Add(int field, ProtobufMessage value)
    {
        Varint((ulong)field << 3 | LengthWire).Varint((ulong)value.Length);
        foreach (var part in value._parts) Append(part);
        return Append(ProtobufBytes.Of([.. value._tail]));
    }

    /// <summary>Appends a field as it was read.</summary>
    public ProtobufMessage Add(ProtobufField field)
    {
        if (field.Wire == LengthWire) return Add(field.Number, field.Bytes);
        Varint((ulong)field.Number << 3 | (uint)field.Wire);
        if (field.Wire == VarintWire) return Varint(field.Value);
        var bits = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bits, field.Value);
        return Append(ProtobufBytes.Of(field.Wire == EightBytesWire ? bits : bits[..4]));
    }

    /// <summary>The message so far.</summary>
    /// <param name="source">The file that parts of it lie in, if they do.</param>
    public byte[] ToArray(Stream? source = null)
    {
        var bytes = new byte[Length];
        var at = 0;
        foreach (var part in _parts)
        {
            var target = bytes.AsSpan(at, (int)part.Length);
            if (part.Loaded is { } loaded) loaded.CopyTo(target);
            else
            {
                source!.Position = part.Offset;
                source.ReadExactly(target);
            }
            at += target.Length;
        }
        _tail.CopyTo(bytes, at);
        return bytes;
    }

    private ProtobufMessage Append(ProtobufBytes bytes)
    {
        Length += bytes.Length;
        if (bytes.Loaded is { } loaded)
        {
            _tail.AddRange(loaded);
            return this;
        }
        _parts.Add(ProtobufBytes.Of([.. _tail]));
        _parts.Add(bytes);
        _tail.Clear();
        return this;
    }

    private ProtobufMessage Varint(ulong value)
    {
        var before = _tail.Count;
        for (; value >= 0x80; value >>= 7) _tail.Add((byte)(value | 0x80));
        _tail.Add((byte)value);
        Length += _tail.Count - before;
        return this;
    }
}
