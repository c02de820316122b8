using Scumble.Shell;
using Scumble.Stages;
using Spectre.Console;

namespace Scumble.Cli;

/// <summary>A bar on standard error that advances with each denoising step and tells the time left. Silent where nobody watches.</summary>
internal sealed class StepProgress : IProgress<PipelineProgress>
{
    private readonly ProgressTask _task;

    private readonly string _title;

    private StepProgress(ProgressTask task, string title) => (_task, _title) = (task, title);

    /// <summary>Runs work that reports to a bar.</summary>
    /// <param name="title">What stands before the bar.</param>
    /// <param name="quiet">Whether to show nothing.</param>
    /// <param name="work">The work; its argument is null where nothing is shown.</param>
    public static Task<T> RunAsync<T>(string title, bool quiet, Func<IProgress<PipelineProgress>?, Task<T>> work)
    {
        var console = CommandLine.Error;
        if (quiet || !console.Profile.Out.IsTerminal) return work(null);
        return console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new StepProgress(context.AddTask(Markup.Escape(title)), title)));
    }

    /// <inheritdoc/>
    public void Report(PipelineProgress value)
    {
        _task.MaxValue = Math.Max(1, value.StepCount);
        _task.Value = value.StepsDone;
        _task.Description = Markup.Escape(value.Stage == PipelineStage.Denoise
            ? $"{_title}: step {value.StepsDone}/{value.StepCount}"
            : $"{_title}: {value.Stage.ToString().ToLowerInvariant()}");
    }
}
