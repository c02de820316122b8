using Scumble.Diagnostics;
using Scumble.Tensors;

namespace Scumble.Cuda;

/// <summary>The kernels of Kernels/tensor_ops.cu, which the driver compiles for its device when this is made. One thread.</summary>
internal sealed unsafe class CudaKernels : IDisposable
{
    public const uint BlockSize = 256;

    private const uint MaxBlocks = 1024;
    private readonly CudaStream _stream;
    private readonly Dictionary<(string Name, ElementType? Type), nint> _functions = [];
    private nint _module;

    /// <exception cref="ScumbleException">The driver cannot compile them.</exception>
    public CudaKernels(CudaStream stream)
    {
        _stream = stream;
        using var source = typeof(CudaKernels).Assembly.GetManifestResourceStream("tensor_ops.ptx")!;
        var image = new byte[source.Length + 1]; // ends with a zero
        source.ReadExactly(image, 0, image.Length - 1);
        nint module;
        fixed (byte* bytes = image) stream.Device.Require(stream.Device.Enter().ModuleLoadData(&module, bytes), "cuModuleLoadData");
        _module = module;
    }

    /// <summary>Enqueues a kernel whose threads stride over some elements.</summary>
    /// <param name="name">Its name in the source, without the ending for the type.</param>
    /// <param name="type">Float32 for the kernel whose name ends in _f32, Float64 for _f64, or null for one without an ending.</param>
    /// <param name="count">Elements; nothing is done for none.</param>
    /// <param name="arguments">The address of each argument.</param>
    /// <param name="blocks">Blocks, or 0 for as many as the elements need.</param>
    /// <param name="threads">Threads of a block.</param>
    public void Launch(string name, ElementType? type, long count, void** arguments, uint blocks = 0, uint threads = BlockSize)
    {
        if (count == 0) return;
        if (blocks == 0) blocks = (uint)Math.Min((count + threads - 1) / threads, MaxBlocks);
        var function = Function(name, type);
        _stream.Device.Require(_stream.Device.Enter().LaunchKernel(function, blocks, 1, 1, threads, 1, 1, 0, _stream.Handle, arguments, null), name);
    }

    /// <summary>Waits for what was launched, and lets go of the kernels.</summary>
    public void Dispose()
    {
        if (_module == 0) return;
        var driver = _stream.Device.EnterToRelease();
        if (!_stream.IsDisposed) _ = driver.StreamSynchronize(_stream.Handle);
        _ = driver.ModuleUnload(_module);
        _module = 0;
    }

    private nint Function(string name, ElementType? type)
    {
        if (_functions.TryGetValue((name, type), out var known)) return known;
        var whole = type switch { ElementType.Float32 => $"{name}_f32", ElementType.Float64 => $"{name}_f64", _ => name };
        nint function;
        fixed (byte* utf8 = System.Text.Encoding.UTF8.GetBytes($"{whole}\0"))
            _stream.Device.Require(_stream.Device.Enter().ModuleGetFunction(&function, _module, utf8), $"cuModuleGetFunction, {whole}");
        return _functions[(name, type)] = function;
    }
}
