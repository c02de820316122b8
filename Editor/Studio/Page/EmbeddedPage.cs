using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Scumble.Studio;

/// <summary>The built page, which lies in this assembly.</summary>
internal static class EmbeddedPage
{
    private const string Prefix = "page/", Index = "index.html";

    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".glb"] = "model/gltf-binary",
        [".hdr"] = "application/octet-stream",
        [".txt"] = "text/plain; charset=utf-8",
    };

    private static readonly FrozenDictionary<string, byte[]> Files = typeof(EmbeddedPage).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenDictionary(name => name[Prefix.Length..].Replace('\\', '/'), Read);

    /// <summary>The paths of its files.</summary>
    public static IEnumerable<string> Paths => Files.Keys;

    /// <summary>Adds its routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpContext context) => Answer(context, Index)).ExcludeFromDescription();
        routes.MapGet("/{**path}", (HttpContext context, string path) => Answer(context, path)).ExcludeFromDescription();
    }

    private static IResult Answer(HttpContext context, string path)
    {
        if (!Files.TryGetValue(path, out var file)) throw new NotFoundException($"There is no '{path}'.", "The page begins at /.");
        context.Response.Headers.CacheControl = path == Index ? "no-cache" : "public, max-age=31536000, immutable";
        return Results.File(file, Types.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream"),
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(file))[..16]}\""));
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(EmbeddedPage).Assembly.GetManifestResourceStream(name)!;
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }
}
