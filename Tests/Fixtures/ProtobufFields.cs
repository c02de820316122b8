namespace Scumble.Tests.Fixtures;

/// <summary>A protobuf message as its fields in order, to be changed and written again.</summary>
public static class ProtobufFields
{
    /// <summary>A field: its number, and its bytes or its number's value.</summary>
    public readonly record struct Field(int Number, byte[]? Bytes, ulong Value)
    {
        public string Text => System.Text.Encoding.UTF8.GetString(Bytes!);
    }

    /// <summary>The fields; only numbers and bytes, as ONNX has them.</summary>
    public static List<Field> Read(ReadOnlySpan<byte> message)
    {
        var (fields, at) = (new List<Field>(), 0);
        while (at < message.Length)
        {
            var tag = Varint(message, ref at);
            var length = 0;
            if ((tag & 7) is 0) fields.Add(new((int)(tag >> 3), null, Varint(message, ref at)));
            else if ((tag & 7) is 2)
            {
                length = (int)Varint(message, ref at);
                fields.Add(new((int)(tag >> 3), message.Slice(at, length).ToArray(), 0));
            }
            else throw new InvalidDataException($"wire type {tag & 7} at {at}");
            at += length;
        }
        return fields;
    }

    /// <summary>The message again.</summary>
    public static byte[] Write(IEnumerable<Field> fields) => [.. fields.SelectMany(field => field.Bytes is { } bytes
        ? [.. Varint(((ulong)field.Number << 3) | 2), .. Varint((ulong)bytes.Length), .. bytes]
        : (byte[])[.. Varint((ulong)field.Number << 3), .. Varint(field.Value)])];

    private static ulong Varint(ReadOnlySpan<byte> message, ref int at)
    {
        var (value, shift) = (0UL, 0);
        while (true)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
            shift += 7;
        }
    }

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
