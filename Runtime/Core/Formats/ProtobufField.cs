namespace Scumble.Formats;

/// <summary>One field of a protobuf message as it was read, to be written again unchanged.</summary>
/// <param name="Number">The field's number.</param>
/// <param name="Wire">How it is stored: 0 a varint, 1 eight bytes, 2 bytes, 5 four bytes.</param>
/// <param name="Value">The number or raw bits, unless <paramref name="Wire"/> is 2.</param>
/// <param name="Bytes">The content where <paramref name="Wire"/> is 2.</param>
internal readonly record struct ProtobufField(int Number, int Wire, ulong Value, ProtobufBytes Bytes);
