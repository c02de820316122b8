using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Training;

/// <summary>Training~/photos/facts.jsonl, from which captions of photographs are made, names families, colours and photographs that there are.</summary>
public partial class PhotoFactsTests
{
    private static readonly string Synthesiser = RepositoryRoot.Combine("Training~", "scumble_training", "synth");
    private static readonly string Palette = File.ReadAllText(Path.Combine(Synthesiser, "palette.py"));

    private static readonly HashSet<string> Families = [.. Directory.EnumerateFiles(Path.Combine(Synthesiser, "families"), "*.py")
        .SelectMany(path => Family().Matches(File.ReadAllText(path))).Select(match => match.Groups[1].Value)];

    private static readonly HashSet<string> Colours = [.. ColourTable().Match(Palette).Groups[1].Value
        .Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(entry => entry[..entry.LastIndexOf(' ')])];

    private static readonly HashSet<string> Modifiers = [.. Word().Matches(ModifierList().Match(Palette).Groups[1].Value).Select(match => match.Value)];

    // What no longer holds once the picture's colours are others.
    private static readonly HashSet<string> Hues = [.. "red orange yellow green blue purple pink brown tan beige teal gold cream reddish yellowish bluish".Split(' ')];

    private static readonly HashSet<string> Photographs = ReadPhotographs();

    [Test]
    public void EveryLineHolds()
    {
        var lines = File.ReadAllLines(RepositoryRoot.Combine("Training~", "photos", "facts.jsonl")).Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(lines, Is.Not.Empty);
            Assert.That(lines.Select(line => (string)line["id"]!), Is.Unique);
            Assert.That(lines.SelectMany(line => Faults(line).Select(fault => $"{line["id"]}: {fault}")), Is.Empty);
        });
    }

    [TestCase("family", "\"bricks\"", "family bricks")]
    [TestCase("colors", "[\"reddish\"]", "colour reddish")]
    [TestCase("colors", "[\"shiny red\"]", "colour shiny red")]
    [TestCase("colors", "[]", "colors")]
    [TestCase("nouns", "[\"red bricks\"]", "hue in red bricks")]
    [TestCase("extras", "[\"with brown mortar\"]", "hue in with brown mortar")]
    [TestCase("layout", "\"loose\"", "layout loose")]
    [TestCase("layout", "\"along\"", "axis")]
    [TestCase("axis", "\"x\"", "axis")]
    [TestCase("id", "\"none_such\"", "photograph none_such")]
    public void AFaultIsSeen(string property, string value, string expected)
    {
        var line = JsonNode.Parse("""
            {"id": "ph_brick_wall_006", "family": "brick", "nouns": ["bricks"], "colors": ["dark red"], "adjectives": ["old"], "extras": ["in rows"],
             "natural": true, "layout": "laid", "recolour": true}
            """)!;
        Assert.That(Faults(line), Is.Empty);
        line[property] = JsonNode.Parse(value);
        Assert.That(Faults(line), Is.EqualTo([expected]));
    }

    private static IEnumerable<string> Faults(JsonNode line)
    {
        string[] Words(string property) => [.. line[property]!.AsArray().Select(word => (string)word!)];
        var layout = (string)line["layout"]!;
        if (!Photographs.Contains((string)line["id"]!))
        {
            yield return $"photograph {line["id"]}";
        }
        if (line["family"] is { } family && !Families.Contains((string)family!))
        {
            yield return $"family {family}";
        }
        foreach (var empty in new[] { "nouns", "colors", "adjectives", "extras" }.Where(property => Words(property).Length == 0))
        {
            yield return empty;
        }
        foreach (var colour in Words("colors").Where(colour => !IsColour(colour)))
        {
            yield return $"colour {colour}";
        }
        foreach (var phrase in new[] { "nouns", "adjectives", "extras" }.SelectMany(Words).Where(phrase => (bool)line["recolour"]! && phrase.Split(' ').Any(Hues.Contains)))
        {
            yield return $"hue in {phrase}";
        }
        if (layout is not ("field" or "along" or "laid"))
        {
            yield return $"layout {layout}";
        }
        if (((string?)line["axis"] is "x" or "y") != (layout == "along"))
        {
            yield return "axis";
        }
    }

    private static bool IsColour(string name) =>
        Colours.Contains(name) || (name.Split(' ', 2) is [var modifier, var colour] && Modifiers.Contains(modifier) && Colours.Contains(colour));

    private static HashSet<string> ReadPhotographs()
    {
        using var archive = ZipFile.OpenRead(RepositoryRoot.Combine("Training~", "photos", "photos.zip"));
        using var reader = new StreamReader(archive.GetEntry("index.jsonl")!.Open());
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JsonNode.Parse(line)!["id"]!)];
    }

    [GeneratedRegex("""@family\("(\w+)""")]
    private static partial Regex Family();

    [GeneratedRegex("_TABLE = \"\"\"(.*?)\"\"\"", RegexOptions.Singleline)]
    private static partial Regex ColourTable();

    [GeneratedRegex(@"MODIFIERS = \((.*?)\)")]
    private static partial Regex ModifierList();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
