using System.CommandLine;
using Scumble.Benchmarks;
using Scumble.Diagnostics;
using Scumble.Onnx;
using Scumble.Vulkan;

// Measures on a GPU what Benchmarks~/README.md lists, and writes it as JSON.
var models = new Option<string>("--models") { Description = "The folder that make_models.py wrote.", Required = true };
var material = new Option<string>("--material") { Description = "The folder of the embedded model.", Required = true };
var file = new Option<string>("--out") { Description = "The JSON file to write.", Required = true };
var only = new Option<string[]>("--only") { Description = $"Measures: {string.Join(", ", Measures.All.Keys)}.", AllowMultipleArgumentsPerToken = true };
var nhwc = new Option<bool>("--nhwc") { Description = "Convolutions with channels innermost." };
var search = new Option<CudnnSearch>("--search") { Description = "How algorithms of convolutions are found.", DefaultValueFactory = _ => CudnnSearch.Heuristic };
var graphs = new Option<bool>("--graphs") { Description = "CUDA graphs.", DefaultValueFactory = _ => true };
var provider = new Option<string>("--provider") { Description = "cuda, webgpu or cpu.", DefaultValueFactory = _ => "cuda" };
var command = new RootCommand("Measures Scumble on a GPU.") { models, material, file, only, nhwc, search, graphs, provider };
command.SetAction(arguments =>
{
    try
    {
        using var device = VulkanDevice.Create();
        var setting = new Setting
        {
            Device = device,
            Provider = arguments.GetRequiredValue(provider),
            ModelFolder = arguments.GetRequiredValue(models),
            MaterialFolder = arguments.GetRequiredValue(material),
            Options = new OnnxBackendOptions
            {
                Cuda = new CudaOptions { Nhwc = arguments.GetValue(nhwc), CudnnSearch = arguments.GetValue(search), Graphs = arguments.GetValue(graphs) },
            },
        };
        var report = new Report(arguments.GetRequiredValue(file), setting);
        var wanted = arguments.GetValue(only) is { Length: > 0 } names ? names : [.. Measures.All.Keys];
        foreach (var name in wanted) report.Run(name, Measures.All[name]);
        return 0;
    }
    catch (ScumbleException e)
    {
        Console.Error.WriteLine($"{e.Message} {e.Hint}");
        return 1;
    }
});
return command.Parse(args).Invoke();
