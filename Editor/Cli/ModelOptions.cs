using System.CommandLine;
using Scumble.Models;
using Scumble.Onnx;

namespace Scumble.Cli;

/// <summary>Which model runs on which device.</summary>
internal sealed class ModelOptions
{
    private readonly Option<string?> _model = new("--model")
    {
        Description = "A model folder; by default the embedded model.",
        HelpName = "DIR",
    };

    private readonly Option<string> _device = new("--device")
    {
        Description = "auto takes the first that works.",
        HelpName = "auto|cpu|cuda|webgpu",
        DefaultValueFactory = _ => "auto",
    };

    /// <summary>Declares the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_model);
        command.Add(_device);
    }

    /// <summary>The model folder that was named, or the embedded one.</summary>
    /// <exception cref="Diagnostics.ScumbleException">It is missing or damaged.</exception>
    public ModelFolder Folder(ParseResult arguments) => ModelFolder.Open(arguments.GetValue(_model) ?? InstalledModels.Default);

    /// <summary>The device's backend; the caller disposes it after the pipeline.</summary>
    /// <exception cref="Diagnostics.ScumbleException">The device is unknown or does not work.</exception>
    public OnnxBackend Backend(ParseResult arguments) => OnnxBackend.Create(arguments.GetRequiredValue(_device));
}
