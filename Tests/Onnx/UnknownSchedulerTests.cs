using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Stages;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Onnx;

/// <summary>A model whose scheduler class nobody knows runs where the request names the sampler, and says what it assumed.</summary>
public class UnknownSchedulerTests
{
    [Test]
    public async Task ANamedSamplerRunsIt()
    {
        using var copy = new ModelCopy("sd15");
        var path = copy["scheduler/scheduler_config.json"];
        File.WriteAllText(path, """{"_class_name":"UnheardOfScheduler","beta_schedule":"scaled_linear","beta_start":0.00085,"beta_end":0.012}""");
        using var backend = OnnxBackend.Create("cpu");
        using var pipeline = await TexturePipeline.OpenAsync(ModelFolder.Open(copy.Path), backend);
        var request = new TextureRequest { Prompt = "moss", Seed = 1, Steps = 2, Width = 64, Height = 64 };
        Assert.That(async () => await pipeline.GenerateAsync(request),
            Throws.TypeOf<InvalidRequestException>().With.Message.Contains("UnheardOfScheduler").And.Property("Hint").Contains("--sampler"));
        var result = await pipeline.GenerateAsync(request with { Sampling = new() { Sampler = "deis", Schedule = "linear" } });
        Assert.That(result.Warnings, Has.Some.Contains("UnheardOfScheduler").And.Some.Contains("EulerDiscreteScheduler"));
    }
}
