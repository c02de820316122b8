using System.Collections.Concurrent;
using System.Security.Cryptography;
using Scumble.Diagnostics;

namespace Scumble.Formats;

/// <summary>SHA-256 of files, remembered for the process until a file's size or time changes. Thread-safe.</summary>
internal static class FileDigest
{
    private static readonly ConcurrentDictionary<(string Path, long Size, DateTime Written), byte[]> Remembered = new();

    /// <summary>The digest of a file's bytes.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static byte[] Of(string path)
    {
        return Remembered.GetOrAdd((path, RegularFile.LengthOf(path), File.GetLastWriteTimeUtc(path)), static key =>
        {
            if (key.Size == 0) return SHA256.HashData([]);
            using var stream = RegularFile.Open(key.Path);
            return SHA256.HashData(stream);
        });
    }
}
