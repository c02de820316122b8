using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveWindow;

/// <summary>The functions of VK_KHR_surface and VK_KHR_swapchain, by their addresses: the main package of the binding has only their structures.</summary>
internal sealed unsafe class SurfaceFunctions(Vk vk, Instance instance)
{
    private nint _createSwapchain, _destroySwapchain, _getSwapchainImages, _acquireNextImage, _queuePresent;

    public void Load(Device device)
    {
        _createSwapchain = vk.GetDeviceProcAddr(device, "vkCreateSwapchainKHR");
        _destroySwapchain = vk.GetDeviceProcAddr(device, "vkDestroySwapchainKHR");
        _getSwapchainImages = vk.GetDeviceProcAddr(device, "vkGetSwapchainImagesKHR");
        _acquireNextImage = vk.GetDeviceProcAddr(device, "vkAcquireNextImageKHR");
        _queuePresent = vk.GetDeviceProcAddr(device, "vkQueuePresentKHR");
    }

    public bool Supports(PhysicalDevice device, uint family, SurfaceKHR surface)
    {
        uint supported;
        var call = (delegate* unmanaged<nint, uint, ulong, uint*, Result>)Find("vkGetPhysicalDeviceSurfaceSupportKHR");
        call(device.Handle, family, surface.Handle, &supported).Require("vkGetPhysicalDeviceSurfaceSupportKHR");
        return supported != 0;
    }

    public SurfaceCapabilitiesKHR Capabilities(PhysicalDevice device, SurfaceKHR surface)
    {
        SurfaceCapabilitiesKHR capabilities;
        var call = (delegate* unmanaged<nint, ulong, SurfaceCapabilitiesKHR*, Result>)Find("vkGetPhysicalDeviceSurfaceCapabilitiesKHR");
        call(device.Handle, surface.Handle, &capabilities).Require("vkGetPhysicalDeviceSurfaceCapabilitiesKHR");
        return capabilities;
    }

    public SurfaceFormatKHR[] Formats(PhysicalDevice device, SurfaceKHR surface)
    {
        var call = (delegate* unmanaged<nint, ulong, uint*, SurfaceFormatKHR*, Result>)Find("vkGetPhysicalDeviceSurfaceFormatsKHR");
        uint count;
        call(device.Handle, surface.Handle, &count, null).Require("vkGetPhysicalDeviceSurfaceFormatsKHR");
        var formats = new SurfaceFormatKHR[count];
        fixed (SurfaceFormatKHR* pointer = formats)
            call(device.Handle, surface.Handle, &count, pointer).Require("vkGetPhysicalDeviceSurfaceFormatsKHR");
        return formats;
    }

    public void DestroySurface(SurfaceKHR surface) =>
        ((delegate* unmanaged<nint, ulong, void*, void>)Find("vkDestroySurfaceKHR"))(instance.Handle, surface.Handle, null);

    public SwapchainKHR CreateSwapchain(Device device, SwapchainCreateInfoKHR info)
    {
        SwapchainKHR swapchain;
        var call = (delegate* unmanaged<nint, SwapchainCreateInfoKHR*, void*, SwapchainKHR*, Result>)_createSwapchain;
        call(device.Handle, &info, null, &swapchain).Require("vkCreateSwapchainKHR");
        return swapchain;
    }

    public void DestroySwapchain(Device device, SwapchainKHR swapchain) =>
        ((delegate* unmanaged<nint, ulong, void*, void>)_destroySwapchain)(device.Handle, swapchain.Handle, null);

    public Image[] Images(Device device, SwapchainKHR swapchain)
    {
        var call = (delegate* unmanaged<nint, ulong, uint*, Image*, Result>)_getSwapchainImages;
        uint count;
        call(device.Handle, swapchain.Handle, &count, null).Require("vkGetSwapchainImagesKHR");
        var images = new Image[count];
        fixed (Image* pointer = images) call(device.Handle, swapchain.Handle, &count, pointer).Require("vkGetSwapchainImagesKHR");
        return images;
    }

    /// <returns>Out of date and suboptimal are answers, not errors.</returns>
    public Result AcquireNextImage(Device device, SwapchainKHR swapchain, Semaphore signal, out uint index)
    {
        var call = (delegate* unmanaged<nint, ulong, ulong, ulong, ulong, uint*, Result>)_acquireNextImage;
        fixed (uint* pointer = &index)
            return call(device.Handle, swapchain.Handle, ulong.MaxValue, signal.Handle, 0, pointer);
    }

    /// <inheritdoc cref="AcquireNextImage"/>
    public Result Present(Queue queue, SwapchainKHR swapchain, uint index, Semaphore wait)
    {
        var info = new PresentInfoKHR(waitSemaphoreCount: 1, pWaitSemaphores: &wait, swapchainCount: 1, pSwapchains: &swapchain, pImageIndices: &index);
        return ((delegate* unmanaged<nint, PresentInfoKHR*, Result>)_queuePresent)(queue.Handle, &info);
    }

    private nint Find(string name) => vk.GetInstanceProcAddr(instance, name);
}
