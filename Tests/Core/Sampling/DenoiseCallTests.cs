using NUnit.Framework;
using Scumble.Sampling;

namespace Scumble.Tests.Core.Sampling;

public class DenoiseCallTests
{
    private static readonly DiscreteDiffusion Process = new();

    [Test]
    public void SharesAreOfTheCallsOrElseOfTheSteps()
    {
        Assert.That(Shares(new() { CallIndex = 3, CallCount = 8, StepIndex = 1, StepCount = 4 }), Is.EqualTo((0.375, 0.5)));
        Assert.That(Shares(new() { CallIndex = 9, CallCount = 8 }), Is.EqualTo((0.875, 1)), "one more than was counted");
        Assert.That(Shares(new() { CallIndex = 30, StepIndex = 1, StepCount = 4 }), Is.EqualTo((0.25, 0.5)));
    }

    [Test]
    public void ALoneCallIsAWholeRunThatGoesNowhere()
    {
        var call = DenoiseCall.At(Process, 2);
        Assert.That((call.Sigma, call.Timestep, call.NextSigma, call.NextTimestep), Is.EqualTo((2, Process.Timestep(2), 2, Process.Timestep(2))));
        Assert.That((call.CallIndex, call.CallCount, call.StepIndex, call.StepCount, call.Progress, call.ProgressEnd), Is.EqualTo((0, 1, 0, 1, 0, 1)));
        Assert.That(DenoiseCall.At(Process, new SigmaSchedule([3, 2, 0], [500, 400]), 1), Is.EqualTo(call with { Timestep = 400, NextTimestep = 400 }));
    }

    private static (double, double) Shares(DenoiseCall call) => (call.Progress, call.ProgressEnd);
}
