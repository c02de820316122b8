using NUnit.Framework;
using Scumble.Lab;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Lab;

public class LabCommandsTests
{
    [Test]
    public void TheShopOffersEveryOne() => Assert.That(Scumble.Cli.Commands.All, Is.SupersetOf(LabCommands.All).And.Count.GreaterThan(LabCommands.All.Count));

    [Test]
    public async Task TheWorkshopIsAProgramOfItsOwn()
    {
        using var folder = new TemporaryFolder();
        var (help, wrong, nothing) = (await ScumbleProgram.RunLabAsync("--help"), await ScumbleProgram.RunLabAsync("golde"), await ScumbleProgram.RunLabAsync("golden", folder.Path));
        Assert.Multiple(() =>
        {
            Assert.That(help.Output, Does.Contain("scumble-lab [command]").And.Contain("golden").And.Not.Contain("generate"));
            Assert.That((wrong.ExitCode, nothing.ExitCode), Is.EqualTo((2, 1)));
            Assert.That(wrong.Error, Does.Contain("'golden'").And.Contain("scumble-lab --help"));
            Assert.That(nothing.Output, Does.Contain("0 passed, 0 failed"));
        });
    }
}
