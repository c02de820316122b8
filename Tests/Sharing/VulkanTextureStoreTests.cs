using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Materials;
using Scumble.Onnx;
using Scumble.Service;
using Scumble.Sharing;
using Scumble.Stages;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;
using Scumble.Tests.Vulkan;
using Scumble.Vulkan;

namespace Scumble.Tests.Sharing;

/// <summary>The service's textures in Vulkan memory: the bits of the host's, nothing written that a frame reads, a lost device.</summary>
public class VulkanTextureStoreTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(20), Loading = TimeSpan.FromSeconds(10);

    private static readonly TextureRequest Small = new() { Prompt = "moss", Seed = 1, Width = 64, Height = 64, Steps = 1 };

    [TearDown]
    public void NoMessages() => TestDevice.AssertNoMessages();

    [Test]
    public void EveryMapHasAllLevels()
    {
        using var device = TestDevice.Create();
        using var store = new VulkanTextureStore(device);
        var (content, image) = (PlaceholderColours.Material(PlaceholderColours.Of("rust")), new Image(12, 6, 3));
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = i * 37 % 256 / 255f;
        foreach (var each in new[] { content, TextureContent.Of(image, null) })
        {
            var parts = store.Upload(each).ToList();
            Assert.That(parts, Has.Count.EqualTo(each.Maps.Count));
            using var texture = (VulkanStoredTexture)parts[^1]!;
            foreach (var map in each.Maps)
            {
                Assert.That(texture[map].LevelCount, Is.EqualTo(each.Levels(map).Count));
                Assert.That(texture[map].View, Is.Not.Zero);
            }
            Assert.That(texture.SizeInBytes, Is.EqualTo(each.Maps.Sum(map => each.Levels(map).Sum(level => (long)level.Length))));
        }
    }

    [Test]
    public void AnUploadThatIsGivenUpLeavesNothing()
    {
        using var renderer = new TestRenderer();
        var driver = new FaultyDriver();
        using (var device = VulkanDevice.Borrow(renderer.Handles with { GetInstanceProcAddr = driver.Address }))
        {
            using var store = new VulkanTextureStore(device);
            var upload = store.Upload(PlaceholderColours.Material(PlaceholderColours.Of("rust"))).GetEnumerator();
            upload.MoveNext();
            upload.MoveNext();
            upload.Dispose();
        }
        Assert.That(driver.Alive, Is.Empty);
    }

    [Test]
    public void WhatIsExchangedStaysUntilTheFrameHasPassedThatReadsIt()
    {
        using var renderer = new TestRenderer();
        var driver = new FaultyDriver();
        using (var device = VulkanDevice.Borrow(renderer.Handles with { GetInstanceProcAddr = driver.Address }))
        {
            using var frames = new VulkanTimeline(device);
            using var store = new VulkanTextureStore(device) { LastFrame = new TimelinePoint(frames, 1) };
            int Images() => driver.Alive.Where(alive => alive.EndsWith(" Image", StringComparison.Ordinal)).Sum(alive => int.Parse(alive.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
            var texture = store.Upload(PlaceholderColours.Material(PlaceholderColours.Of("rust"))).Last()!;
            device.Commands.Synchronize();
            var before = Images();
            texture.Dispose();
            device.Commands.Synchronize();
            Assert.That(Images(), Is.EqualTo(before), "frame 1 is in flight");
            device.Commands.Submit(new TimelinePoint(frames, 1));
            device.Commands.Synchronize();
            device.Commands.Synchronize();
            Assert.That(Images(), Is.Zero, "frame 1 has passed");
        }
        Assert.That(driver.Alive, Is.Empty);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "file descriptors")]
    public void TexturesOfOneSizeArriveInOnePlaceAndEachKeepsItsOwn()
    {
        using var sharing = new FakeSharing(exportsTimelines: true);
        using var backend = new SharedBackend(sharing.Vulkan, OnnxBackend.Create("cpu"), [], SharingChoice.ForDevice(sharing.Vulkan), new CudaMemory(sharing.Vulkan, sharing.Link()));
        using var store = new VulkanTextureStore(sharing.Vulkan, backend);
        int Imports() => sharing.Cuda.Calls.Count(call => call == "cuImportExternalMemory");
        var before = Imports();
        IStoredTarget[] targets = [Taken(8, 0), Taken(16, 0.5f), Taken(8, 1)];
        Assert.That(Imports() - before, Is.EqualTo(2), "one for each size");
        sharing.Vulkan.Commands.Synchronize();
        Assert.That(targets.Select(target => ((VulkanStoredTarget)target).Textures[MaterialMap.BaseColor].Download(0)[0]), Is.EqualTo(new[] { 127, 191, 255 }).Within(1));
        foreach (var target in targets) target.Dispose();
        foreach (var size in new[] { 4, 8, 12, 16, 20, 24 }) Taken(size, 1).Dispose();
        Assert.That(sharing.Cuda.Alive, Has.Some.EqualTo("4 ExternalMemory"), "sizes that are kept");

        IStoredTarget Taken(int size, float value)
        {
            using var planes = backend.Ops.Create(new TensorShape(1, 6, size, size), ElementType.Float32);
            backend.Ops.Upload(planes, [.. Enumerable.Repeat(value, 6 * size * size)]);
            var target = store.CreateTarget(size, size, null)!;
            target.Take(new DecodedTexture(planes, backend.Ops, new CropWindow(0, 0, size, size), TileMode.XY));
            return target;
        }
    }

    [Test]
    public void NobodyWaitsForTheDeviceWhereATextureIsDropped()
    {
        using var renderer = new TestRenderer();
        var driver = new FaultyDriver();
        using (var device = VulkanDevice.Borrow(renderer.Handles with { GetInstanceProcAddr = driver.Address }))
        {
            using var backend = SharedBackend.Staged(device, OnnxBackend.Create("cpu"), [], SharingChoice.ForHost(device));
            using var store = new VulkanTextureStore(device, backend);
            using var planes = new CpuTensor<float>(new TensorShape(1, 6, 8, 8));
            using (var target = store.CreateTarget(8, 8, MaterialLayout.Usual)!)
            {
                target.Take(new DecodedTexture(planes, backend.Ops, new CropWindow(0, 0, 8, 8), TileMode.XY));
                driver.LoseAt("vkWaitSemaphores");
            }
            Assert.That(driver.HasFailed, Is.False);
            Assert.That(device.Commands.Synchronize, Throws.TypeOf<ScumbleException>(), "who waits would have failed");
        }
        Assert.That(driver.Alive, Is.Empty);
    }

    [Test]
    public void TheServiceMakesTexturesOnADevice([Values] bool inPlace)
    {
        var device = InteropDevice.Shared;
        using var shared = inPlace ? SharedBackend.Create(device, "cpu") : null;
        using var host = OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = 1 });
        using var store = new VulkanTextureStore(device, shared);
        using var service = TextureService.Open(shared ?? (Inference.IInferenceBackend)host, store, new ServiceOptions { Model = TestModel.Path, GeneratesInPump = inPlace });
        TextureHandle[] handles = [.. Enumerable.Range(0, 3).Select(i => service.Request(Small with { Seed = (ulong)i })), service.Request(new ServiceRequest(Small) { PictureOnly = true })];
        Pump(service, handles);
        foreach (var handle in handles)
        {
            Assert.That(handle.Error, Is.Null);
            Assert.That(handle.View.Texture, inPlace ? Is.TypeOf<VulkanStoredTarget>() : Is.TypeOf<VulkanStoredTexture>());
            Assert.That((handle.View.Texture.Width, handle.View.Texture.Maps.Count), Is.EqualTo((64, handle == handles[^1] ? 1 : 6)));
            Assert.That(((VulkanStoredTexture)handle.View.Texture)[MaterialMap.BaseColor].LevelCount, Is.EqualTo(7));
        }
    }

    [Test]
    public void SeveralAreDenoisedTogetherEachIntoItsOwnTexture()
    {
        var kind = Small with { Steps = 3, Approximate = true };
        using var shared = SharedBackend.Create(InteropDevice.Shared, "cpu");
        using var store = new VulkanTextureStore(InteropDevice.Shared, shared);
        using var sizes = new BatchSizes();
        using var service = TextureService.Open(shared, store, new ServiceOptions { Model = TestModel.Path, GeneratesInPump = true, BatchSize = 4 });
        Pump(service, [service.Request(kind with { Seed = 9 })], Loading);
        var before = service.Request(kind with { Seed = 10 });
        Assert.That(SpinWait.SpinUntil(() => before.State == HandleState.Running, Loading));
        TextureHandle[] handles = [.. Enumerable.Range(0, 3).Select(i => service.Request(kind with { Seed = (ulong)i })), service.Request(new ServiceRequest(kind with { Prompt = "rust" }) { PictureOnly = true })];
        Pump(service, [before, .. handles], Loading);
        foreach (var handle in handles)
        {
            Assert.That((handle.Error, handle.View.Texture.Maps.Count), Is.EqualTo(((object?)null, handle == handles[^1] ? 1 : 6)));
            Assert.That(handle.View.Texture, Is.TypeOf<VulkanStoredTarget>());
        }
        service.Dispose();
        Assert.That(sizes.All, Is.EqualTo(new[] { 4, 4, 4, 4 }));
    }

    [Test]
    public void HandlesSurviveALostDevice()
    {
        using var renderer = new TestRenderer();
        var driver = new FaultyDriver();
        using var host = OnnxBackend.Create("cpu", new OnnxBackendOptions { Threads = 1 });
        using var second = TestDevice.Create();
        using (var first = VulkanDevice.Borrow(renderer.Handles with { GetInstanceProcAddr = driver.Address }))
        {
            using var store = new VulkanTextureStore(first);
            using var next = new VulkanTextureStore(second);
            using (var service = TextureService.Open(host, store, new ServiceOptions { Model = TestModel.Path }))
            {
                TextureHandle[] handles = [.. Enumerable.Range(0, 3).Select(i => service.Request(Small with { Seed = (ulong)i }))];
                Pump(service, handles);
                driver.LoseAt("vkQueueSubmit");
                using var lost = service.Request(Small with { Seed = 9 });
                for (var i = 0; i < 200 && !first.IsLost; i++)
                {
                    Assert.That(() => service.Pump(Budget), Throws.Nothing);
                    Thread.Sleep(5);
                }
                Assert.That(first.IsLost);
                Assert.That(() => service.Pump(Budget), Throws.Nothing);
                Assert.That(handles.Select(handle => handle.State), Has.All.EqualTo(HandleState.Waiting));
                service.Attach(next);
                Pump(service, [.. handles, lost]);
                Assert.That(handles.Append(lost).Select(handle => handle.State), Has.All.EqualTo(HandleState.Ready));
                foreach (var handle in handles) Assert.That(((VulkanStoredTexture)handle.View.Texture)[MaterialMap.Normal].View, Is.Not.Zero);
            }
        }
        Assert.That(driver.Alive, Is.Empty);
    }

    private static void Pump(TextureService service, TextureHandle[] handles, TimeSpan? budget = null)
    {
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (handles.Any(handle => handle.State is HandleState.Waiting or HandleState.Running))
        {
            service.Pump(budget ?? Budget);
            Thread.Sleep(1);
            Assert.That(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMinutes, Is.LessThan(2), $"{service.Statistics}");
        }
    }
}
