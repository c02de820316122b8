using Scumble.Diagnostics;

namespace Scumble.Sampling;

/// <summary>All schedules. Each file of the folder Schedules adds its own.</summary>
public static partial class Schedules
{
    private static Catalogue<Schedule>? _catalogue;

    /// <summary>All schedules, ordered by id.</summary>
    public static IReadOnlyCollection<Schedule> All => _catalogue!.All;

    /// <summary>The schedule with this id.</summary>
    /// <exception cref="ScumbleException">There is none; the hint names the nearest.</exception>
    public static Schedule Get(string id) => _catalogue!.Get(id);

    private static Schedule Add(Schedule schedule) => (_catalogue ??= new("schedule")).Add(schedule.Id, schedule);
}
