namespace Scumble.Service;

/// <summary>Runs work on the calling thread, its parallel loops too, so that a graph's pictures take one core at the thread's own priority.</summary>
internal sealed class CallingThread : TaskScheduler
{
    private static readonly CallingThread Scheduler = new();

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs something.</summary>
    public static T Run<T>(Func<T> work)
    {
        var task = new Task<T>(work);
        task.RunSynchronously(Scheduler);
        return task.GetAwaiter().GetResult();
    }

    protected override void QueueTask(Task task)
    {
        // Whoever waits for it runs it.
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
