using System.Reflection;
using System.Runtime.InteropServices;
using Scumble.Diagnostics;

namespace LiveWindow;

/// <summary>
/// A window that Vulkan can draw into, by GLFW 3.3 or later. Nothing else here knows a windowing library: to take another one,
/// Silk.NET.Windowing for example, write these members again with its IWindow and IVkSurface. Main thread only, but for <see cref="Close"/>.
/// </summary>
internal sealed unsafe partial class Window : IDisposable
{
    private const string Library = "glfw";
    private const int ClientApi = 0x00022001, NoApi = 0, Press = 1;
    private static readonly string[] Files =
        OperatingSystem.IsWindows() ? ["glfw3.dll"] : OperatingSystem.IsMacOS() ? ["libglfw.3.dylib"] : ["libglfw.so.3"];

    private readonly nint _window;

    /// <exception cref="ScumbleException">There is no GLFW, no display, or no Vulkan for it.</exception>
    public Window(int width, int height, string title)
    {
        NativeLibrary.SetDllImportResolver(typeof(Window).Assembly, Find);
        if (Find(Library, typeof(Window).Assembly, null) == 0)
            throw new ScumbleException($"GLFW is not installed: {Files[0]} cannot be loaded.",
                "Install it (libglfw3 on Debian and Ubuntu), or put the library beside the program.");
        if (glfwInit() == 0) throw Failure("No window can be opened");
        if (glfwVulkanSupported() == 0)
        {
            glfwTerminate();
            throw new ScumbleException("GLFW finds no Vulkan here.", "Install a graphics driver with Vulkan.");
        }
        glfwWindowHint(ClientApi, NoApi);
        _window = glfwCreateWindow(width, height, title, 0, 0);
        if (_window != 0) return;
        var failure = Failure("The window cannot be opened");
        glfwTerminate();
        throw failure;
    }

    /// <summary>What vkCreateInstance must enable.</summary>
    public string[] InstanceExtensions
    {
        get
        {
            var names = glfwGetRequiredInstanceExtensions(out var count);
            return [.. Enumerable.Range(0, (int)count).Select(i => Marshal.PtrToStringUTF8(names[i])!)];
        }
    }

    /// <summary>Whether the user, a signal or the program asked to end.</summary>
    public bool ShouldClose => IsClosed || glfwGetKey(_window, Keys.Escape) == Press;

    /// <summary>The same, but for the key Escape.</summary>
    public bool IsClosed => glfwWindowShouldClose(_window) != 0;

    /// <summary>Whether a key is held down.</summary>
    /// <param name="key">GLFW's number: of a letter its capital in ASCII.</param>
    public bool IsDown(int key) => glfwGetKey(_window, key) == Press;

    /// <summary>In pixels; 0 while minimised.</summary>
    public (int Width, int Height) FramebufferSize
    {
        get
        {
            glfwGetFramebufferSize(_window, out var width, out var height);
            return (width, height);
        }
    }

    public string Title
    {
        set => glfwSetWindowTitle(_window, value);
    }

    /// <summary>VkSurfaceKHR, which belongs to the caller.</summary>
    /// <param name="instance">VkInstance.</param>
    public ulong CreateSurface(nint instance)
    {
        ulong surface;
        var result = glfwCreateWindowSurface(instance, _window, 0, &surface);
        return result == 0 ? surface : throw Failure($"Vulkan cannot draw into the window ({result})");
    }

    /// <summary>Handles what the user did since the last call.</summary>
    public static void PollEvents() => glfwPollEvents();

    /// <summary>Waits until the user does something, at most that long.</summary>
    public static void WaitEvents(double seconds) => glfwWaitEventsTimeout(seconds);

    /// <summary>Asks the program to end, from any thread.</summary>
    public void Close() => glfwSetWindowShouldClose(_window, 1);

    public void Dispose()
    {
        glfwDestroyWindow(_window);
        glfwTerminate();
    }

    private static ScumbleException Failure(string what)
    {
        glfwGetError(out var description);
        return new ScumbleException($"{what}: {Marshal.PtrToStringUTF8(description) ?? "GLFW does not say why"}.",
            "Start it where there is a display (xvfb-run makes one).");
    }

    private static nint Find(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library) return 0;
        foreach (var file in Files)
            if (NativeLibrary.TryLoad(file, assembly, path, out var handle)) return handle;
        return 0;
    }

#pragma warning disable IDE1006, SYSLIB1054 // The names are GLFW's.
    [LibraryImport(Library)]
    private static partial int glfwInit();

    [LibraryImport(Library)]
    private static partial void glfwTerminate();

    [LibraryImport(Library)]
    private static partial int glfwGetError(out nint description);

    [LibraryImport(Library)]
    private static partial int glfwVulkanSupported();

    [LibraryImport(Library)]
    private static partial nint* glfwGetRequiredInstanceExtensions(out uint count);

    [LibraryImport(Library)]
    private static partial int glfwCreateWindowSurface(nint instance, nint window, nint allocator, ulong* surface);

    [LibraryImport(Library)]
    private static partial void glfwWindowHint(int hint, int value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint glfwCreateWindow(int width, int height, string title, nint monitor, nint share);

    [LibraryImport(Library)]
    private static partial void glfwDestroyWindow(nint window);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial void glfwSetWindowTitle(nint window, string title);

    [LibraryImport(Library)]
    private static partial int glfwWindowShouldClose(nint window);

    [LibraryImport(Library)]
    private static partial void glfwSetWindowShouldClose(nint window, int value);

    [LibraryImport(Library)]
    private static partial int glfwGetKey(nint window, int key);

    [LibraryImport(Library)]
    private static partial void glfwGetFramebufferSize(nint window, out int width, out int height);

    [LibraryImport(Library)]
    private static partial void glfwPollEvents();

    [LibraryImport(Library)]
    private static partial void glfwWaitEventsTimeout(double seconds);
#pragma warning restore IDE1006, SYSLIB1054
}
