using System.Text.Json.Nodes;
using Scumble.Shell;
using Spectre.Console;

namespace Scumble.Cli;

/// <summary>Whether a picture came out the same again.</summary>
/// <param name="Picture">The new picture.</param>
/// <param name="Original">The picture that it repeats.</param>
/// <param name="IsIdentical">Whether every pixel is the same.</param>
internal sealed record RepeatAnswer(GeneratedPicture Picture, string Original, bool IsIdentical) : IAnswer
{
    /// <inheritdoc/>
    public int ExitCode => IsIdentical ? Shell.ExitCode.Done : Shell.ExitCode.Failed;

    /// <inheritdoc/>
    public void Show(IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        if (IsIdentical) console.MarkupLineInterpolated($"[green]{Picture.Files[0]}[/]  every pixel as in {Original}");
        else
        {
            console.MarkupLineInterpolated($"[red]{Picture.Files[0]}[/]  some pixels differ from {Original}");
            console.MarkupLineInterpolated($"It was changed since, or made on another machine, device or version of scumble.");
        }
        console.MarkupLineInterpolated($"seed {Picture.Result.Request.Seed}  {Times.ToText(Picture.Result.Times)}");
        console.MarkupLineInterpolated($"device: {Devices.ToText(Picture.Result.Backend)}");
    }

    /// <inheritdoc/>
    public JsonObject ToJson()
    {
        var answer = Picture.ToJson();
        answer["original"] = Original;
        answer["identical"] = IsIdentical;
        answer["device"] = Devices.ToJson(Picture.Result.Backend);
        return answer;
    }
}
