namespace Scumble.Diagnostics;

/// <summary>What was asked for cannot be done by anybody or by this model: a bad size, an unknown sampler, a prompt too long.</summary>
public sealed class InvalidRequestException : ScumbleException
{
    /// <param name="member">The member of the request that is at fault, in its JSON name ("steps").</param>
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="hint">The next step for the user.</param>
    /// <param name="inner">The error below, if there is one.</param>
    public InvalidRequestException(string member, string message, string hint, Exception? inner = null) : base(message, hint, inner) =>
        Member = member;

    /// <summary>The member of the request that is at fault, in its JSON name ("steps"); empty for the request as a whole.</summary>
    public string Member { get; }
}
