using System.CommandLine;
using System.Globalization;
using Scumble.Diagnostics;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;

namespace Scumble.Shell;

/// <summary>Which model runs on which device, in how much memory.</summary>
internal sealed class ModelOptions
{
    private static readonly (string Unit, double Bytes)[] Units = [("GB", 1e9), ("MB", 1e6), ("KB", 1e3), ("G", 1e9), ("M", 1e6), ("K", 1e3), ("", 1)];

    private readonly Option<string?> _model = new("--model")
    {
        Description = "A model folder; by default the embedded model.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _variant = VariantOption();

    private readonly Option<string?> _vae = new("--vae") { Description = "A folder whose autoencoder replaces the model's, such as TAESD.", HelpName = "DIR" };

    private readonly Option<string?> _refiner = new("--refiner") { Description = "A refiner's folder: it goes on where the model stops.", HelpName = "DIR" };

    private readonly Option<string?> _memory = new("--memory")
    {
        Description = "How much memory graphs may take; those that do not fit together are opened in turn.",
        HelpName = "SIZE",
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
        foreach (var option in new Option[] { _model, _variant, _vae, _refiner, _memory, _device }) command.Add(option);
    }

    /// <summary>The option that chooses among several graphs of a component.</summary>
    public static Option<string?> VariantOption() => new("--variant")
    {
        Description = "Which of several graphs of a component to take, such as fp16 for model_fp16.onnx.",
        HelpName = "NAME",
    };

    /// <summary>The model folder that was named, or the embedded one, with the autoencoder that was named.</summary>
    /// <exception cref="ScumbleException">It is missing or damaged.</exception>
    public ModelFolder Folder(ParseResult arguments) => Source(arguments).OpenFolder();

    /// <summary>The model that was named, or the embedded one, with what replaces parts of it.</summary>
    /// <exception cref="ScumbleException">None was named, and the embedded one is missing.</exception>
    public ModelSource Source(ParseResult arguments) => new(arguments.GetValue(_model) ?? InstalledModels.Default)
    {
        Variant = arguments.GetValue(_variant),
        Autoencoder = arguments.GetValue(_vae),
        Refiner = arguments.GetValue(_refiner),
    };

    /// <summary>The refiner and the memory budget.</summary>
    /// <exception cref="ScumbleException">The refiner is missing or damaged, or the budget is no size.</exception>
    public PipelineOptions Options(ParseResult arguments) => new()
    {
        MemoryBudgetInBytes = Memory(arguments),
        Refiner = Source(arguments).OpenRefiner(),
    };

    /// <summary>The memory budget in bytes, or null.</summary>
    /// <exception cref="InvalidRequestException">It is no size.</exception>
    public long? Memory(ParseResult arguments) => Size(arguments.GetValue(_memory));

    /// <summary>The device's backend; the caller disposes it after the pipeline.</summary>
    /// <exception cref="ScumbleException">The device is unknown or does not work.</exception>
    public OnnxBackend Backend(ParseResult arguments) => OnnxBackend.Create(Device(arguments));

    /// <summary>The device that was named.</summary>
    public string Device(ParseResult arguments) => arguments.GetRequiredValue(_device);

    private static long? Size(string? text)
    {
        if (text is null) return null;
        foreach (var (unit, bytes) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) continue;
            if (double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
                && number > 0 && number * bytes < long.MaxValue) return (long)(number * bytes);
        }
        throw new InvalidRequestException("memory", $"--memory must be a size; found '{text}'.", "Write for example --memory 4GB.");
    }
}
