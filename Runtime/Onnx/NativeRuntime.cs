using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Scumble.Diagnostics;

namespace Scumble.Onnx;

/// <summary>The native library behind the bindings: which file, and whether it is of a version that the bindings can use.</summary>
internal static unsafe class NativeRuntime
{
    /// <summary>The environment variable that names the file.</summary>
    public const string Variable = "SCUMBLE_ONNXRUNTIME";

    private static readonly Lock Turn = new();
    private static string? _file;
    private static bool _isBound;
    private static bool _isLoaded;

    /// <summary>Loads the library, once for the process.</summary>
    /// <param name="options">Which file, or null for what <see cref="Variable"/> names, or else the one beside the program; and whether it may report to its maker.</param>
    /// <exception cref="ScumbleException">It is missing, cannot be loaded, does not fit the bindings, or another one is in use.</exception>
    public static void Require(OnnxBackendOptions options)
    {
        var file = options.NativeLibrary ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null);
        lock (Turn)
        {
            if (_isBound && file is not null && Path.GetFullPath(file) != _file)
                throw new ScumbleException($"ONNX Runtime was loaded from {(_file is null ? "beside the program" : $"'{_file}'")}; '{file}' cannot be loaded too.", "A process has one native runtime: name the same file everywhere.");
            if (_isLoaded) return;
            if (!options.Telemetry) Telemetry.TurnOff();
            if (file is not null && !_isBound) Load(Path.GetFullPath(file));
            // From the first call on the bindings keep their library, even one that does not fit them.
            _isBound = true;
            Start(options.Telemetry);
            _isLoaded = true;
        }
    }

    private static void Load(string file)
    {
        if (!File.Exists(file))
            throw new ScumbleException($"There is no native ONNX Runtime '{file}'.", $"Name the file libonnxruntime.so, onnxruntime.dll or libonnxruntime.dylib in {Variable}.");
        nint library;
        try
        {
            library = NativeLibrary.Load(file);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new ScumbleException($"The native ONNX Runtime '{file}' cannot be loaded: {e.Message}", "It is made for another system, or a library that it needs is missing.", e);
        }
        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out _))
            throw new ScumbleException($"'{file}' is no native ONNX Runtime.", $"Name the file libonnxruntime.so, onnxruntime.dll or libonnxruntime.dylib in {Variable}.");
        NativeLibrary.SetDllImportResolver(typeof(InferenceSession).Assembly, (name, _, _) => name.Contains("onnxruntime", StringComparison.Ordinal) ? library : 0);
        _file = file;
    }

    // The bindings ask the library for the version of the interface that they were made for, and throw where it has only older ones.
    private static void Start(bool withTelemetry)
    {
        try
        {
            var runtime = OrtEnv.Instance();
            if (!withTelemetry) runtime.DisableTelemetryEvents();
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or NullReferenceException)
        {
            var bindings = typeof(InferenceSession).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
            throw new ScumbleException($"The native ONNX Runtime {Version()} does not fit its bindings, which are of version {bindings}.",
                $"Let both be of one version, or the native one newer: restore the packages, or name another file in {Variable}.", e);
        }
    }

    private static string Version()
    {
        if (!NativeLibrary.TryLoad(_file ?? "onnxruntime", typeof(InferenceSession).Assembly, null, out var library)) return "cannot be found, and so";
        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out var address)) return $"'{_file}'";
        var apiBase = ((delegate* unmanaged<nint*>)address)(); // OrtApiBase: GetApi, GetVersionString
        return $"{Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)apiBase[1])())}{(_file is null ? "" : $" ('{_file}')")}";
    }
}
