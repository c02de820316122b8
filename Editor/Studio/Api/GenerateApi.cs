using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Scumble.Studio;

/// <summary>What begins work, and what there is to begin it with.</summary>
internal static class GenerateApi
{
    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder api, StudioSession session)
    {
        api.MapGet("/studio", () => StudioInfo.Of(session))
            .WithName("studio").WithSummary("Version, project, device, and the names of samplers and schedules.");
        api.MapGet("/models", () => session.Models.All)
            .WithName("models").WithSummary("The models, the default first: defaults, sizes, abilities, problems.");
        api.MapPost("/generate", (GenerateAsk ask) => Results.Accepted(value: session.Generations.Begin(ask)))
            .Produces<RunSnapshot>(StatusCodes.Status202Accepted)
            .WithName("generate").WithSummary("Puts a texture request in the queue; with 'slot', the newest request of the slot wins.");
        api.MapPost("/runs/{id}/items/{index:int}/vary", async (string id, int index, VaryAsk ask, CancellationToken cancellation) =>
                Results.Accepted(value: await session.Generations.VaryAsync(id, index, ask, cancellation)))
            .Produces<RunSnapshot>(StatusCodes.Status202Accepted)
            .WithName("vary").WithSummary("More like a picture: from it where the model can, else with other seeds.");
    }
}
