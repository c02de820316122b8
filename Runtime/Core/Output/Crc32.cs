namespace Scumble.Output;

/// <summary>The cyclic redundancy check of PNG (ISO 3309), reflected polynomial 0xEDB88320.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Entry((uint)n))];

    public static uint Of(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data) => ~Update(Update(~0u, type), data);

    private static uint Update(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var b in data)
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        return crc;
    }

    private static uint Entry(uint n)
    {
        for (var k = 0; k < 8; k++)
            n = (n & 1) != 0 ? 0xEDB88320u ^ (n >> 1) : n >> 1;
        return n;
    }
}
