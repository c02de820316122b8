using System.Runtime.InteropServices;

namespace SceneToConcept;

/// <summary>Names as Vulkan takes them: an array of pointers to zero-terminated UTF-8.</summary>
internal sealed unsafe class NameList : IDisposable
{
    private readonly nint[] _names;
    private readonly GCHandle _pin;

    public NameList(params IEnumerable<string> names)
    {
        _names = [.. names.Select(Marshal.StringToCoTaskMemUTF8)];
        _pin = GCHandle.Alloc(_names, GCHandleType.Pinned);
    }

    public uint Count => (uint)_names.Length;

    public byte** Pointers => (byte**)_pin.AddrOfPinnedObject();

    public void Dispose()
    {
        _pin.Free();
        foreach (var name in _names) Marshal.FreeCoTaskMem(name);
    }
}
