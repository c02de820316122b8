using NUnit.Framework;
using Scumble.Tensors;
using Scumble.Tests.Contracts;
using Scumble.Vulkan;

namespace Scumble.Tests.Vulkan.Tensors;

[TestFixture(TensorMemory.Device)]
[TestFixture(TensorMemory.Exported)]
[TestFixture(TensorMemory.Mapped)]
[TestFixture(TensorMemory.Imported)]
public class VulkanTensorOpsTests(TensorMemory memory) : TensorOpsContract
{
    protected override ITensorOps CreateOps() => new VulkanTensorOps(TestDevice.Shared, memory);

    protected override double[] Read(Tensor tensor) => tensor.ElementType switch
    {
        ElementType.Float32 => Array.ConvertAll(Download<float>(tensor), v => (double)v),
        ElementType.Float16 => Array.ConvertAll(Download<Half>(tensor), v => (double)v),
        ElementType.Float64 => Download<double>(tensor),
        _ => throw new NotSupportedException(tensor.ElementType.ToString()),
    };

    protected override void Write(Tensor tensor, double[] values)
    {
        if (tensor.ElementType == ElementType.Float64) ((VulkanTensor)tensor).Upload<double>(values);
        else if (tensor.ElementType == ElementType.Int32) ((VulkanTensor)tensor).Upload<int>(Array.ConvertAll(values, v => (int)v));
        else ((VulkanTensor)tensor).Upload<float>(Array.ConvertAll(values, v => (float)v));
    }

    [Test]
    public void ManyNormalsAreThoseOfTheHost()
    {
        // Into the tails, where logarithms near 0 and near 1 decide: the least and the greatest of a million.
        var shape = new TensorShape(1 << 20);
        var (ops, host) = (new VulkanTensorOps(TestDevice.Shared, memory), new CpuTensorOps());
        using var expected = new CpuTensor<double>(shape);
        using var single = ops.Create(shape, ElementType.Float32);
        using var wide = ops.Create(shape, ElementType.Float64);
        host.Noise.Fill(expected, 1, 20, 25);
        ops.Noise.Fill(single, 1, 20, 25);
        ops.Noise.Fill(wide, 1, 20, 25);
        Assert.That(Worst(Download<float>(single).Select(v => (double)v), expected), Is.LessThan(1e-6));
        Assert.That(Worst(Download<double>(wide), expected), Is.LessThan(5e-15));
    }

    [Test]
    public void AViewKeepsTheMemoryOfATensorThatNobodyHolds()
    {
        var ops = new VulkanTensorOps(TestDevice.Shared, memory);
        var view = ViewOfAForgottenTensor();
        for (var i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            ops.Create(new(1), ElementType.Float32).Dispose();
            ops.Scale(view, 1, view);
            TestDevice.Shared.Commands.Synchronize();
        }
        Assert.That(Download<float>(view), Is.EqualTo(new float[] { 3, 4 }));
        TestDevice.AssertNoMessages();

        Tensor ViewOfAForgottenTensor()
        {
            var tensor = ops.Create(new(2, 2), ElementType.Float32);
            ops.Upload(tensor, [1, 2, 3, 4]);
            return ops.View(tensor, 1, 1);
        }
    }

    [Test]
    public void AViewEndsWithItsTensor()
    {
        var ops = new VulkanTensorOps(TestDevice.Shared, memory);
        var tensor = ops.Create(new(2, 2), ElementType.Float32);
        using var view = ops.View(tensor, 1, 1);
        tensor.Dispose();
        Assert.That(() => ops.Scale(view, 2, view), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void AnIndexOutsideTakesTheLastElement()
    {
        var ops = new VulkanTensorOps(TestDevice.Shared, memory);
        using var tensor = ops.Create(new(4), ElementType.Float32);
        using var source = ops.View(tensor, 0, 2);
        using var target = ops.Create(new(4), ElementType.Float32);
        using var indices = ops.Create(new(4), ElementType.Int32);
        using var nothing = ops.Create(new(0), ElementType.Float32);
        ops.Upload(tensor, [1, 2, 3, 4]);
        ops.UploadIndices(indices, [1, 2, int.MaxValue, -1]);
        ops.Gather(target, source, indices);
        Assert.That(Download<float>(target), Is.All.EqualTo(2f));
        Assert.That(() => ops.Gather(target, nothing, indices), Throws.ArgumentException);
    }

    [Test]
    public void PartsThatOverlapAreNotCopied()
    {
        var ops = new VulkanTensorOps(TestDevice.Shared, memory);
        using var tensor = ops.Create(new(4), ElementType.Float32);
        ops.Upload(tensor, [1, 2, 3, 4]);
        using Tensor first = ops.View(tensor, 0, 2), second = ops.View(tensor, 1, 2), third = ops.View(tensor, 2, 2);
        Assert.That(() => ops.Copy(second, first), Throws.ArgumentException.With.Message.Contains("overlap"));
        ops.Copy(third, first);
        Assert.That(Download<float>(tensor), Is.EqualTo(new float[] { 1, 2, 1, 2 }));
    }

    [Test]
    public void SumsOfManyAreThoseOfTheHost()
    {
        var shape = new TensorShape(1_000_003);
        var (ops, host) = (new VulkanTensorOps(TestDevice.Shared, memory), new CpuTensorOps());
        using var x = (VulkanTensor)ops.Create(shape, ElementType.Float32);
        using var expected = new CpuTensor<float>(shape);
        host.Noise.Fill(expected, 1, 1, 1);
        x.Upload<float>(expected.Span);
        Assert.That(ops.Sum(x), Is.EqualTo(host.Sum(expected)).Within(1e-8));
        Assert.That(ops.Dot(x, x), Is.EqualTo(host.Dot(expected, expected)).Within(3e-7));
        Assert.That(ops.AbsoluteQuantile(x, 0.995), Is.EqualTo(host.AbsoluteQuantile(expected, 0.995)));
    }

    [Test]
    public void ElementsAreGatheredUploadedAndDownloaded()
    {
        var ops = new VulkanTensorOps(TestDevice.Shared, memory);
        using var source = ops.Create(new(2, 3), ElementType.Float32);
        using var indices = (VulkanTensor)ops.Create(new(4), ElementType.Int32);
        using var target = ops.Create(new(2, 2), ElementType.Float32);
        using var flat = ops.Reshape(target, new(4));
        ops.Upload(source, [10, 11, 12, 13, 14, 15]);
        indices.Upload<int>([5, 0, 3, 3]);
        ops.Gather(target, source, indices);
        var values = new float[4];
        ops.Download(flat, values);
        Assert.Multiple(() =>
        {
            Assert.That(values, Is.EqualTo(new[] { 15f, 10, 13, 13 }));
            Assert.That(() => ops.Gather(target, source, source), Throws.ArgumentException);
            Assert.That(() => ops.Reshape(target, new(5)), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => ops.Upload(source, [1, 2]), Throws.ArgumentException);
            Assert.That(() => ops.Download(source, values), Throws.ArgumentException);
        });
    }

    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    private static double Worst(IEnumerable<double> actual, CpuTensor<double> expected) =>
        actual.Zip(expected.Span.ToArray(), (a, e) => Math.Abs(a - e)).Max();

    private static T[] Download<T>(Tensor tensor) where T : unmanaged
    {
        var values = new T[tensor.Shape.ElementCount];
        ((VulkanTensor)tensor).Download<T>(values);
        return values;
    }
}
