using System.Text.Json;
using NUnit.Framework;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Cli;

public class CommandLineTests
{
    [TestCase("--help", "scumble [command]")]
    [TestCase("--version", "0.1.0")]
    [TestCase("generate --help", "scumble generate")]
    [TestCase("repeat --help", "scumble repeat")]
    [TestCase("inspect --help", "scumble inspect")]
    [TestCase("list --help", "scumble list")]
    [TestCase("extract --help", "scumble extract")]
    [TestCase("bench --help", "scumble bench")]
    [TestCase("golden --help", "scumble golden")]
    public async Task HelpAndVersionSucceed(string line, string expected)
    {
        var run = await ScumbleProgram.RunAsync(line.Split(' '));
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            Assert.That(run.Output, Does.Contain(expected));
            Assert.That(run.Error, Is.Empty);
        });
    }

    [TestCase("", "command", "scumble --help")]
    [TestCase("generat", "'generat'", "'generate'")]
    [TestCase("list sampers", "'sampers'", "'samplers'")]
    [TestCase("list", "what", "scumble list --help")]
    [TestCase("generate moss", "--out", "scumble generate --help")]
    [TestCase("generate moss --out a.png --stepz 4", "--stepz", "'--steps'")]
    public async Task WrongUsageIsTwoWithMessageAndHint(string line, string message, string hint)
    {
        var run = await ScumbleProgram.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Output, Is.Empty);
            Assert.That(run.Error, Does.Contain(message));
            Assert.That(run.Error, Does.Contain(hint));
        });
    }

    [Test]
    public async Task ErrorsAreJsonWhereJsonIsAsked()
    {
        var run = await ScumbleProgram.RunAsync("list", "sampers", "--json");
        var error = run.Json.GetProperty("error");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Error, Is.Empty);
            Assert.That(error.GetProperty("message").GetString(), Does.Contain("sampers"));
            Assert.That(error.GetProperty("hint").GetString(), Does.Contain("samplers"));
            Assert.That(error.GetProperty("exitCode").GetInt32(), Is.EqualTo(2));
        });
    }

    [TestCase("samplers", "euler")]
    [TestCase("schedules", "karras")]
    [TestCase("families", "scumble")]
    [TestCase("extractors", "geometry_edge")]
    [TestCase("devices", "cpu")]
    [TestCase("models", "untrained")]
    public async Task ListsNameTheirEntries(string what, string entry)
    {
        var (people, programs) = (await ScumbleProgram.RunAsync("list", what), await ScumbleProgram.RunAsync("list", what, "--json"));
        Assert.Multiple(() =>
        {
            Assert.That(people.ExitCode, Is.Zero, people.Error);
            Assert.That(people.Output, Does.Contain(entry));
            Assert.That(programs.Json.GetProperty(what).EnumerateArray().SelectMany(row => row.EnumerateObject())
                .Where(member => member.Value.ValueKind == JsonValueKind.String).Select(member => member.Value.GetString()), Does.Contain(entry));
        });
    }
}
