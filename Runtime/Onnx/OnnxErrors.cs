using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;
using Scumble.Diagnostics;

namespace Scumble.Onnx;

/// <summary>Says in this product's words what ONNX Runtime reports.</summary>
internal static partial class OnnxErrors
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

    public static ScumbleException Running(string path, OnnxRuntimeException e) => OutOfMemory().IsMatch(e.Message)
        ? new MemoryExhaustedException($"'{path}' failed, there is no memory left: {Reason(e)}", "Ask for a smaller size or fewer pictures at once.", e)
        : new ScumbleException($"'{path}' failed: {Reason(e)}", "Ask for a smaller size or fewer pictures if memory ran out; else the model does not fit its layout.", e);

    /// <summary>Why an execution provider cannot be had.</summary>
    public static ScumbleException Provider(string title, Exception e)
    {
        var reason = Reason(e);
        var library = MissingLibrary().Match(reason) is { Success: true } match ? match.Value : null;
        return library switch
        {
            null => new ScumbleException($"the {title} provider cannot be used: {reason}", "Use the device auto or cpu.", e),
            _ when library.Contains("cudnn", StringComparison.OrdinalIgnoreCase) => new ScumbleException(
                $"cuDNN is missing or of another version: {library} cannot be loaded", $"Install the cuDNN that {library} belongs to.", e),
            _ when library.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase) => new ScumbleException(
                $"the {title} provider's library is missing: {library} cannot be loaded", "Put it beside the native ONNX Runtime, of the same version.", e),
            _ => new ScumbleException($"CUDA's libraries are missing or of another version: {library} cannot be loaded",
                $"Install the CUDA that {library} belongs to, and let the loader find it (LD_LIBRARY_PATH, PATH).", e),
        };
    }

    private static Exception Cause(Exception e) => e.InnerException is { } inner ? Cause(inner) : e;

    // "[ErrorCode:Fail] text" -> "text"; "/source.cc:100 name(arguments) condition was false. text" -> "text"
    private static string Reason(Exception e)
    {
        const string Condition = " was false. ";
        var message = e.Message;
        var end = message.StartsWith('[') ? message.IndexOf(']', StringComparison.Ordinal) : -1;
        var condition = message.LastIndexOf(Condition, StringComparison.Ordinal);
        return message[(condition >= 0 ? condition + Condition.Length : end + 1)..].Trim();
    }

    // "Failed to load library x.so with error: libcudnn.so.9: cannot open shared object file"
    [GeneratedRegex(@"[\w.+-]+\.(so(\.\d+)*|dll)(?=: cannot open shared object file|"" which is missing)")]
    private static partial Regex MissingLibrary();

    // Of the arena, of the C++ library, of CUDA, cuBLAS and cuDNN.
    [GeneratedRegex("Failed to allocate memory|bad_alloc|out of memory|ALLOC_FAILED", RegexOptions.IgnoreCase)]
    private static partial Regex OutOfMemory();
}
