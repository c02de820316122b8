using NUnit.Framework;
using Scumble.Imaging;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;
using Scumble.Vulkan;

namespace Scumble.Tests.Vulkan.Memory;

/// <summary>Device memory that textures and tensors share.</summary>
public class MemoryBlocksTests
{
    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    [Test]
    public void AThousandTexturesAreAFewAllocations()
    {
        var driver = new FaultyDriver();
        using (var device = TestDevice.Create(new VulkanDeviceOptions { GetInstanceProcAddr = driver.Address }))
        {
            using var images = new VulkanImageOps(device);
            var before = driver.Count("Memory");
            var (textures, pictures) = (new List<GpuTexture>(), new List<Image>());
            for (var i = 0; i < 1000; i++)
            {
                textures.Add(new GpuTexture(device, 16 + i % 7, 16, TexelFormat.Rgba8));
                if (i % 100 != 0) continue;
                pictures.Add(Pictures.Noise(16 + i % 7, 16, 3, i));
                using var source = pictures[^1].Upload(images.Tensors);
                images.WritePicture(textures[i], source);
                images.BuildLevels(textures[i], MipFilter.Linear);
            }
            Assert.That(driver.Count("Memory") - before, Is.AtMost(20));
            for (var i = 0; i < pictures.Count; i++) Assert.That(textures[100 * i].Download(0), Is.EqualTo(Texels.Encode(pictures[i], TexelFormat.Rgba8)), $"texture {100 * i}");
            foreach (var texture in textures) texture.Dispose();
        }
        Assert.That(driver.Count("Memory"), Is.Zero);
    }

    [Test]
    public void TensorsThatShareABlockKeepTheirNumbers()
    {
        var ops = new VulkanTensorOps(TestDevice.Shared);
        var tensors = Enumerable.Range(0, 300).Select(i => (VulkanTensor)ops.Create(new TensorShape(1 + i % 50), ElementType.Float32)).ToArray();
        for (var i = 0; i < tensors.Length; i++) tensors[i].Upload<float>([.. Enumerable.Repeat((float)i, (int)tensors[i].Shape.ElementCount)]);
        for (var i = 0; i < tensors.Length; i += 3) tensors[i].Dispose();
        TestDevice.Shared.Commands.Synchronize();
        using var later = (VulkanTensor)ops.Create(new TensorShape(40), ElementType.Float32);
        Assert.That(Numbers(later), Is.All.EqualTo(0), "what was there before is gone");
        for (var i = 0; i < tensors.Length; i++)
        {
            if (i % 3 == 0) continue;
            Assert.That(Numbers(tensors[i]), Is.All.EqualTo(i));
            tensors[i].Dispose();
        }

        float[] Numbers(VulkanTensor tensor)
        {
            var numbers = new float[tensor.Shape.ElementCount];
            tensor.Download<float>(numbers);
            return numbers;
        }
    }

    [Test]
    public void OneEmptyBlockOfAKindStays()
    {
        var driver = new FaultyDriver();
        using (var device = TestDevice.Create(new VulkanDeviceOptions { GetInstanceProcAddr = driver.Address }))
        {
            var ops = new VulkanTensorOps(device);
            ops.Create(new TensorShape(1), ElementType.Float32).Dispose();
            device.Commands.Synchronize();
            var before = driver.Count("Memory");
            for (var round = 0; round < 3; round++)
            {
                var tensors = Enumerable.Range(0, 40).Select(_ => ops.Create(new TensorShape(1 << 18), ElementType.Float32)).ToArray();
                if (round == 0) Assert.That(driver.Count("Memory"), Is.GreaterThan(before));
                foreach (var tensor in tensors) tensor.Dispose();
                device.Commands.Synchronize();
                Assert.That(driver.Count("Memory"), Is.EqualTo(before));
            }
            Assert.That(device.Memories.Trim());
            Assert.That(device.Memories.Trim(), Is.False);
            Assert.That(driver.Count("Memory"), Is.EqualTo(before - 1));
        }
        Assert.That(driver.Count("Memory"), Is.Zero);
    }
}
