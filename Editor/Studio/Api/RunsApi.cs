using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Scumble.Diagnostics;

namespace Scumble.Studio;

/// <summary>Runs of now and before, and their pictures.</summary>
internal static class RunsApi
{
    private const int MaxPage = 200;

    // A picture of a run never changes.
    private const string Forever = "private, max-age=31536000, immutable";

    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder api, StudioSession session)
    {
        api.MapGet("/runs", (string? before, int? limit, bool? favourites) => session.Runs.List(before, Limit(limit), favourites ?? false))
            .WithName("runs").WithSummary($"Runs, newest first; 'before' is the id that those are older than, 'limit' at most {MaxPage}.");
        api.MapGet("/runs/{id}", (string id) => session.Runs.Find(id).Now)
            .WithName("run").WithSummary("A run as it is now.");
        api.MapPost("/runs/{id}/cancel", (string id) => session.Queue.Cancel(id))
            .WithName("cancel").WithSummary("Ends a run within a step; one that is over stays as it is.");
        api.MapDelete("/runs/{id}", (string id) => session.Runs.Remove(id))
            .WithName("removeRun").WithSummary("Removes a run that is over, and its pictures.");
        api.MapPut("/runs/{id}/items/{index:int}/favourite", (string id, int index, bool value) => session.Runs.Mark(id, index, value))
            .WithName("favourite").WithSummary("Marks a picture as one to keep, or takes the mark off.");
        api.MapGet("/runs/{id}/items/{index:int}/{map}.png", (HttpContext context, string id, int index, string map) =>
            {
                context.Response.Headers.CacheControl = Forever;
                return Results.File(session.Runs.FileOf(id, index, map), "image/png");
            })
            .Produces(StatusCodes.Status200OK, contentType: "image/png")
            .WithName("map").WithSummary("A map of a picture, 'picture' itself, or 'thumb', the small one.");
        api.MapGet("/runs/{id}/previews/{name}.png", (HttpContext context, string id, string name) =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return session.Previews.Find(id, name) is { } file ? Results.File(file, "image/png") : throw new NotFoundException("There is no preview.", "Ask for the picture itself.");
            })
            .Produces(StatusCodes.Status200OK, contentType: "image/png")
            .WithName("preview").WithSummary("The newest preview of a picture (its index) or a node (its id) that is not done yet.");
        api.MapGet("/runs/{id}/nodes/{node}", (string id, string node, CancellationToken cancellation) => session.NodePictures.FindAsync(id, node, cancellation))
            .WithName("node").WithSummary("What can be seen of a graph's node, as long as its result is kept.");
        api.MapGet("/runs/{id}/nodes/{node}/{map}.png", async (HttpContext context, string id, string node, string map, CancellationToken cancellation) =>
            {
                var file = await session.NodePictures.EncodeAsync(id, node, map, cancellation);
                context.Response.Headers.CacheControl = Forever;
                return Results.File(file, "image/png");
            })
            .Produces(StatusCodes.Status200OK, contentType: "image/png")
            .WithName("nodeMap").WithSummary("A map of a graph's node, or 'picture'.");
    }

    private static int Limit(int? limit) => limit is null ? 60 : limit is >= 1 and <= MaxPage ? limit.Value
        : throw new InvalidRequestException("limit", $"'limit' must be from 1 to {MaxPage}; found {limit}.", "Ask for the next page with 'before'.");
}
