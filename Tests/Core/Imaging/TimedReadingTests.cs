using System.Diagnostics;
using NUnit.Framework;
using Scumble.Imaging;

namespace Scumble.Tests.Core.Imaging;

public sealed class TimedReadingTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100), Long = TimeSpan.FromSeconds(30);

    [Test]
    public void WhatIsDoneInTimeIsGiven() => Assert.That(TimedReading.Within(Long, [7, 8], stream => (stream.ReadByte(), stream.ReadByte(), stream.ReadByte())), Is.EqualTo((7, 8, -1)));

    [Test]
    public void ErrorsAreTheWorksOwn() =>
        Assert.That(() => TimedReading.Within<int>(Long, [], _ => throw new InvalidDataException("why")), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("why"));

    [Test, CancelAfter(20_000)]
    public void WorkThatReadsIsEnded(CancellationToken cancellation)
    {
        using var ended = new ManualResetEventSlim();
        Assert.That(() => TimedReading.Within<int>(Short, new byte[8], stream =>
        {
            var buffer = new byte[4];
            try
            {
                for (var sum = 0; ; stream.Position = 0) sum ^= stream.Read(buffer, 0, 4) + stream.Read(buffer.AsSpan(1)) + stream.ReadByte();
            }
            finally
            {
                ended.Set();
            }
        }), Throws.TypeOf<TimeoutException>());
        ended.Wait(cancellation);
    }

    [Test]
    public void NobodyWaitsForWorkThatReadsNoMore()
    {
        using var end = new ManualResetEventSlim();
        var start = Stopwatch.GetTimestamp();
        Assert.That(() => TimedReading.Within(Short, [], _ => end.Wait(Long)), Throws.TypeOf<TimeoutException>());
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(Long / 2));
        end.Set();
    }
}
