using NUnit.Framework;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Service;

/// <summary>Random operations against a simple model of the service: nothing lost, nothing twice, no deadlock.</summary>
public class RandomOperationsTests
{
    [Test]
    public void AFewThousandHold([Values] bool inPump, [Values] bool onDisk) => Run(inPump ? 1 : 2, 2500, inPump, onDisk);

    [Test, Explicit("minutes")]
    public void AHundredThousandHold([Values] bool inPump) => Run(inPump ? 3 : 4, 100_000, inPump, onDisk: false);

    private static void Run(int seed, int count, bool inPump, bool onDisk)
    {
        using var model = new ServiceModel(seed, inPump, onDisk);
        for (var i = 0; i < count || (!model.HasSeenAll && i < 4 * count); i++) model.Step();
        TestContext.Out.WriteLine($"{count} operations: {model.Drain()}");
    }
}
