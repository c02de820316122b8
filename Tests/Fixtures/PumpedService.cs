using System.Diagnostics;
using NUnit.Framework;
using Scumble.Inference;
using Scumble.Service;
using Scumble.Stages;

namespace Scumble.Tests.Fixtures;

/// <summary>A service over fakes, or over what a test gives it, and the loop that pumps it.</summary>
internal sealed class PumpedService : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public PumpedService(ServiceOptions? options = null, FakeMaker? maker = null, FakeStore? store = null)
    {
        (Maker, Store) = (maker ?? new FakeMaker(), store ?? new FakeStore());
        Service = TextureService.Open(_ => { Opened++; return Maker; }, Store, (options ?? new()) with { Model = "fake", OnNotice = Notices.Add });
    }

    /// <summary>Over a real backend, and textures in host memory unless a store is given.</summary>
    public PumpedService(IInferenceBackend backend, ServiceOptions options, FakeStore? store = null)
    {
        (Maker, Store) = (new FakeMaker(), store ?? new FakeStore());
        Service = TextureService.Open(backend, store ?? (ITextureStore)new HostTextureStore(), options with { OnNotice = Notices.Add });
    }

    public FakeMaker Maker { get; }

    public FakeStore Store { get; set; }

    public TextureService Service { get; }

    public List<string> Notices { get; } = [];

    public int Opened { get; private set; }

    public static TextureRequest Words(string words, ulong seed = 1) => new() { Prompt = words, Seed = seed };

    public TextureHandle Ask(string words, double priority = 0, TimeSpan? deadline = null, CancellationToken cancellation = default) =>
        Service.Request(Words(words), priority, deadline, cancellation);

    /// <summary>Pumps until something holds.</summary>
    public void Until(Func<bool> holds, string what = "what was waited for")
    {
        var start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Service.Pump(TimeSpan.FromMilliseconds(5));
            if (!holds()) Thread.Sleep(1);
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(Limit), $"{what}: {Service.Statistics}, {string.Join(" ", Notices)}");
        }
    }

    public void UntilEnded(params IEnumerable<TextureHandle> handles) =>
        Until(() => handles.All(handle => handle.State is not (HandleState.Waiting or HandleState.Running)), "all requests end");

    public void Dispose() => Service.Dispose();
}
