namespace Scumble.Formats;

/// <summary>Makes JSON of what Python's json module writes: the bare tokens Infinity, -Infinity and NaN become texts.</summary>
internal static class BareNumbers
{
    private static readonly byte[][] Tokens = ["-Infinity"u8.ToArray(), "Infinity"u8.ToArray(), "NaN"u8.ToArray()];

    /// <summary>The same bytes with quotes around such tokens, where they stand outside texts and comments.</summary>
    public static ReadOnlyMemory<byte> Quote(byte[] utf8)
    {
        if (!Tokens.Any(token => utf8.AsSpan().IndexOf(token) >= 0)) return utf8;
        var quoted = new List<byte>(utf8.Length + 16);
        for (var i = 0; i < utf8.Length;)
        {
            var rest = utf8.AsSpan(i);
            var length = Opaque(rest);
            if (length == 0 && Tokens.FirstOrDefault(token => utf8.AsSpan(i).StartsWith(token)) is { } bare)
            {
                quoted.Add((byte)'"');
                quoted.AddRange(bare);
                quoted.Add((byte)'"');
                i += bare.Length;
                continue;
            }

            length = Math.Max(1, length);
            quoted.AddRange(rest[..length]);
            i += length;
        }

        return quoted.ToArray();
    }

    // The length of the text or comment that starts here; 0 where none does.
    private static int Opaque(ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("//"u8)) return rest.IndexOf((byte)'\n') is var line and >= 0 ? line : rest.Length;
        if (rest.StartsWith("/*"u8)) return rest[2..].IndexOf("*/"u8) is var close and >= 0 ? close + 4 : rest.Length;
        if (rest[0] != '"') return 0;
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '\\') i++;
            else if (rest[i] == '"') return i + 1;
        }

        return rest.Length;
    }
}
