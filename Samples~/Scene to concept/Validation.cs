using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Silk.NET.Core;
using Silk.NET.Vulkan;

namespace SceneToConcept;

/// <summary>Prints what the Khronos validation layer says, and counts it.</summary>
internal sealed unsafe class Validation : IDisposable
{
    public const string Layer = "VK_LAYER_KHRONOS_validation";
    public const string Extension = "VK_EXT_debug_utils";
    private static int _messages;
    private readonly Vk _vk;
    private readonly Instance _instance;
    private readonly ulong _messenger;

    public Validation(Vk vk, Instance instance)
    {
        (_vk, _instance) = (vk, instance);
        var create = (delegate* unmanaged<nint, DebugUtilsMessengerCreateInfoEXT*, void*, ulong*, Result>)(nint)
            vk.GetInstanceProcAddr(instance, "vkCreateDebugUtilsMessengerEXT");
        var info = new DebugUtilsMessengerCreateInfoEXT(
            messageSeverity: DebugUtilsMessageSeverityFlagsEXT.WarningBitExt | DebugUtilsMessageSeverityFlagsEXT.ErrorBitExt,
            messageType: DebugUtilsMessageTypeFlagsEXT.ValidationBitExt | DebugUtilsMessageTypeFlagsEXT.PerformanceBitExt,
            pfnUserCallback: new PfnDebugUtilsMessengerCallbackEXT(
                (delegate* unmanaged[Cdecl]<DebugUtilsMessageSeverityFlagsEXT, DebugUtilsMessageTypeFlagsEXT, DebugUtilsMessengerCallbackDataEXT*, void*, Bool32>)&Receive));
        ulong messenger;
        create(instance.Handle, &info, null, &messenger).Require("vkCreateDebugUtilsMessengerEXT");
        _messenger = messenger;
    }

    /// <summary>How many warnings and errors came so far, of all threads.</summary>
    public static int Messages => Volatile.Read(ref _messages);

    public void Dispose() =>
        ((delegate* unmanaged<nint, ulong, void*, void>)(nint)_vk.GetInstanceProcAddr(_instance, "vkDestroyDebugUtilsMessengerEXT"))(_instance.Handle, _messenger, null);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static Bool32 Receive(
        DebugUtilsMessageSeverityFlagsEXT severity, DebugUtilsMessageTypeFlagsEXT types, DebugUtilsMessengerCallbackDataEXT* data, void* user)
    {
        Interlocked.Increment(ref _messages);
        Console.Error.WriteLine(Marshal.PtrToStringUTF8((nint)data->PMessage));
        return false;
    }
}
