// A graph of nodes in, a material out: bricks, their colours and a little moss that a model painted, all set by name. Its maps lie in the current folder.
using Scumble.Imaging;
using Scumble.Models;
using Scumble.Nodes;
using Scumble.Onnx;
using Scumble.Stages;

using var backend = OnnxBackend.Create();
using var textures = await TexturePipeline.OpenAsync(ModelFolder.Open(args is [_, var given, ..] ? given : InstalledModels.Default), backend);
using var runner = new GraphRunner(new CpuImageOps(), new OneModel(textures));

var name = args is [var asked, ..] ? asked : "brick-with-moss";
var graph = TextureGraph.Load(Path.Combine(AppContext.BaseDirectory, $"{name}.graph.json")) with { Width = 256, Height = 256 };
Console.WriteLine($"{graph}: {string.Join(", ", graph.Exposed.Select(exposed => exposed.Name))}");

var first = await graph.GenerateAsync(runner);
foreach (var file in GraphFiles.Write(".", first)) Console.WriteLine(file);

// Only what changed runs again: the model does not.
if (graph.Exposed.Any(exposed => exposed.Name == "amount"))
{
    var less = await graph.With("amount", 0.4).GenerateAsync(runner);
    Console.WriteLine($"less moss: {less.Nodes.Values.Count(node => node.Status == NodeStatus.Finished)} of {less.Nodes.Count} nodes ran");
}
