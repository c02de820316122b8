using Scumble.Diagnostics;

namespace Scumble.Studio;

/// <summary>What went wrong, and what to do next.</summary>
/// <param name="Message">Expected and found.</param>
/// <param name="Hint">The next step.</param>
/// <param name="Member">The member of the request at fault, or null.</param>
internal sealed record RunFault(string Message, string Hint, string? Member = null)
{
    /// <summary>The fault behind an exception.</summary>
    public static RunFault Of(Exception exception) => exception switch
    {
        InvalidRequestException { Member: var member } e => new(e.Message, e.Hint, member),
        ScumbleException e => new(e.Message, e.Hint),
        OutOfMemoryException => new("There is not enough memory.", "Ask for a smaller size or fewer pictures."),
        _ => new($"Unexpected: {exception.GetType().Name}: {exception.Message}", "Please report it, with what you did."),
    };
}
