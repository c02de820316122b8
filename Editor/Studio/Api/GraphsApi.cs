using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Scumble.Nodes;

namespace Scumble.Studio;

/// <summary>Graphs of the project, and their runs.</summary>
internal static class GraphsApi
{
    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder api, StudioSession session)
    {
        api.MapGet("/nodes", () => GraphCatalogue.All)
            .WithName("nodes").WithSummary("The kinds of nodes with their ports and parameters, and which types of ports go together.");
        api.MapGet("/graphs", () => session.Graphs.All)
            .WithName("graphs").WithSummary("The project's graphs, the last changed first.");
        api.MapGet("/samples", () => SampleGraphs.All)
            .WithName("samples").WithSummary("The documents of the package's sample graphs, to begin with.");
        api.MapGet("/graphs/{name}", (string name) => session.Graphs.Read(name))
            .WithName("graph").WithSummary("A graph with its document and revision.");
        api.MapPut("/graphs/{name}", (string name, GraphSave save) => session.Graphs.Write(name, save))
            .WithName("saveGraph").WithSummary("Saves a graph; with 'revision', only where that is the one that stands there (409 else).");
        api.MapDelete("/graphs/{name}", (string name) => session.Graphs.Remove(name))
            .WithName("removeGraph").WithSummary("Removes a graph.");
        api.MapPost("/graphs/run", (GraphAsk ask) => Results.Accepted(value: session.GraphRuns.Begin(ask)))
            .Produces<RunSnapshot>(StatusCodes.Status202Accepted)
            .WithName("runGraph").WithSummary("Puts a graph in the queue; with 'slot', the newest of the slot wins. Only what changed runs again.");
        api.MapPost("/graphs/check", (GraphSave save) => TextureGraph.FromJson(save.Graph.GetRawText()).Validate())
            .WithName("checkGraph").WithSummary("Everything that keeps nodes of a graph from running.");
        api.MapGet("/graphs/pictures/{file}", (HttpContext context, string file) =>
            {
                context.Response.Headers.CacheControl = "no-cache";
                return Results.File(session.Graphs.PictureOf(file), "image/*");
            })
            .WithName("graphPicture").WithSummary("A picture beside the graphs.");
        api.MapPost("/graphs/pictures", async (HttpContext context, string? name) => new { File = session.Graphs.AddPicture(await PicturesApi.ReadAsync(context), name) })
            .WithName("addGraphPicture").WithSummary("Puts a picture (the body) beside the graphs; 'file' is the name by which a picture file node reads it.");
    }
}
