using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Studio;

namespace Scumble.Tests.Studio;

public class ListenAddressesTests
{
    [Test]
    public void NothingButLoopbackUnlessAsked() => Assert.That(ListenAddresses.Of(null).Select(url => url.Host), Is.EqualTo(new[] { "127.0.0.1" }));

    [Test]
    public void SeveralAreSeparatedBySemicolons() => Assert.That(ListenAddresses.Of("http://127.0.0.1:1; http://[::1]:2").Select(url => url.Port), Is.EqualTo(new[] { 1, 2 }));

    [TestCase("")]
    [TestCase("127.0.0.1")]
    [TestCase("https://127.0.0.1:1")]
    [TestCase("http://127.0.0.1:1/path")]
    [TestCase("ftp://127.0.0.1")]
    public void OthersAreRefused(string urls) => Assert.That(() => ListenAddresses.Of(urls), Throws.TypeOf<InvalidRequestException>());

    // A name can be made to lead anywhere; an address cannot.
    [TestCase("http://0.0.0.0:80", "192.168.1.7", ExpectedResult = true)]
    [TestCase("http://0.0.0.0:80", "evil.example", ExpectedResult = false)]
    [TestCase("http://studio.example:80", "studio.example", ExpectedResult = true)]
    [TestCase("http://127.0.0.1:80", "192.168.1.7", ExpectedResult = false)]
    [TestCase("http://127.0.0.1:80", "[::1]", ExpectedResult = true)]
    public bool HostsFollowTheAddresses(string url, string host) => new AllowedHosts([new Uri(url)]).Allow(new(host));
}
