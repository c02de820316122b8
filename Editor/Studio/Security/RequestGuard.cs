using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Scumble.Studio;

/// <summary>
/// What every request passes first: the host it names must be ours, a page that sends it must be ours, and what reaches the API or the hub must
/// know the token. The page itself is no secret, and answers without it.
/// </summary>
internal sealed class RequestGuard(RequestDelegate next, AllowedHosts hosts, StudioToken token)
{
    /// <summary>The token's place in addresses of pictures and of the hub, which browsers ask for without headers.</summary>
    public const string TokenQuery = "access_token";

    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; "
        + "connect-src 'self' blob: data:; font-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Refuses a request, or passes it on.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers[HeaderNames.ContentSecurityPolicy] = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (!hosts.Allow(request.Host))
            return Refuse(context, $"This studio is not called '{request.Host}'.", "Open the address that it printed; another name is allowed by --urls.");
        if (IsForeign(request))
            return Refuse(context, "A page of another site may not ask the studio.", "Open the address that the studio printed.");
        if ((request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/hub")) && !token.Is(TokenOf(request)))
            return Refuse(context, "The token is missing or wrong.", "Open the address that the studio printed; programs send it as 'Authorization: Bearer TOKEN'.", StatusCodes.Status401Unauthorized);
        return next(context);
    }

    private static bool IsForeign(HttpRequest request)
    {
        // "null" is the origin of sandboxed frames and of files.
        if (request.Headers.Origin is { Count: > 0 } origin && (origin.Count > 1 || !string.Equals(origin[0], $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))) return true;
        return request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none") && !IsNavigation(request);
    }

    // Following a link to the page from elsewhere is harmless: it holds no token.
    private static bool IsNavigation(HttpRequest request) => HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate";

    private static string? TokenOf(HttpRequest request)
    {
        const string scheme = "Bearer ";
        if (request.Headers.Authorization is [{ } header] && header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return header[scheme.Length..];
        return HttpMethods.IsGet(request.Method) || request.Path.StartsWithSegments("/hub") ? (string?)request.Query[TokenQuery] : null;
    }

    private static Task Refuse(HttpContext context, string message, string hint, int status = StatusCodes.Status403Forbidden) =>
        FaultAnswer.WriteAsync(context, status, new RunFault(message, hint));
}
