using System.Diagnostics;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Families;
using Scumble.Models;
using Scumble.Tests.Fixtures;
using Scumble.Text;

namespace Scumble.Tests.Core.Models;

/// <summary>
/// Ten thousand damaged files, from a fixed seed: each is read or refused with an error of ours; none crashes, hangs, or takes memory beyond
/// its size.
/// </summary>
public class ReaderFuzzTests
{
    private const long AllowanceInBytes = 24L << 20;

    private const int SlowestInMilliseconds = 5000;

    [TestCase("sd15/model_index.json", 2000)]
    [TestCase("sd15/unet/config.json", 1500)]
    [TestCase("sd15/scheduler/scheduler_config.json", 1500)]
    [TestCase("taesd/vae_decoder/model.onnx", 3000)]
    [TestCase("sd15/tokenizer/vocab.json", 500)]
    [TestCase("sd15/tokenizer/merges.txt", 500)]
    [TestCase("sd15/tokenizer/tokenizer_config.json", 500)]
    [TestCase("flux-dev/tokenizer_2/spiece.model", 400)]
    [TestCase("flux-dev/tokenizer_2/tokenizer.json", 100)]
    public void DamageNeverCrashes(string file, int cases)
    {
        var (model, name) = (file[..file.IndexOf('/', StringComparison.Ordinal)], file[(file.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        using var copy = new ModelCopy(model);
        if (name.EndsWith("tokenizer.json", StringComparison.Ordinal)) copy.Without("tokenizer_2/spiece.model");
        var (whole, random) = (File.ReadAllBytes(copy[name]), new Random(file.Length + 7));
        for (var i = 0; i < cases; i++)
        {
            var damaged = Damage(whole, random);
            File.WriteAllBytes(copy[name], damaged);
            var (start, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                Read(copy, name);
            }
            catch (ScumbleException e)
            {
                Assert.That(e.Message, Is.Not.Empty);
                Assert.That(e.Hint, Is.Not.Empty);
            }
            catch (Exception e)
            {
                Assert.Fail($"case {i} of {file}: {e}");
            }
            Assert.That(Stopwatch.GetElapsedTime(start).TotalMilliseconds, Is.LessThan(SlowestInMilliseconds), $"case {i}");
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(AllowanceInBytes + 64L * damaged.Length), $"case {i}");
        }
    }

    private static void Read(ModelCopy copy, string name)
    {
        if (name.StartsWith("tokenizer_2", StringComparison.Ordinal)) new UnigramTokenizer(copy["tokenizer_2"]).Tokenize("mossy cobblestone, 4k (wet:1.2)");
        else if (name.StartsWith("tokenizer", StringComparison.Ordinal)) new ClipTokenizer(copy["tokenizer"]).Tokenize("mossy cobblestone, 4k (wet:1.2)");
        else
        {
            var folder = ModelFolder.Open(copy.Path);
            var report = ModelReport.Of(folder);
            foreach (var problem in report.Problems) Assert.That(problem.Hint, Is.Not.Empty);
        }
    }

    // Cut, flip, overwrite, repeat, insert, or put a number where it hurts.
    private static byte[] Damage(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var count = random.Next(1, 5); count > 0 && bytes.Count > 0; count--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0: bytes.RemoveRange(at, bytes.Count - at); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes[at] = (byte)random.Next(256); break;
                case 3: bytes.RemoveRange(at, Math.Min(random.Next(1, 64), bytes.Count - at)); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 64), bytes.Count - at))); break;
                case 5: bytes.InsertRange(at, "\"[]{}:,1e9999-9\0\\u0000nullNaN"u8.ToArray().Skip(random.Next(24)).Take(random.Next(1, 6))); break;
                default: bytes.InsertRange(at, Enumerable.Repeat((byte)0xff, random.Next(1, 11))); break;
            }
        }
        return [.. bytes];
    }
}
