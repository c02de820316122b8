using System.Text.Json.Nodes;
using Scumble.Shell;
using Scumble.Stages;
using Spectre.Console;

namespace Scumble.Cli;

/// <summary>What was generated, from what, where it lies and what it took.</summary>
/// <param name="Pictures">At least one.</param>
/// <param name="Sheet">The contact sheet's file, or null.</param>
/// <param name="ModelPath">The model folder.</param>
/// <param name="Elapsed">Wall time with opening the model and writing the files.</param>
internal sealed record GenerateAnswer(IReadOnlyList<GeneratedPicture> Pictures, string? Sheet, string ModelPath, TimeSpan Elapsed) : IAnswer
{
    private TextureResult First => Pictures[0].Result;

    /// <inheritdoc/>
    public void Show(IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        TerminalPicture.Show(console, First.Image);
        foreach (var warning in Pictures.SelectMany(picture => picture.Result.Warnings).Distinct())
            console.MarkupLineInterpolated($"[yellow]{warning}[/]");
        foreach (var (files, result) in Pictures)
        {
            console.MarkupLineInterpolated($"[green]{files[0]}[/]  seed {result.Request.Seed}  {Times.ToText(result.Times)}");
            if (files.Count > 1) console.MarkupLineInterpolated($"  maps: {string.Join(' ', files.Skip(1))} (normal: OpenGL, +Y up)");
        }
        if (Sheet is not null) console.MarkupLineInterpolated($"[green]{Sheet}[/]  all of them");
        var request = First.Request;
        console.MarkupLineInterpolated(
            $"{request.Width}x{request.Height}, {request.Sampling.Sampler}, {request.Steps} steps, guidance {request.Guidance.Scale}{(request.Guidance.ImageScale is { } image ? $", image guidance {image}" : "")}, in all {Times.ToText(Elapsed)}");
        console.MarkupLineInterpolated($"peak memory: {Times.ToMemory(First.Times)}");
        console.MarkupLineInterpolated($"device: {Devices.ToText(First.Backend)}");
    }

    /// <inheritdoc/>
    public JsonObject ToJson() => new()
    {
        ["pictures"] = new JsonArray([.. Pictures.Select(picture => picture.ToJson())]),
        ["sheet"] = Sheet is null ? null : Path.GetFullPath(Sheet),
        ["model"] = new JsonObject { ["path"] = ModelPath, ["hash"] = First.ModelHash },
        ["device"] = Devices.ToJson(First.Backend),
        ["seconds"] = Times.Seconds(Elapsed),
    };
}
