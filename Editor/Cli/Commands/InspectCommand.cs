using System.CommandLine;
using Scumble.Families;
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Output;
using Scumble.Shell;

namespace Scumble.Cli;

/// <summary>scumble inspect: explains a model folder or a generated picture.</summary>
internal sealed class InspectCommand : ScumbleCommand
{
    private readonly Argument<string> _path = new("PATH") { Description = "A model folder or a picture that scumble made." };

    /// <summary>Declares the argument.</summary>
    public InspectCommand() : base("inspect", "Explain a model folder or a generated picture in one screen.") => Add(_path);

    /// <inheritdoc/>
    public override Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var path = arguments.GetRequiredValue(_path);
        return Task.FromResult<IAnswer>(File.Exists(path) ? Picture(path) : Model(path));
    }

    private static ModelAnswer Model(string path)
    {
        var folder = ModelFolder.Open(path);
        return new ModelAnswer(folder, ModelReport.Of(folder));
    }

    private static PictureAnswer Picture(string path) => new(Path.GetFullPath(path), ImageFiles.Read(path), Recipe.Read(path), PngText.Read(path));
}

internal static partial class Commands
{
    /// <summary>scumble inspect.</summary>
    public static ScumbleCommand Inspect { get; } = Add(new InspectCommand());
}
