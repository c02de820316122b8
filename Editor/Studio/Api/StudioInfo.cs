namespace Scumble.Studio;

/// <summary>What a page must know to begin.</summary>
/// <param name="Version">The product's version.</param>
/// <param name="Project">The project folder's name.</param>
/// <param name="Device">What models run on.</param>
/// <param name="Waiting">How many runs wait.</param>
/// <param name="Samplers">Samplers' ids and names.</param>
/// <param name="Schedules">Schedules' ids and names.</param>
internal sealed record StudioInfo(string Version, string Project, string Device, int Waiting, IReadOnlyDictionary<string, string> Samplers, IReadOnlyDictionary<string, string> Schedules)
{
    /// <summary>What there is now.</summary>
    public static StudioInfo Of(StudioSession session) => new(
        typeof(StudioInfo).Assembly.GetName().Version!.ToString(3), session.Project.Name, session.Models.Backend.Choice.Chosen, session.Queue.Waiting,
        Sampling.Samplers.All.ToDictionary(sampler => sampler.Id, sampler => sampler.Name), Sampling.Schedules.All.ToDictionary(schedule => schedule.Id, schedule => schedule.Name));
}
