using System.Runtime.InteropServices;

namespace Scumble.Service;

/// <summary>Makes threads give way to a game's: what they start inherits it, so that a runtime's own threads do too where the system is Linux.</summary>
internal static partial class LowPriority
{
    // A tenth of an ordinary thread's share, where both want one core.
    private const int Niceness = 10;

    private const int ThisThread = 0, PriorityOfThread = 0;

    /// <summary>The calling thread, from now on and for good.</summary>
    public static void Enter()
    {
        if (OperatingSystem.IsLinux()) _ = setpriority(PriorityOfThread, ThisThread, Niceness); // refused: then it runs as any other
        else Thread.CurrentThread.Priority = ThreadPriority.Lowest;
    }

    /// <summary>Runs something on a thread of its own of low priority, and waits for it.</summary>
    public static T Run<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>();
        var thread = new Thread(() =>
        {
            Enter();
            try
            {
                done.SetResult(work());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        { IsBackground = true, Name = "Scumble opens a graph" };
        thread.Start();
        return done.Task.GetAwaiter().GetResult();
    }

#pragma warning disable IDE1006 // The name is the C library's.
    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int setpriority(int which, uint who, int priority);
#pragma warning restore IDE1006
}
