using System.Diagnostics;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>One texture to make, for all handles that wait for it. Guarded by the service's lock.</summary>
/// <param name="key">What makes requests the same: see <see cref="RequestKey"/>.</param>
/// <param name="order">What is asked for.</param>
/// <param name="age">Counts requests: the smaller, the older.</param>
/// <param name="since">When it began to wait, in ticks of <see cref="Stopwatch"/>.</param>
internal sealed class TextureJob(string key, ServiceRequest order, long age, long since)
{
    public string Key => key;

    public ServiceRequest Order => order;

    public long Age => age;

    public long Since => since;

    public List<TextureHandle> Handles { get; } = [];

    /// <summary>Ends it where it runs; disposed by nobody, for it has no timer.</summary>
    public CancellationTokenSource Cancellation { get; } = new();

    public double Priority => Handles.Count == 0 ? double.NegativeInfinity : Handles.Max(handle => handle.Priority);

    /// <summary>The earliest that any handle was promised, in ticks of <see cref="Stopwatch"/>.</summary>
    public long Deadline => Handles.Count == 0 ? long.MaxValue : Handles.Min(handle => handle.DeadlineTicks);

    /// <summary>Whether it is taken out of the queue.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Whether memory ran out once already.</summary>
    public bool IsRetry { get; set; }

    /// <summary>What it may be denoised together with: all of an equal one. Null where it is to be exact, or pictures steer it.</summary>
    public (string? Model, BatchShape Shape)? Batch { get; } = order.Texture is { Approximate: true } texture && BatchShape.Of(texture) is { } shape ? (order.Model, shape) : null;

    /// <summary>Whether it is made by itself from now on: a batch of which it was one failed.</summary>
    public bool IsAlone { get; set; }

    /// <summary>What its handles show meanwhile.</summary>
    public Resident? Preview { get; set; }

    /// <summary>The picture alone, or the whole material: textures of one identity but of different extent are two.</summary>
    public string Extent => order.PictureOnly ? "picture" : "material";
}
