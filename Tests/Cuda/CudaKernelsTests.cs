using System.Security.Cryptography;
using NUnit.Framework;
using Scumble.Cuda;
using Scumble.Diagnostics;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Cuda;

public class CudaKernelsTests
{
    private const string Folder = "Runtime/Cuda/Kernels/";

    [Test]
    public void TheCompiledKernelsAreCurrent()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(RepositoryRoot.Combine(Folder + "tensor_ops.cu"))));
        Assert.That(File.ReadLines(RepositoryRoot.Combine(Folder + "tensor_ops.ptx")).First(), Is.EqualTo($"// sha256 of tensor_ops.cu: {hash}"), $"run {Folder}compile.py");
    }

    [Test]
    public void EveryVerbFindsItsKernel([Values(ElementType.Float32, ElementType.Float64)] ElementType type)
    {
        var cuda = new FakeCuda();
        using (var stream = CudaDevice.Open(cuda.Driver, null).CreateStream())
        using (var ops = new CudaTensorOps(stream))
        using (var x = ops.Create(new(1000), type))
        using (var halves = ops.Create(new(1000), ElementType.Float16))
        using (var other = ops.Create(new(1000), type == ElementType.Float32 ? ElementType.Float64 : ElementType.Float32))
        using (var indices = ops.Create(new(1000), ElementType.Int32))
        {
            ops.Scale(x, 2, x);
            ops.Combine(x, 1, x, 2, x);
            ops.Combine(x, 1, x, 2, x, 3, x);
            ops.Multiply(x, x, x);
            ops.Exp(x, 1, x);
            ops.Sqrt(x, x);
            ops.Clamp(x, x, 0, 1);
            ops.Blend(x, x, x, x);
            ops.Noise.Fill(x, 1, 2, 3);
            ops.Noise.Add(x, 1, 2, 3);
            ops.Noise.FillSigns(x, 1, 2);
            ops.Gather(x, x, indices);
            ops.Convert(halves, x);
            ops.Convert(x, halves);
            ops.Convert(other, x);
            ops.Sum(x);
            ops.Dot(x, x);
            ops.ErrorNorm(x, x, x, 1, 1);
            ops.AbsoluteQuantile(x, 0.5);
        }
        var (own, foreign) = type == ElementType.Float32 ? ("f32", "f64") : ("f64", "f32");
        Assert.That(cuda.Launched.Select(launch => launch.Kernel), Is.EqualTo(new[]
        {
            $"scale_{own}", $"combine2_{own}", $"combine3_{own}", $"multiply_{own}", $"exponential_{own}", $"square_root_{own}", $"clamp_{own}", $"blend_{own}",
            $"noise_{own}", $"noise_{own}", $"signs_{own}", $"gather_{own}", $"convert_{own}_f16", $"convert_f16_{own}", $"convert_{own}_{foreign}",
            $"sum_{own}", $"dot_{own}", $"error_norm_{own}", $"order_statistic_{own}",
        }));
        Assert.That(cuda.Alive, Is.Empty);
    }

    [TestCase(1, 1u)]
    [TestCase(256, 1u)]
    [TestCase(257, 2u)]
    [TestCase(1 << 20, 1024u)]
    public void BlocksAreAsManyAsTheElementsNeed(int count, uint blocks)
    {
        var cuda = new FakeCuda();
        using var stream = CudaDevice.Open(cuda.Driver, null).CreateStream();
        using var ops = new CudaTensorOps(stream);
        using var x = ops.Create(new(count), ElementType.Float32);
        ops.Sqrt(x, x);
        Assert.That(cuda.Launched.Single(), Is.EqualTo(("square_root_f32", blocks, CudaKernels.BlockSize)));
    }

    [Test]
    public void NothingIsLaunchedForNoElements()
    {
        var cuda = new FakeCuda();
        using var stream = CudaDevice.Open(cuda.Driver, null).CreateStream();
        using var ops = new CudaTensorOps(stream);
        using var x = ops.Create(new(0), ElementType.Float32);
        ops.Sqrt(x, x);
        Assert.That((ops.Sum(x), ops.AbsoluteQuantile(x, 0.5), cuda.Launched.Count), Is.EqualTo((0.0, 0.0, 0)));
    }

    [Test]
    public void AFaultNamesTheKernel()
    {
        var cuda = new FakeCuda();
        using var stream = CudaDevice.Open(cuda.Driver, null).CreateStream();
        using var ops = new CudaTensorOps(stream);
        using var x = ops.Create(new(8), ElementType.Float32);
        cuda.FailAt(1, 701, "cuLaunchKernel");
        Assert.That(() => ops.Sqrt(x, x), Throws.TypeOf<ScumbleException>().With.Message.Contains("square_root failed with 701"));
        cuda.FailAt(1, 500, "cuModuleGetFunction");
        Assert.That(() => ops.Exp(x, 1, x), Throws.TypeOf<ScumbleException>().With.Message.Contains("exponential_f32 failed with 500"));
        Assert.That(() => ops.Exp(x, 1, x), Throws.Nothing);
    }
}
