using Scumble.Diagnostics;
using Scumble.Inference;
using Silk.NET.Vulkan;

namespace Scumble.Vulkan;

/// <summary>Chooses among the machine's devices, and says why not each other one.</summary>
internal static class DeviceSelection
{
    private static readonly PhysicalDeviceType[] FastestFirst =
        [PhysicalDeviceType.DiscreteGpu, PhysicalDeviceType.IntegratedGpu, PhysicalDeviceType.VirtualGpu, PhysicalDeviceType.Other, PhysicalDeviceType.Cpu];

    /// <exception cref="ScumbleException">No device fits; the message lists the reasons.</exception>
    public static (PhysicalDeviceReport Chosen, BackendChoice Choice) Choose(IReadOnlyList<PhysicalDeviceReport> devices, Guid? uuid, IReadOnlyList<Guid>? preferred = null)
    {
        if (devices.Count == 0)
            throw new ScumbleException("Vulkan finds no device.", "Install a graphics driver with Vulkan, or use the device cpu.");
        var ordered = devices.OrderBy(Rank).ThenBy(device => Array.IndexOf(FastestFirst, device.Kind)).ToArray();
        var chosen = ordered.FirstOrDefault(device => Refusal(device, uuid) is null);
        var refused = ordered.Where(device => device != chosen)
            .Select(device => new BackendRefusal(device.Name, Refusal(device, uuid) ?? $"{chosen!.Name} comes first ({(Rank(chosen) < Rank(device) ? $"{chosen.Uuid} is preferred" : $"{chosen.Kind} before {device.Kind}")})"))
            .ToArray();
        return chosen is null
            ? throw new ScumbleException($"No Vulkan device can be used: {string.Join("; ", refused.Select(r => $"{r.Id}: {r.Reason}"))}.", "Update the graphics driver, or use the device cpu.")
            : (chosen, new BackendChoice(chosen.Name, refused));

        int Rank(PhysicalDeviceReport device) => preferred is null ? 0 : preferred.TakeWhile(one => one != device.Uuid).Count();
    }

    private static string? Refusal(PhysicalDeviceReport device, Guid? uuid) =>
        uuid is { } wanted && device.Uuid != wanted ? $"its UUID is {device.Uuid}, and {wanted} was asked for" : VulkanRequirements.Refusal(device);
}
