namespace SceneToConcept;

/// <summary>What a job came to.</summary>
/// <param name="Change">What it makes of the state that there is then; null for nothing.</param>
/// <param name="Step">What that is called in the history.</param>
/// <param name="Message">What the user is told.</param>
internal sealed record JobResult<T>(Func<T, T>? Change, string Step, string Message)
{
    /// <summary>Whether it failed, or was stopped; then nothing has changed.</summary>
    public bool IsError { get; init; }
}
