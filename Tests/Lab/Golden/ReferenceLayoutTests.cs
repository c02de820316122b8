using NUnit.Framework;
using Scumble.Lab;
using Scumble.Sampling;

namespace Scumble.Tests.Lab.Golden;

public class ReferenceLayoutTests
{
    // Heun of three steps calls at 0, 1; 1, 2; 2 alone: the reference's steps 1, 3 and 4 end where ours do.
    [TestCase("heun", 3, 5, new[] { 1, 3, 4 })]
    [TestCase("dpm_2", 2, 3, new[] { 1, 2 })]
    [TestCase("dpm_2_ancestral", 1, 1, new[] { 0 })]
    [TestCase("plms", 3, 4, new[] { 1, 2, 3 })]
    [TestCase("plms", 1, 1, new[] { 0 })]
    [TestCase("euler", 3, 3, new[] { 0, 1, 2 })]
    public void OurStepsAreFoundAmongTheReferences(string id, int steps, int count, int[] ends)
    {
        var sampler = Samplers.Get(id);
        Assert.That(ReferenceLayout.StepCount(sampler, steps), Is.EqualTo(count));
        Assert.That(Enumerable.Range(0, steps).Select(step => ReferenceLayout.Step(sampler, step, steps)), Is.EqualTo(ends));
    }

    // Two noises a step, where that is how the reference draws them.
    [TestCase("dpmpp_sde", 3, 1, 7)]
    [TestCase("dpmpp_sde", 3, 0, 6)]
    [TestCase("dpmpp_2m_sde", 3, 0, 3)]
    [TestCase("euler_ancestral", 0, 0, 0)]
    public void OurDrawsAreFoundAmongTheReferences(string id, int step, int draw, int expected) =>
        Assert.That(ReferenceLayout.Draw(Samplers.Get(id), NoiseStreams.Step(step, draw)), Is.EqualTo(expected));
}
