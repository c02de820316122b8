using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Silk.NET.Core;
using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>Hands the warnings and errors of the validation layer to a function of the caller.</summary>
internal sealed unsafe class ValidationMessenger : IDisposable
{
    public const string Extension = "VK_EXT_debug_utils";
    private readonly Instance _instance;
    private readonly delegate* unmanaged<nint, ulong, void*, void> _destroy;
    private readonly ulong _messenger;
    private readonly GCHandle _target;

    public ValidationMessenger(EntryPoints entryPoints, Instance instance, Action<string> target)
    {
        _instance = instance;
        var create = (delegate* unmanaged<nint, DebugUtilsMessengerCreateInfoEXT*, void*, ulong*, Result>)entryPoints.GetProcAddress("vkCreateDebugUtilsMessengerEXT");
        _destroy = (delegate* unmanaged<nint, ulong, void*, void>)entryPoints.GetProcAddress("vkDestroyDebugUtilsMessengerEXT");
        _target = GCHandle.Alloc(target);
        var info = new DebugUtilsMessengerCreateInfoEXT(
            StructureType.DebugUtilsMessengerCreateInfoExt,
            messageSeverity: DebugUtilsMessageSeverityFlagsEXT.WarningBitExt | DebugUtilsMessageSeverityFlagsEXT.ErrorBitExt,
            messageType: DebugUtilsMessageTypeFlagsEXT.ValidationBitExt | DebugUtilsMessageTypeFlagsEXT.PerformanceBitExt,
            pfnUserCallback: new PfnDebugUtilsMessengerCallbackEXT(
                (delegate* unmanaged[Cdecl]<DebugUtilsMessageSeverityFlagsEXT, DebugUtilsMessageTypeFlagsEXT, DebugUtilsMessengerCallbackDataEXT*, void*, Bool32>)&Receive),
            pUserData: (void*)GCHandle.ToIntPtr(_target));
        ulong messenger;
        var result = create(instance.Handle, &info, null, &messenger);
        if (result != Result.Success) _target.Free();
        result.Require("vkCreateDebugUtilsMessengerEXT", "Vulkan");
        _messenger = messenger;
    }

    public void Dispose()
    {
        _destroy(_instance.Handle, _messenger, null);
        _target.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static Bool32 Receive(
        DebugUtilsMessageSeverityFlagsEXT severity, DebugUtilsMessageTypeFlagsEXT types, DebugUtilsMessengerCallbackDataEXT* data, void* target)
    {
        var message = Marshal.PtrToStringUTF8((nint)data->PMessage) ?? "";
        ((Action<string>)GCHandle.FromIntPtr((nint)target).Target!)(message);
        return false;
    }
}
