using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;
using Scumble.Cuda;

namespace Scumble.Tests.Cuda;

/// <summary>Memory and semaphores of another API. What is imported takes the file descriptor over, as CUDA does.</summary>
internal sealed unsafe partial class FakeCuda
{
    /// <summary>Where the allocation begins in a file: an opaque file holds what its maker likes.</summary>
    public Func<MemoryMappedViewAccessor, long> DataOffset { get; set; } = _ => 0;

    /// <summary>What a file descriptor of a semaphore stands for.</summary>
    public Func<int, (Action<ulong> Signal, Action<ulong> Wait)> OpenTimeline { get; set; } = _ => (_ => { }, _ => { });

    /// <summary>Each value that a stream signalled, or ("wait") waited for.</summary>
    public List<(string Verb, ulong Value)> Timeline { get; } = [];

    /// <summary>The file descriptors that were offered, whether they were taken or not.</summary>
    public List<int> Offered { get; } = [];

    /// <summary>Whether a file descriptor is open in this process.</summary>
    public static bool IsOpen(int descriptor) => new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget is not null;

    /// <summary>A call that fails does not come to the place where it would see what it is offered.</summary>
    private void DefineExternals()
    {
        Keep<Call2>("cuImportExternalMemory", (memory, description) => Offer((int)((ExternalMemoryHandle*)description)->Handle, "cuImportExternalMemory",
            () => ImportMemory(memory, (ExternalMemoryHandle*)description)));
        Define("cuExternalMemoryGetMappedBuffer", Map);
        Release("cuDestroyExternalMemory", (memory, _) => DestroyMemory(memory));
        Keep<Call2>("cuImportExternalSemaphore", (semaphore, description) => Offer((int)((ExternalSemaphoreHandle*)description)->Handle, "cuImportExternalSemaphore",
            () => ImportSemaphore(semaphore, (ExternalSemaphoreHandle*)description)));
        Define("cuSignalExternalSemaphoresAsync", (semaphores, values, _, stream) => Pass("signal", *(nint*)semaphores, ((SemaphoreValue*)values)->Value, stream));
        Define("cuWaitExternalSemaphoresAsync", (semaphores, values, _, stream) => Pass("wait", *(nint*)semaphores, ((SemaphoreValue*)values)->Value, stream));
        Release("cuDestroyExternalSemaphore", (handle, _) => Remove<Semaphore>(handle));
    }

    private int Offer(int descriptor, string name, Func<int> import)
    {
        Offered.Add(descriptor);
        return Called(name, import);
    }

    private int ImportMemory(nint memory, ExternalMemoryHandle* description)
    {
        if (description->Type != ExternalMemoryHandle.OpaqueFd || description->Flags != ExternalMemoryHandle.Dedicated || description->SizeInBytes == 0) return InvalidValue;
        var file = MemoryMappedFile.CreateFromFile(new SafeFileHandle(description->Handle, ownsHandle: true), null, 0, MemoryMappedFileAccess.ReadWrite,
            HandleInheritability.None, leaveOpen: false);
        return Give(memory, new ExternalMemory(file, file.CreateViewAccessor()));
    }

    private int Map(nint address, nint memory, nint range)
    {
        if (_objects.GetValueOrDefault(memory) is not ExternalMemory known) return InvalidHandle;
        byte* first = null;
        known.View.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        first += DataOffset(known.View) + (long)((ExternalMemoryRange*)range)->OffsetInBytes;
        _objects.Add((nint)first, new MappedBuffer(memory));
        return StoreWord(address, (nint)first);
    }

    private int DestroyMemory(nint memory)
    {
        if (_objects.GetValueOrDefault(memory) is not ExternalMemory known) return InvalidHandle;
        known.View.Dispose();
        known.File.Dispose();
        return Remove<ExternalMemory>(memory);
    }

    private int ImportSemaphore(nint semaphore, ExternalSemaphoreHandle* description)
    {
        if (description->Type != ExternalSemaphoreHandle.TimelineFd) return InvalidValue;
        var (signal, wait) = OpenTimeline((int)description->Handle);
        new SafeFileHandle(description->Handle, ownsHandle: true).Dispose();
        return Give(semaphore, new Semaphore(signal, wait));
    }

    private int Pass(string verb, nint semaphore, ulong value, nint stream)
    {
        if (_objects.GetValueOrDefault(semaphore) is not Semaphore known) return InvalidHandle;
        return Enqueue(stream, () =>
        {
            Timeline.Add((verb, value));
            (verb == "signal" ? known.Signal : known.Wait)(value);
        });
    }

    private sealed record ExternalMemory(MemoryMappedFile File, MemoryMappedViewAccessor View);

    private sealed record MappedBuffer(nint Memory);

    private sealed record Semaphore(Action<ulong> Signal, Action<ulong> Wait);
}
