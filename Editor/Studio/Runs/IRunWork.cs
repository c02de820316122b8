namespace Scumble.Studio;

/// <summary>What a run does when its turn has come.</summary>
internal interface IRunWork
{
    /// <summary>Does it, changing the run as it goes on.</summary>
    /// <param name="run">The run, which its caller begins and ends.</param>
    /// <param name="cancellation">Ends it within a step.</param>
    /// <exception cref="Diagnostics.ScumbleException">It cannot be done.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task ExecuteAsync(Run run, CancellationToken cancellation);
}
