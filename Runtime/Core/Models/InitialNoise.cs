namespace Scumble.Models;

/// <summary>What a run's first latent is, for unit noise n and first noise level sigma.</summary>
public enum InitialNoise
{
    /// <summary>sigma n: noise on data at 0.</summary>
    Level,

    /// <summary>sqrt(sigma^2 + 1) n: as large as noise on data of unit variance, for schedules that do not start at full noise.</summary>
    Marginal,

    /// <summary>n / InputScale(sigma): what the network then sees is n. For schedulers that keep the variance of their samples.</summary>
    UnitInput,

    /// <summary>sqrt(sigma) n: for a scheduler whose levels are the squares of what it begins with.</summary>
    RootLevel,
}
