using System.CommandLine;

namespace Scumble.Shell;

/// <summary>One command: it declares its arguments and options, and runs on their values.</summary>
internal abstract class ScumbleCommand : Command
{
    /// <param name="name">The word on the command line.</param>
    /// <param name="description">One sentence for the help.</param>
    protected ScumbleCommand(string name, string description) : base(name, description) => SetAction(_ => { });

    /// <summary>Runs the command.</summary>
    /// <exception cref="Diagnostics.ScumbleException">The world, or what was asked for, is at fault.</exception>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public abstract Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken);
}
