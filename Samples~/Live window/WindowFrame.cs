using Silk.NET.Vulkan;

namespace LiveWindow;

/// <summary>A frame that is being recorded, inside the render pass.</summary>
/// <param name="Commands">Where to.</param>
/// <param name="Size">Of the window, in pixels; viewport and scissor are set to it.</param>
/// <param name="Slot">Which of the frames in flight it is, 0 to <see cref="Presenter.Slots"/> - 1: the last one of this slot has passed.</param>
/// <param name="Image">Which of the window's images it draws.</param>
internal readonly record struct WindowFrame(CommandBuffer Commands, Extent2D Size, int Slot, uint Image);
