using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Diagnostics;
using Scumble.Tensors;
using Scumble.Tests.Contracts;

namespace Scumble.Tests.Cuda;

/// <summary>The contract on a real device, where there is one.</summary>
public class CudaTensorOpsTests : TensorOpsContract
{
    private CudaStream? _stream;
    private CudaTensorOps? _ops;

    [OneTimeSetUp]
    public void Open()
    {
        try
        {
            _stream = CudaDevice.Open().CreateStream();
            _ops = new CudaTensorOps(_stream);
        }
        catch (ScumbleException e)
        {
            Assert.Ignore(e.Message);
        }
    }

    [OneTimeTearDown]
    public void Close()
    {
        _ops?.Dispose();
        _stream?.Dispose();
    }

    protected override ITensorOps CreateOps() => _ops!;

    protected override double[] Read(Tensor tensor) => tensor.ElementType switch
    {
        ElementType.Float32 => Array.ConvertAll(Download<float>(tensor), v => (double)v),
        ElementType.Float16 => Array.ConvertAll(Download<Half>(tensor), v => (double)v),
        ElementType.Float64 => Download<double>(tensor),
        _ => throw new NotSupportedException(tensor.ElementType.ToString()),
    };

    protected override void Write(Tensor tensor, double[] values)
    {
        if (tensor.ElementType == ElementType.Float64) _ops!.Upload<double>(tensor, values);
        else _ops!.Upload<float>(tensor, Array.ConvertAll(values, v => (float)v));
    }

    private T[] Download<T>(Tensor tensor) where T : unmanaged
    {
        var values = new T[tensor.Shape.ElementCount];
        _ops!.Download<T>(tensor, values);
        return values;
    }
}
