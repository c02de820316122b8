namespace Scumble.Vulkan;

/// <summary>All resources that are alive on a device, and those of them that wait for their last submission to pass. Thread-safe.</summary>
internal sealed class ResourceTable
{
    private readonly Lock _lock = new();
    private readonly HashSet<DeviceResource> _alive = [];
    private readonly List<DeviceResource> _retired = [];

    /// <summary>Resources whose native objects exist.</summary>
    public int Count
    {
        get { lock (_lock) return _alive.Count; }
    }

    public bool HasRetired
    {
        get { lock (_lock) return _retired.Count > 0; }
    }

    public void Add(DeviceResource resource)
    {
        lock (_lock) _alive.Add(resource);
    }

    public void Retire(DeviceResource resource)
    {
        lock (_lock)
            if (_alive.Contains(resource) && !_retired.Contains(resource)) _retired.Add(resource);
    }

    /// <summary>Destroys the retired resources whose last use has passed.</summary>
    /// <param name="completed">The value that the device's timeline has reached.</param>
    public void Collect(ulong completed)
    {
        lock (_lock)
        {
            for (var i = _retired.Count - 1; i >= 0; i--)
            {
                var resource = _retired[i];
                if (!resource.HasPassed(completed)) continue;
                _retired.RemoveAt(i);
                _alive.Remove(resource);
                resource.Destroy();
            }
        }
    }

    /// <summary>Destroys everything, whoever still holds it; nothing may be running on the device.</summary>
    public void DestroyAll()
    {
        lock (_lock)
        {
            foreach (var resource in _alive) resource.Destroy();
            _alive.Clear();
            _retired.Clear();
        }
    }
}
