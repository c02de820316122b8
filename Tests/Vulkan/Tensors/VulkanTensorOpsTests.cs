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
        else ((VulkanTensor)tensor).Upload<float>(Array.ConvertAll(values, v => (float)v));
    }

    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    private static T[] Download<T>(Tensor tensor) where T : unmanaged
    {
        var values = new T[tensor.Shape.ElementCount];
        ((VulkanTensor)tensor).Download<T>(values);
        return values;
    }
}
