using System.Buffers.Binary;

namespace Scumble.Formats;

/// <summary>
/// Reads one message in protobuf's wire format (https://protobuf.dev/programming-guides/encoding) field by field, skipping by seeking, so
/// that a file of any size costs no more memory than the fields that are kept. One thread; the stream is not owned.
/// </summary>
internal sealed class ProtobufReader
{
    // Larger fields are weights, or belong to nobody who reads them.
    private const int LongestLoaded = 4096;

    private readonly Stream _stream;
    private readonly string _path;
    private readonly long _end;
    private long _next;
    private int _wire;

    /// <param name="stream">The file, readable and seekable, at its start.</param>
    /// <param name="path">What errors call it.</param>
    public ProtobufReader(Stream stream, string path) : this(stream, path, 0, stream.Length)
    {
    }

    private ProtobufReader(Stream stream, string path, long start, long end) => (_stream, _path, _next, _end) = (stream, path, start, end);

    /// <summary>The number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>Bytes of the current field's content, where it is a text, bytes or a message.</summary>
    public long Length { get; private set; }

    /// <summary>Whether the current field is a text, bytes or a message.</summary>
    public bool IsBytes => _wire == 2;

    /// <summary>Moves to the next field, over whatever was not read of the one before; false after the last.</summary>
    /// <exception cref="Diagnostics.ScumbleException">The file is cut short or no protobuf.</exception>
    public bool Next()
    {
        if (_next >= _end) return false;
        _stream.Position = _next;
        var tag = Varint();
        (Field, _wire, Length) = (checked((int)Math.Min(tag >> 3, int.MaxValue)), (int)(tag & 7), 0);
        if (Field == 0) throw DamagedFile.Because(_path, $"a field without a number at byte {_next}");
        switch (_wire)
        {
            case 0: Value = Varint(); break;
            case 1: Value = Fixed(8); break;
            case 5: Value = Fixed(4); break;
            case 2:
                var length = Varint();
                if (length > (ulong)(_end - _stream.Position))
                    throw DamagedFile.Because(_path, $"it ends in the middle of a field: {length} bytes should follow byte {_stream.Position}, {_end - _stream.Position} do");
                Length = (long)length;
                break;
            default: throw DamagedFile.Because(_path, $"no protobuf message at byte {_next}");
        }
        _next = _stream.Position + Length;
        return true;
    }

    /// <summary>The current field's number or raw bits, where it is one.</summary>
    public ulong Value { get; private set; }

    /// <summary>The current field's raw bits as a float.</summary>
    public float Single => BitConverter.UInt32BitsToSingle((uint)Value);

    /// <summary>The current field as a message of its own; read it before moving on.</summary>
    public ProtobufReader Message() => new(_stream, _path, _next - Length, _next);

    /// <summary>The current field's content: in memory where it is short, else where it lies.</summary>
    public ProtobufBytes Content => Length <= LongestLoaded ? ProtobufBytes.Of(Bytes(LongestLoaded)) : new ProtobufBytes(null, _next - Length, Length);

    /// <summary>The current field as it is, to be written again.</summary>
    public ProtobufField Whole => new(Field, _wire, IsBytes ? 0 : Value, IsBytes ? Content : default);

    /// <summary>The current field's bytes.</summary>
    /// <param name="max">The longest that makes sense.</param>
    /// <exception cref="Diagnostics.ScumbleException">It is longer.</exception>
    public byte[] Bytes(int max)
    {
        if (Length > max) throw DamagedFile.Because(_path, $"field {Field} has {Length} bytes where at most {max} make sense");
        var bytes = new byte[Length];
        _stream.Position = _next - Length;
        _stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The current field as a text.</summary>
    /// <param name="max">The longest in bytes that makes sense.</param>
    /// <exception cref="Diagnostics.ScumbleException">It is longer.</exception>
    public string Text(int max) => System.Text.Encoding.UTF8.GetString(Bytes(max));

    /// <summary>The numbers of a repeated field, packed or one of many.</summary>
    public IEnumerable<long> Numbers()
    {
        if (!IsBytes)
        {
            yield return (long)Value;
            yield break;
        }
        for (_stream.Position = _next - Length; _stream.Position < _next;) yield return (long)Varint();
    }

    private ulong Fixed(int size)
    {
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        if (_end - _stream.Position < size) throw CutShort();
        _stream.ReadExactly(bytes[..size]);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = _stream.Position < _end ? _stream.ReadByte() : -1;
            if (next < 0) throw CutShort();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        throw DamagedFile.Because(_path, "a number of more than 64 bits");
    }

    private Diagnostics.ScumbleException CutShort() => DamagedFile.Because(_path, $"it ends at byte {_stream.Position}, in the middle of a field");
}
