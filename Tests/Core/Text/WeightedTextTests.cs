using NUnit.Framework;
using Scumble.Text;

namespace Scumble.Tests.Core.Text;

public class WeightedTextTests
{
    [TestCase("moss on stone", "moss on stone", 1)]
    [TestCase("a (b) c", "a ", 1, "b", 1.1, " c", 1)]
    [TestCase("((b))", "b", 1.21)]
    [TestCase("[b]", "b", 1 / 1.1)]
    [TestCase("(wet moss:1.5)", "wet moss", 1.5)]
    [TestCase("(moss:+1.2)", "moss", 1.2)]
    [TestCase("(moss:-0.5)", "moss", -0.5)]
    [TestCase("(moss: -0.5 )", "moss", -0.5)]
    [TestCase("(a:(b:-2):-1)", "a:", -1, "b", 2)]
    [TestCase("(a:--1)", "a:--1", 1.1)]
    [TestCase("(a:1-)", "a:1-", 1.1)]
    [TestCase("(wet (moss:2):0.5)", "wet ", 0.5, "moss", 1)]
    [TestCase("(a:b)", "a:b", 1.1)]
    [TestCase("(a:NaN)", "a:NaN", 1.1)]
    [TestCase("(a:Infinity)", "a:Infinity", 1.1)]
    [TestCase("((a:90000000000):-90000000000)", "a", -1e6)]
    [TestCase("ratio 16:9", "ratio 16:9", 1)]
    [TestCase(@"\(b\) \[c\] \\", @"(b) [c] \", 1)]
    [TestCase("(never closed", "never closed", 1.1)]
    [TestCase("never) opened]", "never) opened]", 1)]
    [TestCase("(a]", "a]", 1.1)]
    [TestCase("")]
    [TestCase("()")]
    public void ReadsBrackets(string prompt, params object[] expected)
    {
        var parts = WeightedText.Parse(prompt);
        Assert.That(parts.Select(part => part.Text), Is.EqualTo(expected.Where((_, i) => i % 2 == 0)));
        Assert.That(parts.Select(part => part.Weight), Is.EqualTo(expected.Where((_, i) => i % 2 == 1).Select(Convert.ToDouble)).Within(1e-12));
    }
}
