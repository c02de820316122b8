using NUnit.Framework;
using Scumble.Models;

namespace Scumble.Tests.Core.Models;

public class BareNumbersTests
{
    [TestCase("""{"a":-Infinity,"b":Infinity,"c":[NaN]}""", """{"a":"-Infinity","b":"Infinity","c":["NaN"]}""")]
    [TestCase("""{"a":"-Infinity","b":"to Infinity and \" NaN"}""", """{"a":"-Infinity","b":"to Infinity and \" NaN"}""")]
    [TestCase("{ // NaN\n\"a\": /* Infinity */ NaN }", "{ // NaN\n\"a\": /* Infinity */ \"NaN\" }")]
    [TestCase("""{"NaN":1}""", """{"NaN":1}""")]
    [TestCase("\"NaN", "\"NaN")]
    [TestCase("/* NaN", "/* NaN")]
    [TestCase("{}", "{}")]
    public void OnlyBareOnesAreQuoted(string json, string expected) =>
        Assert.That(System.Text.Encoding.UTF8.GetString(BareNumbers.Quote(System.Text.Encoding.UTF8.GetBytes(json)).Span), Is.EqualTo(expected));
}
