using System.Diagnostics;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Service;
using Scumble.Stages;

namespace Scumble.Tests.Fixtures;

/// <summary>A store whose textures know whether they are alive, that can be lost, run out of memory, and check that one thread alone calls it.</summary>
public sealed class FakeStore : ITextureStore
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly HashSet<Texture> _alive = [];

    public bool IsLost { get; private set; }

    /// <summary>Textures that are not disposed.</summary>
    public IReadOnlyCollection<Texture> Alive => _alive;

    /// <summary>Uploads from now on that find no memory.</summary>
    public int Refusals { get; set; }

    /// <summary>Parts of an upload.</summary>
    public int Parts { get; set; } = 1;

    public int Uploads { get; private set; }

    /// <summary>Whether generations write their textures in place.</summary>
    public bool MakesTargets { get; init; }

    /// <summary>Called where one is made.</summary>
    public Action? OnTarget { get; set; }

    /// <summary>How long the device takes for a slice, beside whoever gave it that, one after the other; null where calls return when it is done.</summary>
    public TimeSpan? DeviceTime { get; init; }

    /// <summary>Until when the device has work, in ticks of Stopwatch.</summary>
    public long BusyUntil { get; private set; }

    /// <summary>What a look at the device meets.</summary>
    public ScumbleException? WatchFailure { get; init; }

    /// <summary>Watches that are not disposed.</summary>
    public int Watches { get; private set; }

    public ISliceWatch? Watch() => DeviceTime is { } time ? new SliceWatch(this, time) : null;

    /// <summary>The device is gone.</summary>
    public void Lose() => IsLost = true;

    public IEnumerable<IStoredTexture?> Upload(TextureContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        for (var part = 1; part < Parts; part++)
        {
            Check();
            yield return null;
        }
        Check();
        if (Refusals > 0 && content.Width > 1)
        {
            Refusals--;
            throw FakeMaker.OutOfMemory();
        }
        Uploads++;
        var texture = new Texture(this, content);
        _alive.Add(texture);
        yield return texture;
    }

    public IStoredTarget? CreateTarget(int width, int height, MaterialLayout? layout)
    {
        if (!MakesTargets) return null;
        Check();
        if (Refusals > 0)
        {
            Refusals--;
            throw FakeMaker.OutOfMemory();
        }
        var target = new Target(this, TextureContent.Of(new Image(width, height, 3), null));
        _alive.Add(target);
        OnTarget?.Invoke();
        return target;
    }

    private void Check()
    {
        RequireThread();
        if (IsLost) throw new ScumbleException("The device was lost.", "Make another.");
    }

    private void RequireThread()
    {
        if (Environment.CurrentManagedThreadId != _thread) throw new InvalidOperationException("The store was called from another thread than the pump's.");
    }

    private sealed class SliceWatch : ISliceWatch
    {
        private readonly FakeStore _store;
        private readonly long _begin;
        private long _end = long.MaxValue;

        public SliceWatch(FakeStore store, TimeSpan time)
        {
            (_store, Elapsed, _begin) = (store, time, Math.Max(Stopwatch.GetTimestamp(), store.BusyUntil));
            store.Watches++;
        }

        public bool HasPassed => _store.WatchFailure is { } failure ? throw failure : Stopwatch.GetTimestamp() >= _end;

        public TimeSpan Elapsed { get; }

        public void Stop() => _store.BusyUntil = _end = _begin + (long)(Elapsed.TotalSeconds * Stopwatch.Frequency);

        public void Dispose() => _store.Watches--;
    }

    public class Texture(FakeStore store, TextureContent content) : IStoredTexture
    {
        protected FakeStore Store => store;

        protected TextureContent Content { get; set; } = content;

        public int Width => Content.Width;

        public int Height => Content.Height;

        public IReadOnlyList<MaterialMap> Maps => Content.Maps;

        public long SizeInBytes => 4L * Width * Height * Maps.Count;

        /// <summary>R, G, B of the first pixel.</summary>
        public float[] Colour => Content[MaterialMap.BaseColor].Pixels[..3].ToArray();

        public bool IsDisposed { get; private set; }

        public void Dispose()
        {
            GC.SuppressFinalize(this);
            store.RequireThread();
            if (IsDisposed) throw new InvalidOperationException("A texture was disposed twice.");
            IsDisposed = true;
            store._alive.Remove(this);
        }
    }

    /// <summary>A texture that a generation writes.</summary>
    public sealed class Target(FakeStore store, TextureContent content) : Texture(store, content), IStoredTarget
    {
        public MaterialLayout? Layout => null;

        /// <summary>Whether it was written.</summary>
        public bool IsTaken { get; private set; }

        public void Require(int width, int height)
        {
        }

        public void Take(DecodedTexture decoded)
        {
            ArgumentNullException.ThrowIfNull(decoded);
            Store.Check();
            if (IsTaken || IsDisposed) throw new InvalidOperationException("A texture was written twice, or after its end.");
            IsTaken = true;
            Content = TextureContent.Of(decoded.Window.Cut(decoded.Ops, decoded.Planes, 0, 3), null);
        }
    }
}
