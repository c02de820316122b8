using Scumble.Diagnostics;

namespace Scumble.Models;

/// <summary>All scheduler classes that can be read. Each file of this folder adds its own.</summary>
internal static partial class SchedulerClasses
{
    private static Catalogue<SchedulerClass>? _catalogue;

    /// <summary>All scheduler classes, ordered by name.</summary>
    public static IReadOnlyCollection<SchedulerClass> All => _catalogue!.All;

    /// <summary>The plainest class for the process that a file of an unknown class tells by its members, or null where it tells none.</summary>
    public static SchedulerClass? ByProcess(ConfigValues values) =>
        values.Has("shift") || values.Has("use_dynamic_shifting") ? FlowMatchEuler
        : values.Has("beta_start") || values.Has("beta_schedule") || values.Has("trained_betas") ? Euler
        : null;

    private static SchedulerClass Add(SchedulerClass scheduler) => (_catalogue ??= new("scheduler")).Add(scheduler.Name, scheduler);
}
