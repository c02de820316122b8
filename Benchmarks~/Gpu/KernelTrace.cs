using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Scumble.Diagnostics;

namespace Scumble.Benchmarks;

/// <summary>When each kernel of a device ran, from CUPTI (NVIDIA's tracing library, part of the CUDA toolkit).</summary>
internal static unsafe partial class KernelTrace
{
    private const uint ConcurrentKernel = 10;
    private const nuint BufferBytes = 8 << 20;
    private static readonly string[] Files = ["libcupti.so.13", "libcupti.so.12", "libcupti.so"];
    private static readonly List<(string Name, ulong Start, ulong End)> Kernels = [];
    private static bool _isReady;

    /// <summary>The kernels that ran during some work, which must wait for the device, in the order of their starts; times in nanoseconds.</summary>
    /// <exception cref="ScumbleException">There is no CUPTI, or it refused.</exception>
    public static IReadOnlyList<(string Name, ulong Start, ulong End)> Of(Action work)
    {
        Start();
        Require(cuptiActivityEnable(ConcurrentKernel), "cuptiActivityEnable");
        Require(cuptiActivityFlushAll(0), "cuptiActivityFlushAll");
        Kernels.Clear();
        work();
        Require(cuptiActivityFlushAll(1), "cuptiActivityFlushAll");
        Require(cuptiActivityDisable(ConcurrentKernel), "cuptiActivityDisable");
        return [.. Kernels.OrderBy(kernel => kernel.Start)];
    }

    private static void Start()
    {
        if (_isReady) return;
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) =>
        {
            if (name != "cupti") return 0;
            foreach (var file in Files)
                if (NativeLibrary.TryLoad(file, out var library)) return library;
            throw new ScumbleException("There is no CUPTI: libcupti.so cannot be loaded.", "Install the CUDA toolkit's extras, and let the loader find it.");
        });
        Require(cuptiActivityRegisterCallbacks(&Request, &Complete), "cuptiActivityRegisterCallbacks");
        _isReady = true;
    }

    private static void Require(int result, string call)
    {
        if (result != 0) throw new ScumbleException($"{call} failed with {result}.", "Tracing may be forbidden here (CUPTI_ERROR_INSUFFICIENT_PRIVILEGES is 35).");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Request(byte** buffer, nuint* size, nuint* maxRecords)
    {
        *buffer = (byte*)NativeMemory.AlignedAlloc(BufferBytes, 8);
        (*size, *maxRecords) = (BufferBytes, 0);
    }

    // CUpti_ActivityKernel: start at byte 16, end at 24, name at 104, in every version since CUDA 11.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Complete(nint context, uint stream, byte* buffer, nuint size, nuint valid)
    {
        byte* record = null;
        while (valid > 0 && cuptiActivityGetNextRecord(buffer, valid, &record) == 0)
            if (*(uint*)record == ConcurrentKernel)
                Kernels.Add((Marshal.PtrToStringUTF8(*(nint*)(record + 104)) ?? "", *(ulong*)(record + 16), *(ulong*)(record + 24)));
        NativeMemory.AlignedFree(buffer);
    }

    [LibraryImport("cupti")]
    private static partial int cuptiActivityRegisterCallbacks(
        delegate* unmanaged[Cdecl]<byte**, nuint*, nuint*, void> request, delegate* unmanaged[Cdecl]<nint, uint, byte*, nuint, nuint, void> complete);

    [LibraryImport("cupti")]
    private static partial int cuptiActivityEnable(uint kind);

    [LibraryImport("cupti")]
    private static partial int cuptiActivityDisable(uint kind);

    [LibraryImport("cupti")]
    private static partial int cuptiActivityFlushAll(uint flag);

    [LibraryImport("cupti")]
    private static partial int cuptiActivityGetNextRecord(byte* buffer, nuint valid, byte** record);
}
