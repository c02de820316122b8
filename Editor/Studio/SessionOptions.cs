using System.CommandLine;
using Scumble.Shell;

namespace Scumble.Studio;

/// <summary>The options of a session: project, model and device.</summary>
internal sealed class SessionOptions
{
    private readonly Option<string> _project = new("--project")
    {
        Description = "The folder in which everything is read and written; by default the current one. Runs are kept in its folder .scumble, graphs in graphs.",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };

    private readonly ModelOptions _model = new();

    /// <summary>Declares the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_project);
        _model.AddTo(command);
    }

    /// <summary>What was asked for.</summary>
    /// <exception cref="Diagnostics.ScumbleException">A model is missing or damaged.</exception>
    public StudioOptions Read(ParseResult arguments) => new()
    {
        Project = arguments.GetRequiredValue(_project),
        Model = _model.Folder(arguments),
        Pipeline = _model.Options(arguments),
        Device = _model.Device(arguments),
    };
}
