// A material while a game goes on: no thread, no callback, just one step pulled in each frame, as a coroutine would.
using System.Diagnostics;
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Output;
using Scumble.Stages;

var frameTime = TimeSpan.FromMilliseconds(16.7);

using var backend = OnnxBackend.Create();
using var textures = await TexturePipeline.OpenAsync(ModelFolder.Open(args is [var given, ..] ? given : InstalledModels.Default), backend);

// 64 pixels without guidance, the least work. Denoising steps mostly fit a frame of an ordinary processor; the first of them, encoding and
// decoding do not: where a late frame matters, generate on a GPU or by GenerateAsync, which has a thread of its own.
var request = new TextureRequest { Prompt = "rusty metal plates", Seed = 7, Width = 64, Height = 64, Guidance = 1 };
using var steps = textures.Run(request).GetEnumerator();

var (frames, late, longest) = (0, 0, TimeSpan.Zero);
TextureResult? material = null;
while (material is null)
{
    // One frame: a step, and what is left of the budget is the game's.
    var start = Stopwatch.GetTimestamp();
    if (!steps.MoveNext()) throw new UnreachableException("A generation ends with its result.");
    var spent = Stopwatch.GetElapsedTime(start);
    if (spent < frameTime) Thread.Sleep(frameTime - spent);

    frames++;
    if (spent > frameTime) late++;
    if (spent > longest) longest = spent;
    Console.WriteLine($"frame {frames}: {spent.TotalMilliseconds:f1} ms; now {steps.Current.Stage} {steps.Current.StepsDone} of {steps.Current.StepCount}");
    material = steps.Current.Result;
}

Console.WriteLine($"{frames} frames, {late} over {frameTime.TotalMilliseconds} ms; the longest step took {longest.TotalMilliseconds:f1} ms");
foreach (var warning in material.Warnings) Console.WriteLine(warning);
foreach (var file in MaterialWriter.Write("metal.png", material.Image, material.Maps, material.Recipe, withMaps: true)) Console.WriteLine(file);
