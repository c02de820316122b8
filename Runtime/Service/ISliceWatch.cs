namespace Scumble.Service;

/// <summary>Watches what a device is given for one slice. Used by the thread of <see cref="TextureService.Pump"/>; disposing it lets go of it, and waits for nothing.</summary>
public interface ISliceWatch : IDisposable
{
    /// <summary>Whether the device has done all that it was given up to <see cref="Stop"/>; waits for nothing.</summary>
    bool HasPassed { get; }

    /// <summary>How long the device took for that; asked for once it has passed.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>The slice has given the device all that it gives.</summary>
    void Stop();
}
