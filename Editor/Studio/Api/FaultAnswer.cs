using Microsoft.AspNetCore.Http;
using Scumble.Diagnostics;

namespace Scumble.Studio;

/// <summary>What went wrong as an answer: a status and {"message", "hint", "member"}.</summary>
internal static class FaultAnswer
{
    /// <summary>The next part, with what it throws made an answer.</summary>
    public static async Task CatchAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, e.StatusCode, new(e.InnerException is System.Text.Json.JsonException inner ? $"{e.Message} {inner.Message}" : e.Message, "See /api/openapi.json for what is expected."));
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, StatusOf(e), RunFault.Of(e));
        }
    }

    /// <summary>Writes the answer.</summary>
    public static Task WriteAsync(HttpContext context, int status, RunFault fault)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(fault, StudioJson.Options, context.RequestAborted);
    }

    private static int StatusOf(Exception exception) => exception switch
    {
        NotFoundException => StatusCodes.Status404NotFound,
        ConflictException or FilesThereException => StatusCodes.Status409Conflict,
        QueueFullException => StatusCodes.Status429TooManyRequests,
        InvalidRequestException => StatusCodes.Status400BadRequest,
        ScumbleException => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status500InternalServerError,
    };
}
