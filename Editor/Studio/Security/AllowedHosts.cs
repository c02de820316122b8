using System.Net;
using Microsoft.AspNetCore.Http;

namespace Scumble.Studio;

/// <summary>
/// The names under which the studio may be called. A page of another site can make its own name lead here (DNS rebinding), but cannot make the
/// browser write ours: what names another host is refused.
/// </summary>
internal sealed class AllowedHosts
{
    private readonly HashSet<string> _names = new(["localhost", "127.0.0.1", "[::1]"], StringComparer.OrdinalIgnoreCase);
    private readonly bool _anyAddress;

    /// <param name="urls">The addresses to listen at.</param>
    public AllowedHosts(IEnumerable<Uri> urls)
    {
        foreach (var url in urls)
        {
            var isWildcard = url.Host is "0.0.0.0" or "[::]" or "*" or "+";
            _anyAddress |= isWildcard;
            _names.Add(isWildcard ? Dns.GetHostName() : url.Host);
        }
    }

    /// <summary>Whether a request may name this host. Bare addresses cannot be rebound: they are right where the studio listens everywhere.</summary>
    public bool Allow(HostString host) =>
        host.HasValue && (_names.Contains(host.Host) || (_anyAddress && IPAddress.TryParse(host.Host.Trim('[', ']'), out _)));
}
