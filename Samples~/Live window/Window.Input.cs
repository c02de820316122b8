using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LiveWindow;

internal sealed unsafe partial class Window
{
    private const int Release = 0, Repeat = 2, CursorMode = 0x00033001, CursorNormal = 0x00034001, CursorDisabled = 0x00034003;

    // GLFW's callbacks carry no object, and come within PollEvents and WaitEvents.
    private static readonly Queue<InputEvent> Events = new();
    private static Vector2 _cursor;

    /// <summary>From now on what the user does is kept for <see cref="TakeEvents"/>, of the one window that listens.</summary>
    public void Listen()
    {
        glfwSetKeyCallback(_window, &OnKey);
        glfwSetCharCallback(_window, &OnCharacter);
        glfwSetMouseButtonCallback(_window, &OnButton);
        glfwSetCursorPosCallback(_window, &OnMove);
        glfwSetScrollCallback(_window, &OnScroll);
        glfwSetDropCallback(_window, &OnDrop);
    }

    /// <summary>What the user did since the last call.</summary>
    public static InputEvent[] TakeEvents()
    {
        InputEvent[] taken = [.. Events];
        Events.Clear();
        return taken;
    }

    /// <summary>Whether the cursor is hidden and moves without end.</summary>
    public bool IsCursorCaptured
    {
        set => glfwSetInputMode(_window, CursorMode, value ? CursorDisabled : CursorNormal);
    }

    /// <summary>How much larger than usual text should be, as the user set it.</summary>
    public float ContentScale
    {
        get
        {
            glfwGetWindowContentScale(_window, out var x, out _);
            return x;
        }
    }

    /// <summary>Changes the window's size, in the screen's units.</summary>
    public void Resize(int width, int height) => glfwSetWindowSize(_window, width, height);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnKey(nint window, int key, int scan, int action, int modifiers) => Events.Enqueue(new(action == Release ? InputKind.KeyUp : InputKind.KeyDown, key,
        (InputModifiers)modifiers, _cursor, Marshal.PtrToStringUTF8(glfwGetKeyName(key, scan)), action == Repeat));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnCharacter(nint window, uint character) => Events.Enqueue(new(InputKind.Character, (int)character));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnButton(nint window, int button, int action, int modifiers) =>
        Events.Enqueue(new(action == Press ? InputKind.ButtonDown : InputKind.ButtonUp, button, (InputModifiers)modifiers, _cursor));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnMove(nint window, double x, double y)
    {
        // From the screen's units to pixels.
        glfwGetWindowSize(window, out var width, out var height);
        glfwGetFramebufferSize(window, out var pixelWidth, out var pixelHeight);
        _cursor = new Vector2((float)(x * pixelWidth / Math.Max(1, width)), (float)(y * pixelHeight / Math.Max(1, height)));
        Events.Enqueue(new(InputKind.Move, At: _cursor));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnScroll(nint window, double x, double y) => Events.Enqueue(new(InputKind.Scroll, At: new((float)x, (float)y)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDrop(nint window, int count, nint* paths)
    {
        for (var i = 0; i < count; i++) Events.Enqueue(new(InputKind.Drop, Text: Marshal.PtrToStringUTF8(paths[i])));
    }

#pragma warning disable IDE1006, SYSLIB1054 // The names are GLFW's.
    [LibraryImport(Library)]
    private static partial nint glfwSetKeyCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, int, int, int, void> call);

    [LibraryImport(Library)]
    private static partial nint glfwSetCharCallback(nint window, delegate* unmanaged[Cdecl]<nint, uint, void> call);

    [LibraryImport(Library)]
    private static partial nint glfwSetMouseButtonCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, int, int, void> call);

    [LibraryImport(Library)]
    private static partial nint glfwSetCursorPosCallback(nint window, delegate* unmanaged[Cdecl]<nint, double, double, void> call);

    [LibraryImport(Library)]
    private static partial nint glfwSetScrollCallback(nint window, delegate* unmanaged[Cdecl]<nint, double, double, void> call);

    [LibraryImport(Library)]
    private static partial nint glfwSetDropCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, nint*, void> call);

    [LibraryImport(Library)]
    private static partial nint glfwGetKeyName(int key, int scan);

    [LibraryImport(Library)]
    private static partial void glfwSetInputMode(nint window, int mode, int value);

    [LibraryImport(Library)]
    private static partial void glfwGetWindowContentScale(nint window, out float x, out float y);

    [LibraryImport(Library)]
    private static partial void glfwGetWindowSize(nint window, out int width, out int height);

    [LibraryImport(Library)]
    private static partial void glfwSetWindowSize(nint window, int width, int height);
#pragma warning restore IDE1006, SYSLIB1054
}
