using Scumble.Formats;

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
    public static List<Field> Read(byte[]? message)
    {
        var fields = new List<Field>();
        for (var reader = new ProtobufReader(new MemoryStream(message!), "a message"); reader.Next();)
            fields.Add(reader.IsBytes ? new(reader.Field, reader.Bytes(int.MaxValue), 0) : new(reader.Field, null, reader.Value));
        return fields;
    }

    /// <summary>The message again.</summary>
    public static byte[] Write(IEnumerable<Field> fields)
    {
        var message = new ProtobufMessage();
        foreach (var field in fields) _ = field.Bytes is { } bytes ? message.Add(field.Number, bytes) : message.Add(field.Number, (long)field.Value);
        return message.ToArray();
    }
}
