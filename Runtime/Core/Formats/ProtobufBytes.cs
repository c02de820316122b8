namespace Scumble.Formats;

/// <summary>Bytes of a protobuf message: in memory, or where they lie in the file that was read.</summary>
/// <param name="Loaded">The bytes, or null where they stayed in the file.</param>
/// <param name="Offset">Where they begin in the file.</param>
/// <param name="Length">How many they are.</param>
internal readonly record struct ProtobufBytes(byte[]? Loaded, long Offset, long Length)
{
    /// <summary>Bytes in memory.</summary>
    public static ProtobufBytes Of(byte[] bytes) => new(bytes, 0, bytes.Length);

    /// <summary>The bytes as a message, if they are in memory; else one without fields.</summary>
    /// <param name="path">What errors call it.</param>
    public ProtobufReader Read(string path) => new(new MemoryStream(Loaded ?? [], writable: false), path);
}
