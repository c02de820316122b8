using NUnit.Framework;
using Scumble.Materials;
using Scumble.Service;
using Scumble.Stages;

namespace Scumble.Tests.Fixtures;

/// <summary>A service whose first run stands still until the lock is opened, so that what is asked for meanwhile waits at once.</summary>
internal sealed class HeldService : IDisposable
{
    // No cache has it.
    private static int _count;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualResetEventSlim _lock = new();
    private readonly TextureHandle _first;

    public HeldService(bool inPump, ServiceOptions? options = null, Action<string>? onSlice = null, bool canBatch = true)
    {
        Pumped = new PumpedService((options ?? new ServiceOptions { BatchSize = 4 }) with { GeneratesInPump = inPump }, new FakeMaker
        {
            CanBatchAny = canBatch,
            OnSlice = words =>
            {
                if (words != "first") onSlice?.Invoke(words);
                else if (!inPump) _lock.Wait(Patience);
            },
        });
        // Within the pump it stands still by itself.
        _first = Pumped.Service.Request(PumpedService.Words("first", (ulong)Interlocked.Increment(ref _count)));
        Assert.That(SpinWait.SpinUntil(() => _first.State == HandleState.Running, Patience));
    }

    public PumpedService Pumped { get; }

    public IEnumerable<int> Sizes => Pumped.Maker.Sizes.Skip(1);

    public IEnumerable<string> Began => Pumped.Maker.Began.Skip(1);

    public TextureHandle Ask(string words, double priority = 0, TimeSpan? deadline = null) => Pumped.Service.Request(PumpedService.Words(words) with { Approximate = true }, priority, deadline);

    public TextureHandle Ask(TextureRequest request) => Pumped.Service.Request(request);

    public void Unlock() => _lock.Set();

    public void Open(params TextureHandle[] handles)
    {
        Unlock();
        Pumped.UntilEnded([_first, .. handles]);
    }

    public float[] Colour(TextureHandle handle) => Pumped.Maker.Content(handle.Request.Texture!)[MaterialMap.BaseColor].Pixels[..3].ToArray();

    public void RequireOwn(IEnumerable<TextureHandle> handles)
    {
        foreach (var handle in handles)
        {
            Assert.That((handle.State, handle.View.Shown), Is.EqualTo((HandleState.Ready, ShownContent.Final)), handle.Request.Texture!.Prompt);
            Assert.That(((FakeStore.Texture)handle.View.Texture).Colour, Is.EqualTo(Colour(handle)), handle.Request.Texture!.Prompt);
        }
    }

    public void Dispose()
    {
        Unlock();
        Pumped.Dispose();
        _lock.Dispose();
    }
}
