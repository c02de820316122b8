using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Scumble.Imaging;

/// <summary>
/// Work on a file in memory that is given so much time. When that is over, whoever waits goes on, and the work ends at its next read, or, if it
/// reads no more, where it ends by itself.
/// </summary>
internal static class TimedReading
{
    /// <summary>What reading the file gives, on another thread.</summary>
    /// <exception cref="TimeoutException">The time is over. What the work throws is thrown here too.</exception>
    public static T Within<T>(TimeSpan limit, byte[] file, Func<Stream, T> read)
    {
        // A thread of its own: a pool that is full of such work could not begin it in time.
        var work = Task.Factory.StartNew(() =>
        {
            using var stream = new TimedStream(file, limit);
            return read(stream);
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            if (work.Wait(limit)) return work.Result;
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
        }
        // What comes late is nobody's; its error is not unobserved.
        _ = work.ContinueWith(static late => late.Status == TaskStatus.RanToCompletion ? Release(late.Result) : late.Exception, TaskScheduler.Default);
        throw Over(limit);
    }

    private static object? Release(object? late)
    {
        (late as IDisposable)?.Dispose();
        return null;
    }

    private static TimeoutException Over(TimeSpan limit) => new($"The time, {limit.TotalSeconds} s, is over.");

    // Throws on every read from some time on.
    private sealed class TimedStream(byte[] file, TimeSpan limit) : MemoryStream(file, writable: false)
    {
        private readonly long _start = Stopwatch.GetTimestamp();

        // Of a derived stream spans are read by this, too.
        public override int Read(byte[] buffer, int offset, int count)
        {
            RequireTime();
            return base.Read(buffer, offset, count);
        }

        public override int ReadByte()
        {
            RequireTime();
            return base.ReadByte();
        }

        private void RequireTime()
        {
            if (Stopwatch.GetElapsedTime(_start) >= limit) throw Over(limit);
        }
    }
}
