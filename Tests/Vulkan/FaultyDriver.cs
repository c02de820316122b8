using System.Runtime.InteropServices;
using Scumble.Vulkan;
using Silk.NET.Vulkan;

namespace Scumble.Tests.Vulkan;

/// <summary>
/// A driver that fails when it is told to, and counts what is alive: a vkGetInstanceProcAddr whose functions stand in front
/// of the real ones.
/// </summary>
public sealed class FaultyDriver
{
    private static readonly string[] Nouns =
        ["Buffer", "Image", "ImageView", "CommandPool", "DescriptorPool", "Semaphore", "ShaderModule", "PipelineLayout", "DescriptorSetLayout", "Device"];

    private readonly Find _find;
    private readonly List<Delegate> _keep = [];
    private readonly Dictionary<string, nint> _wrapped = [];
    private readonly Dictionary<string, int> _alive = [];
    private string _function = "";
    private int _countdown;
    private Result _fault;

    public FaultyDriver()
    {
        _find = Marshal.GetDelegateForFunctionPointer<Find>(VulkanLoader.GetInstanceProcAddr());
        Address = Pointer<Find>((owner, name) => Wrap(_find, owner, Marshal.PtrToStringUTF8(name)!));
    }

    private delegate nint Find(nint owner, nint name);

    private delegate Result Create3(nint a, nint b, nint c);

    private delegate Result Create4(nint a, nint b, nint c, nint d);

    private delegate Result CreatePipelines(nint device, ulong cache, uint count, nint infos, nint allocator, nint pipelines);

    private delegate Result Submit(nint queue, uint count, nint submits, ulong fence);

    private delegate Result WaitSemaphores(nint device, nint info, ulong timeout);

    private delegate Result Bind(nint device, ulong resource, ulong memory, ulong offset);

    private delegate Result Map(nint device, ulong memory, ulong offset, ulong size, uint flags, nint address);

    private delegate void Destroy(nint device, ulong handle, nint allocator);

    /// <summary>PFN_vkGetInstanceProcAddr.</summary>
    public nint Address { get; }

    /// <summary>Whether the fault that was asked for has happened.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The function that failed.</summary>
    public string Failed { get; private set; } = "";

    /// <summary>Nouns of which something is alive.</summary>
    public IEnumerable<string> Alive => _alive.Where(pair => pair.Value != 0).Select(pair => $"{pair.Value} {pair.Key}");

    /// <summary>How many of a noun are alive.</summary>
    public int Count(string noun) => _alive.GetValueOrDefault(noun);

    /// <summary>Makes the <paramref name="count"/>-th call from now fail, of one function or ("") of any that can.</summary>
    public void FailAt(int count, Result fault, string function = "") => (_countdown, _fault, _function, HasFailed) = (count, fault, function, false);

    /// <summary>Makes the next call of a function lose the device.</summary>
    public void LoseAt(string function) => FailAt(1, Result.ErrorDeviceLost, function);

    private nint Wrap(Find find, nint owner, string name)
    {
        var utf8 = Marshal.StringToCoTaskMemUTF8(name);
        var real = find(owner, utf8);
        Marshal.FreeCoTaskMem(utf8);
        if (real == 0) return 0;
        var key = $"{name} {owner}";
        if (_wrapped.TryGetValue(key, out var wrapped)) return wrapped;
        return _wrapped[key] = Wrapper(name, real) ?? real;
    }

    private nint? Wrapper(string name, nint real)
    {
        if (name == "vkGetDeviceProcAddr")
        {
            var find = Marshal.GetDelegateForFunctionPointer<Find>(real);
            return Pointer<Find>((device, function) => Wrap(find, device, Marshal.PtrToStringUTF8(function)!));
        }
        if (Array.Find(Nouns, noun => name == $"vkCreate{noun}") is { } created) return WrapCreate4(name, real, created);
        if (Array.Find(Nouns, noun => name == $"vkDestroy{noun}" && noun != "Device") is { } destroyed) return WrapDestroy(real, destroyed);
        switch (name)
        {
            case "vkAllocateMemory": return WrapCreate4(name, real, "Memory");
            case "vkFreeMemory": return WrapDestroy(real, "Memory");
            case "vkDestroyPipeline": return WrapDestroy(real, "Pipeline");
            case "vkCreateInstance" or "vkEnumeratePhysicalDevices" or "vkAllocateCommandBuffers" or "vkAllocateDescriptorSets":
                var three = Marshal.GetDelegateForFunctionPointer<Create3>(real);
                return Pointer<Create3>((a, b, c) => Fails(name) ? _fault : three(a, b, c));
            case "vkCreateComputePipelines":
                var pipelines = Marshal.GetDelegateForFunctionPointer<CreatePipelines>(real);
                return Pointer<CreatePipelines>((a, b, c, d, e, f) => Fails(name) ? _fault : Count("Pipeline", pipelines(a, b, c, d, e, f)));
            case "vkQueueSubmit":
                var submit = Marshal.GetDelegateForFunctionPointer<Submit>(real);
                return Pointer<Submit>((a, b, c, d) => Fails(name) ? _fault : submit(a, b, c, d));
            case "vkWaitSemaphores":
                var wait = Marshal.GetDelegateForFunctionPointer<WaitSemaphores>(real);
                return Pointer<WaitSemaphores>((a, b, c) => Fails(name) ? _fault : wait(a, b, c));
            case "vkBindBufferMemory" or "vkBindImageMemory":
                var bind = Marshal.GetDelegateForFunctionPointer<Bind>(real);
                return Pointer<Bind>((a, b, c, d) => Fails(name) ? _fault : bind(a, b, c, d));
            case "vkMapMemory":
                var map = Marshal.GetDelegateForFunctionPointer<Map>(real);
                return Pointer<Map>((a, b, c, d, e, f) => Fails(name) ? _fault : map(a, b, c, d, e, f));
            default: return null;
        }
    }

    private nint WrapCreate4(string name, nint real, string noun)
    {
        var create = Marshal.GetDelegateForFunctionPointer<Create4>(real);
        return Pointer<Create4>((a, b, c, d) => Fails(name) ? _fault : Count(noun, create(a, b, c, d)));
    }

    private nint WrapDestroy(nint real, string noun)
    {
        var destroy = Marshal.GetDelegateForFunctionPointer<Destroy>(real);
        return Pointer<Destroy>((device, handle, allocator) =>
        {
            if (handle != 0) _alive[noun]--;
            destroy(device, handle, allocator);
        });
    }

    private bool Fails(string name)
    {
        if (_countdown == 0 || (_function != "" && _function != name) || --_countdown > 0) return false;
        (HasFailed, Failed) = (true, name);
        return true;
    }

    private Result Count(string noun, Result result)
    {
        if (result == Result.Success) _alive[noun] = _alive.GetValueOrDefault(noun) + 1;
        return result;
    }

    private nint Pointer<T>(T function) where T : Delegate
    {
        _keep.Add(function);
        return Marshal.GetFunctionPointerForDelegate(function);
    }
}
