using Scumble.Diagnostics;
using Scumble.Materials;
using Scumble.Service;

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

    /// <summary>Until when the device works on a slice, in ticks of Stopwatch.</summary>
    public long BusyUntil { get; set; }

    public bool IsIdle => System.Diagnostics.Stopwatch.GetTimestamp() >= BusyUntil;

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

    private void Check()
    {
        RequireThread();
        if (IsLost) throw new ScumbleException("The device was lost.", "Make another.");
    }

    private void RequireThread()
    {
        if (Environment.CurrentManagedThreadId != _thread) throw new InvalidOperationException("The store was called from another thread than the pump's.");
    }

    public sealed class Texture(FakeStore store, TextureContent content) : IStoredTexture
    {
        public int Width => content.Width;

        public int Height => content.Height;

        public IReadOnlyList<MaterialMap> Maps => content.Maps;

        public long SizeInBytes => 4L * Width * Height * Maps.Count;

        /// <summary>R, G, B of the first pixel.</summary>
        public float[] Colour => content[MaterialMap.BaseColor].Pixels[..3].ToArray();

        public bool IsDisposed { get; private set; }

        public void Dispose()
        {
            store.RequireThread();
            if (IsDisposed) throw new InvalidOperationException("A texture was disposed twice.");
            IsDisposed = true;
            store._alive.Remove(this);
        }
    }
}
