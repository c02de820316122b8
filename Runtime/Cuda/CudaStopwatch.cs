using Scumble.Diagnostics;

namespace Scumble.Cuda;

/// <summary>How long a device takes for what a stream is given between two places of it, as the device measures. May be started again once it has passed. One thread.</summary>
public sealed unsafe class CudaStopwatch : IDisposable
{
    // CUDA_ERROR_NOT_READY
    private const int NotReady = 600;

    private readonly CudaDevice _device;
    private nint _start, _end;

    /// <param name="device">The device of the streams that it is used with.</param>
    /// <exception cref="ScumbleException">The driver failed.</exception>
    public CudaStopwatch(CudaDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        _device = device;
        try
        {
            _start = Create();
            _end = Create();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether the device has come to where it was stopped; waits for nothing.</summary>
    /// <exception cref="ScumbleException">Something before failed.</exception>
    public bool HasPassed
    {
        get
        {
            ObjectDisposedException.ThrowIf(_end == 0, this);
            var result = _device.Enter().EventQuery(_end);
            if (result == NotReady) return false;
            _device.Require(result, "cuEventQuery");
            return true;
        }
    }

    /// <summary>What lies between, once it <see cref="HasPassed"/>.</summary>
    /// <exception cref="ScumbleException">It has not passed, or something before failed.</exception>
    public TimeSpan Elapsed
    {
        get
        {
            ObjectDisposedException.ThrowIf(_end == 0, this);
            float milliseconds;
            _device.Require(_device.Enter().EventElapsedTime(&milliseconds, _start, _end), "cuEventElapsedTime");
            return TimeSpan.FromMilliseconds(milliseconds);
        }
    }

    /// <summary>From here.</summary>
    /// <exception cref="ScumbleException">The driver failed.</exception>
    public void Start(CudaStream stream) => Record(_start, stream);

    /// <summary>Up to here.</summary>
    /// <exception cref="ScumbleException">The driver failed.</exception>
    public void Stop(CudaStream stream) => Record(_end, stream);

    /// <summary>Lets go of it, whether it has passed or not.</summary>
    public void Dispose()
    {
        foreach (var handle in new[] { _start, _end })
            if (handle != 0) _ = _device.EnterToRelease().EventDestroy(handle);
        (_start, _end) = (0, 0);
    }

    private nint Create()
    {
        nint handle;
        _device.Require(_device.Enter().EventCreate(&handle, 0), "cuEventCreate");
        return handle;
    }

    private void Record(nint place, CudaStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ObjectDisposedException.ThrowIf(place == 0, this);
        _device.Require(_device.Enter().EventRecord(place, stream.Handle), "cuEventRecord");
    }
}
