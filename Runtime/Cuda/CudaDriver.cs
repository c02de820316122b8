using Scumble.Diagnostics;

namespace Scumble.Cuda;

/// <summary>The functions of NVIDIA's driver that are used here, as cuda.h declares them; each returns a CUresult, 0 for success.</summary>
internal sealed unsafe class CudaDriver
{
    public readonly delegate* unmanaged<uint, int> Init;
    public readonly delegate* unmanaged<int*, int> DriverGetVersion;
    public readonly delegate* unmanaged<int, byte**, int> GetErrorString;
    public readonly delegate* unmanaged<int*, int> DeviceGetCount;
    public readonly delegate* unmanaged<int*, int, int> DeviceGet;
    public readonly delegate* unmanaged<byte*, int, int, int> DeviceGetName;
    public readonly delegate* unmanaged<byte*, int, int> DeviceGetUuid;
    public readonly delegate* unmanaged<nint*, int, int> PrimaryContextRetain;
    public readonly delegate* unmanaged<nint, int> ContextSetCurrent;
    public readonly delegate* unmanaged<nint*, uint, int> StreamCreate;
    public readonly delegate* unmanaged<nint, int> StreamDestroy;
    public readonly delegate* unmanaged<nint, int> StreamSynchronize;
    public readonly delegate* unmanaged<nint*, uint, int> EventCreate;
    public readonly delegate* unmanaged<nint, nint, int> EventRecord;
    public readonly delegate* unmanaged<nint, int> EventQuery;
    public readonly delegate* unmanaged<float*, nint, nint, int> EventElapsedTime;
    public readonly delegate* unmanaged<nint, int> EventDestroy;
    public readonly delegate* unmanaged<nint, int, int> StreamBeginCapture;
    public readonly delegate* unmanaged<nint, nint*, int> StreamEndCapture;
    public readonly delegate* unmanaged<nint*, nint, ulong, int> GraphInstantiate;
    public readonly delegate* unmanaged<nint, nint*, nuint*, int> GraphGetNodes;
    public readonly delegate* unmanaged<nint, int*, int> GraphNodeGetType;
    public readonly delegate* unmanaged<nint, nint, int> GraphLaunch;
    public readonly delegate* unmanaged<nint, int> GraphDestroy;
    public readonly delegate* unmanaged<nint, int> GraphExecDestroy;
    public readonly delegate* unmanaged<nint*, int, int> DeviceGetDefaultMemPool;
    public readonly delegate* unmanaged<nint, int, void*, int> MemPoolSetAttribute;
    public readonly delegate* unmanaged<ulong*, nuint, nint, int> MemAllocAsync;
    public readonly delegate* unmanaged<ulong, nint, int> MemFreeAsync;
    public readonly delegate* unmanaged<ulong, int> MemFree;
    public readonly delegate* unmanaged<ulong, byte, nuint, nint, int> MemsetD8;
    public readonly delegate* unmanaged<ulong, uint, nuint, nint, int> MemsetD32;
    public readonly delegate* unmanaged<ulong, nuint, uint, nuint, nuint, nint, int> MemsetD2D32;
    public readonly delegate* unmanaged<ulong, void*, nuint, nint, int> MemcpyHtoD;
    public readonly delegate* unmanaged<void*, ulong, nuint, nint, int> MemcpyDtoH;
    public readonly delegate* unmanaged<ulong, ulong, nuint, nint, int> MemcpyDtoD;
    public readonly delegate* unmanaged<nint*, void*, int> ModuleLoadData;
    public readonly delegate* unmanaged<nint, int> ModuleUnload;
    public readonly delegate* unmanaged<nint*, nint, byte*, int> ModuleGetFunction;
    public readonly delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, void**, void**, int> LaunchKernel;
    public readonly delegate* unmanaged<nint*, ExternalMemoryHandle*, int> ImportExternalMemory;
    public readonly delegate* unmanaged<ulong*, nint, ExternalMemoryRange*, int> ExternalMemoryGetMappedBuffer;
    public readonly delegate* unmanaged<nint, int> DestroyExternalMemory;
    public readonly delegate* unmanaged<nint*, ExternalSemaphoreHandle*, int> ImportExternalSemaphore;
    public readonly delegate* unmanaged<nint*, SemaphoreValue*, uint, nint, int> SignalExternalSemaphores;
    public readonly delegate* unmanaged<nint*, SemaphoreValue*, uint, nint, int> WaitExternalSemaphores;
    public readonly delegate* unmanaged<nint, int> DestroyExternalSemaphore;

    /// <param name="find">The address of a function by its exported name, or 0.</param>
    /// <exception cref="ScumbleException">The driver lacks a function.</exception>
    public CudaDriver(Func<string, nint> find)
    {
        Init = (delegate* unmanaged<uint, int>)Require("cuInit");
        DriverGetVersion = (delegate* unmanaged<int*, int>)Require("cuDriverGetVersion");
        GetErrorString = (delegate* unmanaged<int, byte**, int>)Require("cuGetErrorString");
        DeviceGetCount = (delegate* unmanaged<int*, int>)Require("cuDeviceGetCount");
        DeviceGet = (delegate* unmanaged<int*, int, int>)Require("cuDeviceGet");
        DeviceGetName = (delegate* unmanaged<byte*, int, int, int>)Require("cuDeviceGetName");
        DeviceGetUuid = (delegate* unmanaged<byte*, int, int>)Require("cuDeviceGetUuid_v2");
        PrimaryContextRetain = (delegate* unmanaged<nint*, int, int>)Require("cuDevicePrimaryCtxRetain");
        ContextSetCurrent = (delegate* unmanaged<nint, int>)Require("cuCtxSetCurrent");
        StreamCreate = (delegate* unmanaged<nint*, uint, int>)Require("cuStreamCreate");
        StreamDestroy = (delegate* unmanaged<nint, int>)Require("cuStreamDestroy_v2");
        StreamSynchronize = (delegate* unmanaged<nint, int>)Require("cuStreamSynchronize");
        EventCreate = (delegate* unmanaged<nint*, uint, int>)Require("cuEventCreate");
        EventRecord = (delegate* unmanaged<nint, nint, int>)Require("cuEventRecord");
        EventQuery = (delegate* unmanaged<nint, int>)Require("cuEventQuery");
        EventElapsedTime = (delegate* unmanaged<float*, nint, nint, int>)Require("cuEventElapsedTime");
        EventDestroy = (delegate* unmanaged<nint, int>)Require("cuEventDestroy_v2");
        StreamBeginCapture = (delegate* unmanaged<nint, int, int>)Require("cuStreamBeginCapture_v2");
        StreamEndCapture = (delegate* unmanaged<nint, nint*, int>)Require("cuStreamEndCapture");
        GraphInstantiate = (delegate* unmanaged<nint*, nint, ulong, int>)Require("cuGraphInstantiateWithFlags");
        GraphGetNodes = (delegate* unmanaged<nint, nint*, nuint*, int>)Require("cuGraphGetNodes");
        GraphNodeGetType = (delegate* unmanaged<nint, int*, int>)Require("cuGraphNodeGetType");
        GraphLaunch = (delegate* unmanaged<nint, nint, int>)Require("cuGraphLaunch");
        GraphDestroy = (delegate* unmanaged<nint, int>)Require("cuGraphDestroy");
        GraphExecDestroy = (delegate* unmanaged<nint, int>)Require("cuGraphExecDestroy");
        DeviceGetDefaultMemPool = (delegate* unmanaged<nint*, int, int>)Require("cuDeviceGetDefaultMemPool");
        MemPoolSetAttribute = (delegate* unmanaged<nint, int, void*, int>)Require("cuMemPoolSetAttribute");
        MemAllocAsync = (delegate* unmanaged<ulong*, nuint, nint, int>)Require("cuMemAllocAsync");
        MemFreeAsync = (delegate* unmanaged<ulong, nint, int>)Require("cuMemFreeAsync");
        MemFree = (delegate* unmanaged<ulong, int>)Require("cuMemFree_v2");
        MemsetD8 = (delegate* unmanaged<ulong, byte, nuint, nint, int>)Require("cuMemsetD8Async");
        MemsetD32 = (delegate* unmanaged<ulong, uint, nuint, nint, int>)Require("cuMemsetD32Async");
        MemsetD2D32 = (delegate* unmanaged<ulong, nuint, uint, nuint, nuint, nint, int>)Require("cuMemsetD2D32Async");
        MemcpyHtoD = (delegate* unmanaged<ulong, void*, nuint, nint, int>)Require("cuMemcpyHtoDAsync_v2");
        MemcpyDtoH = (delegate* unmanaged<void*, ulong, nuint, nint, int>)Require("cuMemcpyDtoHAsync_v2");
        MemcpyDtoD = (delegate* unmanaged<ulong, ulong, nuint, nint, int>)Require("cuMemcpyDtoDAsync_v2");
        ModuleLoadData = (delegate* unmanaged<nint*, void*, int>)Require("cuModuleLoadData");
        ModuleUnload = (delegate* unmanaged<nint, int>)Require("cuModuleUnload");
        ModuleGetFunction = (delegate* unmanaged<nint*, nint, byte*, int>)Require("cuModuleGetFunction");
        LaunchKernel = (delegate* unmanaged<nint, uint, uint, uint, uint, uint, uint, uint, nint, void**, void**, int>)Require("cuLaunchKernel");
        ImportExternalMemory = (delegate* unmanaged<nint*, ExternalMemoryHandle*, int>)Require("cuImportExternalMemory");
        ExternalMemoryGetMappedBuffer = (delegate* unmanaged<ulong*, nint, ExternalMemoryRange*, int>)Require("cuExternalMemoryGetMappedBuffer");
        DestroyExternalMemory = (delegate* unmanaged<nint, int>)Require("cuDestroyExternalMemory");
        ImportExternalSemaphore = (delegate* unmanaged<nint*, ExternalSemaphoreHandle*, int>)Require("cuImportExternalSemaphore");
        SignalExternalSemaphores = (delegate* unmanaged<nint*, SemaphoreValue*, uint, nint, int>)Require("cuSignalExternalSemaphoresAsync");
        WaitExternalSemaphores = (delegate* unmanaged<nint*, SemaphoreValue*, uint, nint, int>)Require("cuWaitExternalSemaphoresAsync");
        DestroyExternalSemaphore = (delegate* unmanaged<nint, int>)Require("cuDestroyExternalSemaphore");

        nint Require(string name) => find(name) is var address and not 0 ? address
            : throw new ScumbleException($"NVIDIA's driver has no {name}.", "Update the driver.");
    }
}
