namespace Scumble.Tests.Fixtures;

/// <summary>Managed bytes that work allocates on the calling thread.</summary>
public static class Allocated
{
    private const int Tries = 3;

    /// <summary>What the work allocates each time it is done: the least of a few tries, for a collection that other work begins may empty a pool between two of them.</summary>
    public static long ByEach(Action work) => LeastOf(() => By(work));

    /// <summary>The same, where each try makes ready first and tells what was allocated after that.</summary>
    public static long LeastOf(Func<long> measured) => Enumerable.Range(0, Tries).Min(_ => measured());

    /// <summary>The same of some steps of a run, after its first ones.</summary>
    public static long BySteps<T>(Func<IEnumerable<T>> run, int first, int count) => LeastOf(() =>
    {
        using var steps = run().GetEnumerator();
        for (var i = 0; i < first; i++) steps.MoveNext();
        return By(() =>
        {
            for (var i = 0; i < count; i++) steps.MoveNext();
        });
    });

    /// <summary>What it allocates this once.</summary>
    public static long By(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
