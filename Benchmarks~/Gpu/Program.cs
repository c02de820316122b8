using System.CommandLine;
using Scumble.Benchmarks;
using Scumble.Diagnostics;
using Scumble.Onnx;
using Scumble.Sharing;

// Measures on a GPU what Benchmarks~/README.md lists, and writes it as JSON.
var models = new Option<string>("--models") { Description = "The folder that make_models.py wrote.", Required = true };
var material = new Option<string>("--material") { Description = "The folder of the embedded model.", Required = true };
var file = new Option<string>("--out") { Description = "The JSON file to write.", Required = true };
var append = new Option<bool>("--append") { Description = "Keep what the file holds, and add to it." };
var pictures = new Option<string?>("--pictures") { Description = "A folder for the pictures that some measures make." };
var only = new Option<string[]>("--only") { Description = $"Measures: {string.Join(", ", Measures.All.Keys)}.", AllowMultipleArgumentsPerToken = true };
var seconds = new Option<double>("--seconds") { Description = "After so many, a measure of many runs ends with those it has.", DefaultValueFactory = _ => 3600 };
var strength = new Option<double>("--strength") { Description = "How far frames of the live view leave what they start from: one over a whole number.", DefaultValueFactory = _ => 0.5 };
strength.Validators.Add(result =>
{
    // Of so many steps each one call is left.
    var steps = 1 / result.GetValueOrDefault<double>();
    if (!(steps is >= 1 and <= 100 && Math.Abs(steps - Math.Round(steps)) < 1e-6)) result.AddError("--strength is one over a whole number up to 100: 1, 0.5, 0.25...");
});
var nhwc = new Option<bool>("--nhwc") { Description = "Convolutions with channels innermost." };
var outermost = new Option<bool>("--outermost") { Description = "Convolutions of graphs that keep channels innermost as the graph has them, between transpositions." };
var search = new Option<CudnnSearch>("--search") { Description = "How algorithms of convolutions are found.", DefaultValueFactory = _ => CudnnSearch.Heuristic };
var graphs = new Option<bool>("--graphs") { Description = "CUDA graphs.", DefaultValueFactory = _ => true };
var provider = new Option<string>("--provider") { Description = "cuda, webgpu or cpu.", DefaultValueFactory = _ => "cuda" };
var attention = new Option<int?>("--attention") { Description = "Kernels that attention may take: 1 flash, 2 memory-efficient, 8 cuDNN's, 16 step by step, or sums of these." };
var bias = new Option<bool>("--fused-bias") { Description = "The bias of a convolution is added by its own kernel." };
var command = new RootCommand("Measures Scumble on a GPU.") { models, material, file, append, pictures, only, seconds, strength, nhwc, outermost, search, graphs, provider, attention, bias };
command.SetAction(arguments =>
{
    try
    {
        using var device = SharedBackend.CreateDevice(arguments.GetRequiredValue(provider));
        var setting = new Setting
        {
            Device = device,
            Provider = arguments.GetRequiredValue(provider),
            ModelFolder = arguments.GetRequiredValue(models),
            MaterialFolder = arguments.GetRequiredValue(material),
            PictureFolder = arguments.GetValue(pictures),
            Limit = TimeSpan.FromSeconds(arguments.GetValue(seconds)),
            Strength = arguments.GetValue(strength),
            Options = new OnnxBackendOptions
            {
                Cuda = new CudaOptions
                {
                    Nhwc = arguments.GetValue(nhwc),
                    InnermostConvolutions = !arguments.GetValue(outermost),
                    AttentionKernels = arguments.GetValue(attention),
                    FusedBias = arguments.GetValue(bias),
                    CudnnSearch = arguments.GetValue(search),
                    Graphs = arguments.GetValue(graphs),
                },
            },
        };
        var report = new Report(arguments.GetRequiredValue(file), setting, arguments.GetValue(append));
        var wanted = arguments.GetValue(only) is { Length: > 0 } names ? names : [.. Measures.All.Keys];
        foreach (var name in wanted)
            if (!Measures.All.ContainsKey(name)) throw new ScumbleException($"There is no measure '{name}'.", $"There are {string.Join(", ", Measures.All.Keys)}.");
        foreach (var name in wanted) report.Run(name, Measures.All[name]);
        return report.Failed ? 1 : 0;
    }
    catch (ScumbleException e)
    {
        Console.Error.WriteLine($"{e.Message} {e.Hint}");
        return 1;
    }
});
return command.Parse(args).Invoke();
