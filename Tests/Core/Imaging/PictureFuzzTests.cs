using System.Buffers.Binary;
using System.Diagnostics;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Imaging;

/// <summary>
/// Damaged files of every kind: each is read, or refused as the world's fault; none takes long, and the process stays below a bound. A few in
/// the check; SCUMBLE_FUZZ says how many otherwise.
/// </summary>
public class PictureFuzzTests
{
    private const int UsualCount = 2000;
    private const double MaxSeconds = 20;
    // What reading may take at most (ImageFiles) with room for the process.
    private const long MaxProcessBytes = 3L << 30;

    [Test]
    public void DamagedFilesAreReadOrRefused()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("SCUMBLE_FUZZ"), out var asked) ? asked : UsualCount;
        string[] extensions = [".png", ".jpg", ".webp", ".gif"];
        var seeds = Directory.GetFiles(RepositoryRoot.Combine("Tests", "Data", "Pictures")).Where(path => extensions.Contains(Path.GetExtension(path))).Order().ToArray();
        var files = seeds.Select(File.ReadAllBytes).ToArray();
        var (read, refused, slowest, total) = (0, 0, TimeSpan.Zero, Stopwatch.StartNew());
        for (var i = 0; i < count; i++)
        {
            var random = new Random(i);
            var name = Path.GetFileName(seeds[i % seeds.Length]);
            var file = Mutate(files[i % seeds.Length], random);
            var start = Stopwatch.GetTimestamp();
            try
            {
                ImageFiles.Decode(file, name);
                read++;
            }
            catch (ScumbleException)
            {
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"mutation {i} of {name}: {e}");
            }
            var took = Stopwatch.GetElapsedTime(start);
            if (took > slowest) slowest = took;
            Assert.That(took.TotalSeconds, Is.LessThan(MaxSeconds), $"mutation {i} of {name}");
        }
        using var process = Process.GetCurrentProcess();
        TestContext.Out.WriteLine($"{count} files: {read} read, {refused} refused, slowest {slowest.TotalSeconds:F2} s, all {total.Elapsed.TotalSeconds:F0} s, process at most {process.PeakWorkingSet64 >> 20} MiB");
        Assert.That(read, Is.Positive);
        Assert.That(refused, Is.Positive);
        if (count > UsualCount) Assert.That(process.PeakWorkingSet64, Is.LessThan(MaxProcessBytes));
    }

    private static byte[] Mutate(byte[] file, Random random)
    {
        List<byte> bytes = [.. file];
        for (var changes = random.Next(1, 8); changes > 0 && bytes.Count > 16; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes[at] = (byte)(random.Next(2) * 255); break;
                case 3: bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 32))); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 64)))); break;
                case 5: bytes[random.Next(Math.Min(64, bytes.Count))] = (byte)random.Next(256); break;
                default: bytes.RemoveRange(at, random.Next(8) == 0 ? bytes.Count - at : 1); break;
            }
        }
        byte[] mutated = [.. bytes];
        // Half of the PNG files get their check sums again, so that more than those is tried.
        if (file[0] == 0x89 && random.Next(2) == 0) Resum(mutated);
        return mutated;
    }

    private static void Resum(Span<byte> png)
    {
        for (var at = 8; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            if (length > png.Length - at - 12) return;
            BinaryPrimitives.WriteUInt32BigEndian(png[(at + 8 + (int)length)..], Crc32.Of(png.Slice(at + 4, 4), png.Slice(at + 8, (int)length)));
            at += 12 + (int)length;
        }
    }
}
