using Scumble.Diagnostics;

namespace Scumble.Models;

/// <summary>All scheduler classes that can be read. Each file of this folder adds its own.</summary>
internal static partial class SchedulerClasses
{
    private static Catalogue<SchedulerClass>? _catalogue;

    /// <summary>All scheduler classes, ordered by name.</summary>
    public static IReadOnlyCollection<SchedulerClass> All => _catalogue!.All;

    private static SchedulerClass Add(SchedulerClass scheduler) => (_catalogue ??= new("scheduler")).Add(scheduler.Name, scheduler);
}
