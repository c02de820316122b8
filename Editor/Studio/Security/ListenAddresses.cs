using System.Net.NetworkInformation;
using Scumble.Diagnostics;

namespace Scumble.Studio;

/// <summary>Where to listen: loopback unless other addresses are asked for.</summary>
internal static class ListenAddresses
{
    /// <summary>The port where nothing is asked for and nobody else listens.</summary>
    public const int UsualPort = 5417;

    /// <summary>The addresses that are asked for.</summary>
    /// <param name="urls">Separated by semicolons, or null.</param>
    /// <exception cref="InvalidRequestException">One is no address to listen at.</exception>
    public static IReadOnlyList<Uri> Of(string? urls)
    {
        if (urls is null) return [new($"http://127.0.0.1:{(IsFree(UsualPort) ? UsualPort : 0)}")];
        var all = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (all.Length == 0) throw Refused(urls);
        return [.. all.Select(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri is { Scheme: "http", PathAndQuery: "/", UserInfo: "" } ? uri : throw Refused(url))];
    }

    private static bool IsFree(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().All(at => at.Port != port);

    private static InvalidRequestException Refused(string url) =>
        new("urls", $"--urls must be addresses such as http://127.0.0.1:{UsualPort}; found '{url}'.", "For other machines put a server with TLS in front; port 0 takes a free one.");
}
