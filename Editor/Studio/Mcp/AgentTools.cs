using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Output;

namespace Scumble.Studio;

/// <summary>What agents can do. Faults are answers that say what to do next.</summary>
internal sealed class AgentTools(StudioSession session)
{
    /// <summary>All tools.</summary>
    public IEnumerable<McpServerTool> All =>
    [
        McpServerTool.Create(GenerateAsync, new() { Name = "generate", Title = "Generate a texture", ReadOnly = false, Destructive = false }),
        McpServerTool.Create(VaryAsync, new() { Name = "vary", Title = "More like a picture", ReadOnly = false, Destructive = false }),
        McpServerTool.Create(RunGraphAsync, new() { Name = "run_graph", Title = "Run a node graph", ReadOnly = false, Destructive = false }),
        McpServerTool.Create(Export, new() { Name = "export", Title = "Write maps for an engine", ReadOnly = false }),
        McpServerTool.Create(Inspect, new() { Name = "inspect", Title = "Explain a run, or list models and runs", ReadOnly = true }),
    ];

    [Description("Makes tileable textures or PBR materials from a prompt. Answers with the run's id, its pictures, and where their files lie.")]
    private Task<CallToolResult> GenerateAsync(
        [Description("What the surface looks like, such as 'mossy cobblestone, wet'.")] string prompt,
        IProgress<ProgressNotificationValue> progress,
        CancellationToken cancellation,
        [Description("How many pictures, with successive seeds, 1 to 16.")] int count = 1,
        [Description("The first seed; random where it is left out.")] uint? seed = null,
        [Description("Denoising steps; the model's own number where it is left out.")] int? steps = null,
        [Description("Width in pixels.")] int? width = null,
        [Description("Height in pixels.")] int? height = null,
        [Description("What to steer away from.")] string? negative = null,
        [Description("A model's id, from inspect.")] string? model = null) => AnswerAsync(() =>
        {
            var request = new JsonObject { ["prompt"] = prompt, ["negativePrompt"] = negative ?? "", ["seed"] = seed, ["steps"] = steps, ["width"] = width, ["height"] = height };
            foreach (var name in request.Where(member => member.Value is null).Select(member => member.Key).ToArray()) request.Remove(name);
            return Task.FromResult(session.Generations.Begin(new GenerateAsk { Request = JsonSerializer.SerializeToElement(request), Count = count, Model = model }));
        }, progress, cancellation);

    [Description("Makes more pictures like one that was made before.")]
    private Task<CallToolResult> VaryAsync(
        [Description("The run's id.")] string run,
        IProgress<ProgressNotificationValue> progress,
        CancellationToken cancellation,
        [Description("The picture's index in the run, from 0.")] int item = 0,
        [Description("How many, 1 to 16.")] int count = 4,
        [Description("How far they may go from it, above 0 to 1.")] double strength = 0.45) => AnswerAsync(() =>
            session.Generations.VaryAsync(run, item, new VaryAsk { Count = count, Strength = strength }, cancellation), progress, cancellation);

    [Description("Runs a node graph of the project (graphs/NAME.json), or one that is given, and answers with its outputs.")]
    private Task<CallToolResult> RunGraphAsync(
        IProgress<ProgressNotificationValue> progress,
        CancellationToken cancellation,
        [Description("The name of a saved graph; inspect lists them.")] string? name = null,
        [Description("A graph document instead: {\"scumbleGraph\": 1, \"nodes\": [...], \"wires\": [...]}.")] JsonElement? graph = null,
        [Description("Parameters to set: exposed ones by name, any as NODE.PARAMETER.")] Dictionary<string, string>? set = null) => AnswerAsync(() =>
            Task.FromResult(session.GraphRuns.Begin(new GraphAsk { Name = name, Graph = graph, Set = set ?? [] })), progress, cancellation);

    [Description("Writes a picture's maps into a folder of the project, packed as an engine wants them.")]
    private CallToolResult Export(
        [Description("The run's id.")] string run,
        [Description("What the files' names begin with.")] string name,
        [Description("The picture's index in the run, from 0.")] int item = 0,
        [Description("plain, unity, unreal or godot.")] string preset = "plain",
        [Description("A folder of the project.")] string folder = "exports",
        [Description("The longest edge in pixels; as it was made where it is left out.")] int? size = null,
        [Description("Whether files of these names may be replaced.")] bool overwrite = false) => Answer(() => JsonSerializer.SerializeToNode(
            MaterialExport.Write(session, new ExportAsk { Run = run, Item = item, Name = name, Preset = preset, Folder = folder, Size = size, Overwrite = overwrite }), StudioJson.Options)!);

    [Description("Explains a run and the request that repeats its pictures; without a run lists the models and the newest runs.")]
    private CallToolResult Inspect([Description("The run's id, or nothing.")] string? run = null) => Answer(() => run is null
        ? new JsonObject
        {
            ["graphs"] = new JsonArray([.. session.Graphs.All.Select(graph => JsonValue.Create(graph.Name))]),
            ["models"] = JsonSerializer.SerializeToNode(session.Models.All, StudioJson.Options),
            ["runs"] = new JsonArray([.. session.Runs.List(null, 20, false).Select(one => new JsonObject { ["id"] = one.Id, ["title"] = one.Title, ["state"] = one.State.ToString(), ["pictures"] = one.Items.Count })]),
        }
        : Told(session.Runs.Find(run).Now));

    private async Task<CallToolResult> AnswerAsync(Func<Task<RunSnapshot>> begin, IProgress<ProgressNotificationValue> progress, CancellationToken cancellation)
    {
        try
        {
            var run = session.Runs.Find((await begin()).Id);
            using var gone = cancellation.Register(() => session.Queue.Cancel(run.Id));
            await run.Over(now => progress.Report(Progress(now)));
            cancellation.ThrowIfCancellationRequested();
            var now = run.Now;
            List<ContentBlock> content = [new TextContentBlock { Text = Told(now).ToJsonString() }];
            foreach (var item in now.Items.Where(item => item.State == RunState.Done))
                content.Add(ImageContentBlock.FromBytes(RegularFile.ReadBytes(session.Runs.FileOf(now.Id, item.Index, RunStore.Picture), ImageFiles.MaxFileBytes), "image/png"));
            return new CallToolResult { Content = content, IsError = now.State != RunState.Done };
        }
        catch (ScumbleException e)
        {
            return Fault(e);
        }
    }

    private static CallToolResult Answer(Func<JsonNode> answer)
    {
        try
        {
            return new CallToolResult { Content = [new TextContentBlock { Text = answer().ToJsonString() }] };
        }
        catch (ScumbleException e)
        {
            return Fault(e);
        }
    }

    private JsonObject Told(RunSnapshot run) => new()
    {
        ["run"] = run.Id,
        ["title"] = run.Title,
        ["state"] = run.State.ToString(),
        ["nodesThatFailed"] = new JsonArray([.. run.Nodes.Where(node => node.State == RunState.Failed).Select(node => JsonValue.Create($"{node.Id}: {node.Message} {node.Hint}"))]),
        ["fault"] = run.Fault is null ? null : $"{run.Fault.Message} {run.Fault.Hint}",
        ["pictures"] = new JsonArray([.. run.Items.Where(item => item.State == RunState.Done).Select(item => new JsonObject
        {
            ["item"] = item.Index,
            ["seed"] = item.Seed,
            ["size"] = $"{item.Width}x{item.Height}",
            ["identity"] = item.Identity,
            ["seconds"] = item.Seconds,
            ["warnings"] = new JsonArray([.. item.Warnings.Select(warning => JsonValue.Create(warning))]),
            ["files"] = new JsonArray([.. item.Maps.Select(map => JsonValue.Create(Path.GetRelativePath(session.Project.Root, session.Runs.FileOf(run.Id, item.Index, map))))]),
            ["request"] = RequestOf(run.Id, item.Index),
        })]),
    };

    private JsonNode? RequestOf(string run, int item)
    {
        try
        {
            return JsonNode.Parse(Recipe.Read(session.Runs.FileOf(run, item, RunStore.Picture)).Request);
        }
        catch (ScumbleException)
        {
            return null;
        }
    }

    private static ProgressNotificationValue Progress(RunSnapshot run) => new()
    {
        Progress = run.Items.Sum(item => item.State == RunState.Done ? 1 : item.StepCount == 0 ? 0 : 0.9f * item.StepsDone / item.StepCount),
        Total = run.Items.Count,
    };

    private static CallToolResult Fault(ScumbleException fault) =>
        new() { Content = [new TextContentBlock { Text = $"{fault.Message} {fault.Hint}" }], IsError = true };
}
