using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Scumble.Studio;

/// <summary>Textures for engines, written into the project.</summary>
internal static class ExportApi
{
    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder api, StudioSession session)
    {
        api.MapGet("/export/presets", () => ExportPresets.All.Select(preset => new { preset.Id, preset.Name, preset.Normals, Files = preset.Files.Select(file => new { file.Suffix, Maps = file.Maps.Select(map => map.FileSuffix) }) }))
            .WithName("exportPresets").WithSummary("The engines that textures can be packed for.");
        api.MapPost("/export", (ExportAsk ask) => MaterialExport.Write(session, ask))
            .Produces<ExportAnswer>()
            .WithName("export").WithSummary("Writes a picture's maps into a folder of the project, packed as an engine wants them.");
    }
}
