using System.Diagnostics;
using System.Runtime.CompilerServices;
using Scumble.Diagnostics;
using Scumble.Stages;

namespace Scumble.Service;

/// <summary>
/// One texture that was asked for: valid from the first frame, first as a colour, then blurred, then whole. Each frame samples <see cref="View"/>, which changes
/// only within <see cref="TextureService.Pump"/>. Awaiting it gives the handle itself once its texture is there, or throws what <see cref="Error"/> holds.
/// Dispose it when nothing shows it any more: until then its texture stays in memory. All members are for any thread.
/// </summary>
public sealed class TextureHandle : IDisposable
{
    private readonly TextureService _service;
    private readonly TaskCompletionSource<TextureHandle> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TextureView _view;
    private double _priority;
    private int _version;

    internal TextureHandle(TextureService service, ServiceRequest order, string key, double priority, long deadlineTicks, TextureView view)
    {
        (_service, Request, Key, _priority, DeadlineTicks, _view) = (service, order, key, priority, deadlineTicks, view);
        PlaceholderSurface = PlaceholderColours.Of(order.Words);
    }

    /// <summary>What was asked for, with its seed.</summary>
    public ServiceRequest Request { get; }

    /// <summary>What to sample in the frames from now on; never null. Exchanged as a whole, between frames.</summary>
    public TextureView View => Volatile.Read(ref _view);

    /// <summary>R, G, B (sRGB-encoded), roughness and metalness of the placeholder, 0..1.</summary>
    public IReadOnlyList<float> PlaceholderSurface { get; }

    /// <summary>What has become of it.</summary>
    public HandleState State { get; internal set; }

    /// <summary>Denoising steps that are done and that there are; 0 of 0 before they are known.</summary>
    public (int Done, int Count) Steps { get; internal set; }

    /// <summary>The share of the steps that is done, 0 to 1.</summary>
    public double Progress => State == HandleState.Ready ? 1 : Steps is (var done, > 0 and var count) ? (double)done / count : 0;

    /// <summary>Why it failed; null elsewhere.</summary>
    public ScumbleException? Error { get; internal set; }

    /// <summary>The one hash of the texture (<see cref="TextureIdentity"/>), once it is there.</summary>
    public string? Identity { get; internal set; }

    /// <summary>Ends when the texture is there; faulted or cancelled where it will not be.</summary>
    public Task<TextureHandle> Completion => _completion.Task;

    /// <summary>Which goes first: the larger. It may change while the request waits.</summary>
    public double Priority
    {
        get => Volatile.Read(ref _priority);
        set => Volatile.Write(ref _priority, double.IsNaN(value) ? throw new ArgumentOutOfRangeException(nameof(value), value, "A priority is a number.") : value);
    }

    internal string Key { get; }

    internal long DeadlineTicks { get; }

    /// <summary>What it shows, and keeps in memory; null for what the store itself keeps.</summary>
    internal Resident? Shown { get; set; }

    internal TextureJob? Job { get; set; }

    internal bool IsDisposed { get; set; }

    /// <summary>Gives the request up at once; what the handle shows stays. Work that nobody else waits for ends soon after.</summary>
    public void Cancel() => _service.Cancel(this);

    /// <summary>For await.</summary>
    public TaskAwaiter<TextureHandle> GetAwaiter() => _completion.Task.GetAwaiter();

    /// <summary>Gives the request up and lets go of its texture, which no frame from now on may sample.</summary>
    public void Dispose() => _service.Release(this);

    // Not disposed under the service's lock, where that would wait for a cancellation that waits for it.
    internal void CancelBy(CancellationToken cancellation)
    {
        var registration = cancellation.UnsafeRegister(static handle => ((TextureHandle)handle!).Cancel(), this);
        _ = Completion.ContinueWith(static (_, registered) => ((CancellationTokenRegistration)registered!).Unregister(), registration, CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    internal static long TicksOf(TimeSpan? deadline) => deadline is not { } time ? long.MaxValue
        : Stopwatch.GetTimestamp() + (long)Math.Clamp(time.TotalSeconds * Stopwatch.Frequency, 0, long.MaxValue / 4);

    internal void Show(IStoredTexture texture, ShownContent shown) => Volatile.Write(ref _view, new TextureView(texture, shown, ++_version));

    internal void Complete()
    {
        switch (State)
        {
            case HandleState.Ready:
                _completion.TrySetResult(this);
                break;
            case HandleState.Failed:
                // Nobody need await it: the reason is in the handle too.
                if (_completion.TrySetException(Error!)) _ = _completion.Task.Exception;
                break;
            case HandleState.Cancelled:
                _completion.TrySetCanceled();
                break;
        }
    }
}
