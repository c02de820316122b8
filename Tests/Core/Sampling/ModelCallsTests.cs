using NUnit.Framework;
using Scumble.Sampling;

namespace Scumble.Tests.Core.Sampling;

public class ModelCallsTests
{
    // As many as the timesteps of the reference's scheduler, which repeats some: 2 n - 1 for Heun and DPM2, whose last step has one call;
    // n + 1 for PLMS; four for each of PNDM's first three steps.
    [TestCase("euler", 6, ExpectedResult = 6)]
    [TestCase("heun", 6, ExpectedResult = 11)]
    [TestCase("heun", 1, ExpectedResult = 1)]
    [TestCase("dpm_2", 6, ExpectedResult = 11)]
    [TestCase("plms", 6, ExpectedResult = 7)]
    [TestCase("plms", 1, ExpectedResult = 1)]
    [TestCase("pndm", 6, ExpectedResult = 15)]
    public int EveryCallCounts(string sampler, int steps)
    {
        var process = new DiscreteDiffusion();
        return ModelCalls.Count(Samplers.Get(sampler), process, Schedules.Linear.Create(process, steps, new()), new());
    }
}
