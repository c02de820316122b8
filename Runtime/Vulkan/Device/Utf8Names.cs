using System.Runtime.InteropServices;

namespace Scumble.Vulkan;

/// <summary>Names as Vulkan takes them: an array of pointers to zero-terminated UTF-8.</summary>
internal sealed unsafe class Utf8Names : IDisposable
{
    private readonly nint[] _strings;
    private readonly nint _array;

    public Utf8Names(params IReadOnlyCollection<string> names)
    {
        _strings = [.. names.Select(Marshal.StringToCoTaskMemUTF8)];
        _array = (nint)NativeMemory.Alloc((nuint)(Math.Max(1, _strings.Length) * sizeof(nint)));
        _strings.CopyTo(new Span<nint>((void*)_array, _strings.Length));
    }

    public uint Count => (uint)_strings.Length;

    public byte** Pointers => (byte**)_array;

    public void Dispose()
    {
        foreach (var text in _strings) Marshal.FreeCoTaskMem(text);
        NativeMemory.Free((void*)_array);
    }
}
