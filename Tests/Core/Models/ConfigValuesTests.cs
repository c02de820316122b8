using System.Text.Json;
using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Models;

namespace Scumble.Tests.Core.Models;

public class ConfigValuesTests
{
    private const string Json = """
        {"_class_name":"X","n":4,"half":0.5,"far":"Infinity","on":true,"none":null,"kind":"b","list":[1,2.5],"words":["a","b"],"other":1}
        """;

    private ConfigValues _values = null!;

    [SetUp]
    public void Read() => _values = new(JsonDocument.Parse(Json).RootElement, "model/config.json");

    [Test]
    public void MembersAreReadInTheirTypes()
    {
        Assert.That((_values.Integer("n", 1, 0, 9), _values.Number("half", 1, 0, 1), _values.Flag("on", false), _values.Text("kind", "")), Is.EqualTo((4, 0.5, true, "b")));
        Assert.That(_values.Number("far", 0, 0, double.PositiveInfinity), Is.EqualTo(double.PositiveInfinity));
        Assert.That(_values.Numbers("list", 0, 9), Is.EqualTo(new[] { 1, 2.5 }));
        Assert.That((_values.Count("words"), _values.Count("n")), Is.EqualTo(((int?)2, (int?)null)));
        Assert.That(_values.Choice("kind", "a", ("a", 1), ("b", 2)), Is.EqualTo(2));
    }

    [Test]
    public void WhatIsMissingOrNullIsTheDefault()
    {
        foreach (var name in new[] { "absent", "none" })
        {
            Assert.That((_values.Integer(name, 7, 0, 9), _values.Number(name, 0.25, 0, 1), _values.Flag(name, true), _values.Text(name, "t")), Is.EqualTo((7, 0.25, true, "t")));
            Assert.That((_values.Has(name), _values.OptionalNumber(name, 0, 1), _values.Numbers(name, 0, 1), _values.Count(name)),
                Is.EqualTo((false, (double?)null, (double[]?)null, (int?)null)));
        }
    }

    [Test]
    public void AnythingElseIsNamedWithItsFile()
    {
        Wrong(() => _values.Integer("n", 1, 5, 9), "\"n\" must be a whole number from 5 to 9; found 4");
        Wrong(() => _values.Integer("half", 1, 0, 9), "found 0.5");
        Wrong(() => _values.Number("kind", 1, 0, 9), "found \"b\"");
        Wrong(() => _values.Numbers("words", 0, 9), "a list of numbers");
        Wrong(() => _values.Flag("n", true), "true or false");
        Wrong(() => _values.Choice("kind", "x", ("x", 1), ("y", 2)), "\"x\" or \"y\"");
    }

    [Test]
    public void WhatNobodyAskedForIsUnknownButTheFormatsOwn()
    {
        foreach (var name in new[] { "n", "half", "far", "on", "none", "kind", "list" }) _values.Has(name);
        Assert.That(_values.Unknown, Is.EqualTo(new[] { "words", "other" }));
    }

    private static void Wrong(Action read, string message) =>
        Assert.That(Assert.Throws<ScumbleException>(read)!.Message, Does.Contain("model/config.json").And.Contain(message));
}
