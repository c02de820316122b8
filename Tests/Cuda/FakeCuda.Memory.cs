using System.Runtime.InteropServices;

namespace Scumble.Tests.Cuda;

/// <summary>Memory of the device, which is the host's.</summary>
internal sealed unsafe partial class FakeCuda
{
    /// <summary>Bytes of tensors that are alive.</summary>
    public long AllocatedBytes => _objects.Values.OfType<Memory>().Sum(memory => memory.Bytes);

    private void DefineMemory()
    {
        Define("cuMemAllocAsync", Allocate);
        Release("cuMemFreeAsync", Free);
        Release("cuMemFree_v2", (address, _) => Remove<MappedBuffer>(address));
        Define("cuMemsetD8Async", (address, value, count, stream) => Enqueue(stream, () => NativeMemory.Fill((void*)address, (nuint)count, (byte)value)));
        Define("cuMemsetD32Async", (address, value, count, stream) => Enqueue(stream, () => new Span<uint>((void*)address, (int)count).Fill((uint)value)));
        Define("cuMemsetD2D32Async", (address, pitch, value, width, height, stream) => Enqueue(stream, () => FillRows(address, pitch, (uint)value, (int)width, height)));
        Define("cuMemcpyHtoDAsync_v2", Copy);
        Define("cuMemcpyDtoHAsync_v2", Copy);
        Define("cuMemcpyDtoDAsync_v2", Copy);
    }

    // Not zeros: what nobody wrote is anything.
    private int Allocate(nint address, nint bytes, nint stream)
    {
        if (_objects.GetValueOrDefault(stream) is not Stream) return InvalidHandle;
        var memory = (nint)NativeMemory.Alloc((nuint)bytes);
        NativeMemory.Fill((void*)memory, (nuint)bytes, 0xCD);
        _objects.Add(memory, new Memory(bytes));
        return StoreWord(address, memory);
    }

    private int Free(nint address, nint stream)
    {
        if (_objects.GetValueOrDefault(stream) is not Stream || Remove<Memory>(address) != 0) return InvalidHandle;
        NativeMemory.Free((void*)address);
        return 0;
    }

    private int Copy(nint target, nint source, nint bytes, nint stream) =>
        Enqueue(stream, () => Buffer.MemoryCopy((void*)source, (void*)target, bytes, bytes));

    private static void FillRows(nint address, nint pitch, uint value, int width, nint height)
    {
        for (var row = 0; row < height; row++) new Span<uint>((void*)(address + row * pitch), width).Fill(value);
    }

    private sealed record Memory(long Bytes);
}
