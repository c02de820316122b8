using System.Security.Cryptography;
using System.Text.Json;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Output;
using Scumble.Stages;

namespace Scumble.Studio;

/// <summary>From what clients ask to runs in the queue. Any thread.</summary>
internal sealed class Generations(StudioSession session)
{
    /// <summary>The most pictures of one run.</summary>
    public const int MaxCount = 16;

    /// <summary>Checks what is asked, and puts it in the queue.</summary>
    /// <exception cref="ScumbleException">It makes no sense, or too much waits.</exception>
    public RunSnapshot Begin(GenerateAsk ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        if (ask.Count is < 1 or > MaxCount) throw new InvalidRequestException("count", $"'count' must be from 1 to {MaxCount}; found {ask.Count}.", "Ask again for more.");
        RunQueue.RequireSlot(ask.Slot);
        var request = WithPictures(TextureRequest.FromJson(ask.Request.GetRawText()), ask);
        return Add(request, ask.Count, ask.Preview, ask.Slot, ask.Model, JsonSerializer.SerializeToElement(ask, StudioJson.Options));
    }

    /// <summary>More like a picture: from it where the model can, else with other seeds.</summary>
    /// <exception cref="ScumbleException">There is no such picture, or too much waits.</exception>
    public async Task<RunSnapshot> VaryAsync(string id, int index, VaryAsk ask, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ask);
        if (ask.Count is < 1 or > MaxCount) throw new InvalidRequestException("count", $"'count' must be from 1 to {MaxCount}; found {ask.Count}.", "Ask again for more.");
        var (run, path) = (session.Runs.Find(id).Now, session.Runs.FileOf(id, index, RunStore.Picture));
        var bytes = RegularFile.ReadBytes(path, ImageFiles.MaxFileBytes);
        var picture = session.Pictures.Add(bytes, $"{run.Title}.png");
        var former = TextureRequest.FromJson(Recipe.Read(path).Request);
        var bare = (former with { Seed = null, Start = new(), Controls = null }).ToJson();
        var fromPicture = session.Models.All.First(card => card.Id == session.Models.Require(run.Model)) is { TakesImage: true, MakesAlone: true };
        using var members = JsonDocument.Parse(fromPicture ? (TextureRequest.FromJson(bare) with { Start = new() { Strength = ask.Strength } }).Validate().ToJson() : bare);
        return Begin(new GenerateAsk { Request = members.RootElement.Clone(), Count = ask.Count, Model = run.Model, Start = fromPicture ? picture.Id : null, Preview = true });
    }

    private TextureRequest WithPictures(TextureRequest request, GenerateAsk ask)
    {
        if (request.Start.Image is not null || request.Start.Mask is not null || request.Controls is not null)
            throw new InvalidRequestException("request", "Pictures do not stand in 'request'.", "Bring them in at /api/pictures, and name their ids as 'start', 'mask' and 'controls'.");
        if (ask.Mask is not null && ask.Start is null) throw new InvalidRequestException("mask", "There is a mask and no picture that it belongs to.", "Name the picture as 'start' too.");
        if (ask.Start is not null)
        {
            request = request with
            {
                Start = request.Start with { Image = session.Pictures.Source(ask.Start), Mask = ask.Mask is null ? null : session.Pictures.Source(ask.Mask) },
            };
        }
        if (ask.Controls.Count == 0) return request;
        if (ask.Controls.FirstOrDefault(control => control.Model.AsSpan().IndexOfAny('/', '\\', '.') >= 0) is { } outside)
            throw new InvalidRequestException("controls", $"'{outside.Model}' is no component of the model.", "Name a folder of the model, such as controlnet.");
        return (request with
        {
            Controls = [.. ask.Controls.Select(control => new ControlRequest
            {
                Model = control.Model,
                Image = session.Pictures.Source(control.Picture),
                Scale = control.Scale,
            })],
        }).Validate();
    }

    private RunSnapshot Add(TextureRequest request, int count, bool preview, string? slot, string? model, JsonElement asked)
    {
        var id = session.Models.Require(model);
        var seed = request.Seed ?? BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
        var first = new RunSnapshot
        {
            Id = RunId.Create(),
            Kind = RunKind.Generate,
            Title = request.Prompt,
            Created = DateTimeOffset.UtcNow,
            Slot = slot,
            Model = id,
            Asked = asked,
            Items = [.. Enumerable.Range(0, count).Select(i => new RunItem { Index = i, Seed = unchecked(seed + (ulong)i) })],
        };
        return session.Queue.Add(first, new GenerateWork(session, request, id, preview));
    }
}
