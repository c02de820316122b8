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

    private readonly Option<string?> _variant = ModelOptions.VariantOption();

    /// <summary>Declares the arguments.</summary>
    public InspectCommand() : base("inspect", "Explain a model folder or a generated picture in one screen.")
    {
        Add(_path);
        Add(_variant);
    }

    /// <inheritdoc/>
    public override Task<IAnswer> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var path = arguments.GetRequiredValue(_path);
        return Task.FromResult<IAnswer>(File.Exists(path) ? Picture(path) : Model(path, arguments.GetValue(_variant)));
    }

    private static ModelAnswer Model(string path, string? variant)
    {
        var folder = ModelFolder.Open(path, variant);
        return new ModelAnswer(folder, ModelReport.Of(folder));
    }

    private static PictureAnswer Picture(string path) => new(Path.GetFullPath(path), ImageFiles.Read(path), Recipe.Read(path), PngText.Read(path));
}

internal static partial class Commands
{
    /// <summary>scumble inspect.</summary>
    public static ScumbleCommand Inspect { get; } = Add(new InspectCommand());
}
