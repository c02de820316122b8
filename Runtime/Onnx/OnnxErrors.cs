using Microsoft.ML.OnnxRuntime;
using Scumble.Diagnostics;

namespace Scumble.Onnx;

/// <summary>Says in this product's words what ONNX Runtime reports.</summary>
internal static class OnnxErrors
{
    public static ScumbleException Opening(string path, Exception e)
    {
        if (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
            return new ScumbleException($"The native ONNX Runtime library cannot be loaded: {Cause(e).Message}",
                "Restore the packages again; the library must match the version of its bindings.", e);
        return Reason(e) switch
        {
            var reason when reason.Contains("Protobuf parsing failed", StringComparison.OrdinalIgnoreCase) => new ScumbleException(
                $"'{path}' is damaged: it is no complete ONNX graph ({new FileInfo(path).Length} bytes).",
                "Copy the model folder again from where it came.", e),
            var reason => new ScumbleException($"'{path}' cannot be opened: {reason}",
                "The graph is damaged, or made for another runtime; copy or export the model again.", e),
        };
    }

    public static ScumbleException Running(string path, OnnxRuntimeException e) =>
        new($"'{path}' failed: {Reason(e)}", "Ask for a smaller size or fewer pictures if memory ran out; else the model does not fit its layout.", e);

    private static Exception Cause(Exception e) => e.InnerException is { } inner ? Cause(inner) : e;

    // "[ErrorCode:Fail] text" -> "text"
    private static string Reason(Exception e)
    {
        var message = e.Message;
        var end = message.StartsWith('[') ? message.IndexOf(']', StringComparison.Ordinal) : -1;
        return message[(end + 1)..].Trim();
    }
}
