namespace Scumble.Tests.Cuda;

/// <summary>What devices there are.</summary>
internal sealed unsafe partial class FakeCuda
{
    private const nint Context = 0xC0;
    private const nint Pool = 0xB0;

    /// <summary>The UUID and the name of each device.</summary>
    public List<(Guid Uuid, string Name)> Devices { get; } = [(new Guid("00112233-4455-6677-8899-aabbccddeeff"), "Fake H200")];

    /// <summary>1000 times the major and 10 times the minor version of CUDA.</summary>
    public int Version { get; set; } = 13000;

    /// <summary>The number of bytes that the pool keeps for the next tensor.</summary>
    public ulong ReleaseThreshold { get; private set; }

    private void DefineDevices()
    {
        Define("cuInit", (nint _) => 0);
        Define("cuDriverGetVersion", version => Store(version, Version));
        Define("cuDeviceGetCount", count => Store(count, Devices.Count));
        Define("cuDeviceGet", (device, index) => Store(device, (int)index));
        Keep<Call2>("cuGetErrorString", ErrorString);
        Define("cuDeviceGetName", Name);
        Define("cuDeviceGetUuid_v2", (bytes, device) => Devices[(int)device].Uuid.TryWriteBytes(new Span<byte>((void*)bytes, 16), bigEndian: true, out _) ? 0 : InvalidValue);
        Define("cuDevicePrimaryCtxRetain", (context, _) => StoreWord(context, Context));
        Define("cuCtxSetCurrent", context => context == Context ? 0 : InvalidHandle);
        Define("cuDeviceGetDefaultMemPool", (pool, _) => StoreWord(pool, Pool));
        Define("cuMemPoolSetAttribute", SetPool);
    }

    // Asking for the text of an error is no call that fails.
    private int ErrorString(nint error, nint text) => StoreWord(text, _noText);

    private int Name(nint target, nint size, nint device)
    {
        var utf8 = System.Text.Encoding.UTF8.GetBytes($"{Devices[(int)device].Name}\0");
        utf8.CopyTo(new Span<byte>((void*)target, (int)size));
        return 0;
    }

    private int SetPool(nint pool, nint attribute, nint value)
    {
        if (pool != Pool || (int)attribute != 4) return InvalidValue;
        ReleaseThreshold = *(ulong*)value;
        return 0;
    }

    private static int Store(nint target, int value)
    {
        *(int*)target = value;
        return 0;
    }

    private static int StoreWord(nint target, nint value)
    {
        *(nint*)target = value;
        return 0;
    }
}
