using System.CommandLine;
using System.Text.Json.Nodes;
using Scumble.Diagnostics;
using Scumble.Shell;

namespace Scumble.Lab;

/// <summary>scumble metas: writes the .meta files of the Unity package. For maintainers.</summary>
internal sealed class MetasCommand : ScumbleCommand
{
    private readonly Argument<string> _root = new("DIR") { Description = "The folder of package.json.", DefaultValueFactory = _ => "." };

    /// <summary>Declares the argument.</summary>
    public MetasCommand() : base("metas", "Write the .meta files that Unity wants beside each asset of the package. For maintainers.") => Add(_root);

    /// <inheritdoc/>
    public override Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var root = arguments.GetRequiredValue(_root);
        if (!File.Exists(Path.Combine(root, "package.json")))
            throw new ScumbleException($"There is no package.json in '{root}'.", "Name the folder of the package.");
        var (written, removed) = new UnityPackage(root).Update();
        return Task.FromResult<IAnswer>(new ListAnswer("metas", [new JsonObject { ["written"] = written, ["removed"] = removed }]));
    }
}

internal static partial class LabCommands
{
    /// <summary>scumble metas.</summary>
    public static ScumbleCommand Metas { get; } = Add(new MetasCommand());
}
