using NUnit.Framework;
using Scumble.Text;

namespace Scumble.Tests.Core.Text;

public class CanonicalCompositionTests
{
    // From NormalizationTest.txt of the Unicode Character Database.
    [TestCase("e\u0301", "\u00e9")]
    [TestCase("D\u0307", "\u1e0a")]
    [TestCase("D\u0323\u0307", "\u1e0c\u0307")]
    [TestCase("D\u0307\u0323", "\u1e0c\u0307")]
    [TestCase("\u1e0a\u0323", "\u1e0c\u0307")]
    [TestCase("\u212b", "\u00c5")]
    [TestCase("\u2126", "\u03a9")]
    [TestCase("\u1100\u1161\u11a8", "\uac01")]
    [TestCase("\uac00\u11a8", "\uac01")]
    [TestCase("\u0958", "\u0915\u093c")]
    [TestCase("a\u0327", "a\u0327")]
    [TestCase("\u0301e", "\u0301e")]
    [TestCase("a\u0315\u0300\u05ae\u0300b", "\u00e0\u05ae\u0300\u0315b")]
    [TestCase("\ufb01", "\ufb01")]
    [TestCase("plain", "plain")]
    public void ComposesAsUnicodeSays(string text, string expected) => Assert.That(CanonicalComposition.Normalize(text), Is.EqualTo(expected));
}
