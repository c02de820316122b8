using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Scumble.Tests.Cuda;

/// <summary>Kernels, which do nothing here but are known by what the PTX says.</summary>
internal sealed unsafe partial class FakeCuda
{
    private readonly Dictionary<nint, string> _kernels = [];

    /// <summary>Each launch, with the name in the PTX, its blocks and its threads.</summary>
    public List<(string Kernel, uint Blocks, uint Threads)> Launched { get; } = [];

    private void DefineKernels()
    {
        Define("cuModuleLoadData", (module, image) => Give(module, new Module([.. Entry().Matches(Marshal.PtrToStringUTF8(image)!).Select(match => match.Groups[1].Value)])));
        Release("cuModuleUnload", (handle, _) => Remove<Module>(handle));
        Define("cuModuleGetFunction", FindKernel);
        Define("cuLaunchKernel", (function, x, _, _, threads, _, _, _, stream, _, _) => _kernels.TryGetValue(function, out var name)
            ? Enqueue(stream, () => Launched.Add((name, (uint)x, (uint)threads))) : InvalidHandle);
    }

    [GeneratedRegex(@"\.visible \.entry (\w+)\(")]
    private static partial Regex Entry();

    private int FindKernel(nint function, nint module, nint name)
    {
        const int NotFound = 500;
        if (_objects.GetValueOrDefault(module) is not Module known) return InvalidHandle;
        var kernel = Marshal.PtrToStringUTF8(name)!;
        if (!known.Entries.Contains(kernel)) return NotFound;
        _kernels.Add(_lastHandle += 16, kernel);
        return StoreWord(function, _lastHandle);
    }

    private sealed record Module(HashSet<string> Entries);
}
