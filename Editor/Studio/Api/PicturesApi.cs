using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Scumble.Diagnostics;

namespace Scumble.Studio;

/// <summary>Pictures that are brought in.</summary>
internal static class PicturesApi
{
    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder api, StudioSession session)
    {
        api.MapPost("/pictures", async (HttpContext context, string? name) => session.Pictures.Add(await ReadAsync(context), name))
            .Produces<KeptPicture>()
            .WithName("addPicture").WithSummary($"Brings in a PNG, JPEG or WebP file (the body, at most {PictureStore.MaxBytes >> 20} MiB); its id goes into requests.");
        api.MapGet("/pictures/{id}", (HttpContext context, string id) =>
            {
                context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
                return Results.File(session.Pictures.FileOf(id), "image/*");
            })
            .WithName("picture").WithSummary("A picture that was brought in.");
    }

    /// <summary>The body of a request, bounded.</summary>
    /// <exception cref="InvalidRequestException">It is empty.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = PictureStore.MaxBytes;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length == 0) throw new InvalidRequestException("picture", "The body is empty.", "Send a picture's file as it is.");
        return body.ToArray();
    }
}
