// A prompt in, a tileable material out: one awaited call, and its maps as PNG files in the current folder.
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Output;
using Scumble.Stages;

using var backend = OnnxBackend.Create();
using var textures = await TexturePipeline.OpenAsync(ModelFolder.Open(args is [var given, ..] ? given : InstalledModels.Default), backend);

var material = await textures.GenerateAsync(new TextureRequest { Prompt = "mossy cobblestone, wet", Seed = 7 });

foreach (var warning in material.Warnings) Console.WriteLine(warning);
foreach (var file in MaterialWriter.Write("cobblestone.png", material.Image, material.Maps, material.Recipe, withMaps: true)) Console.WriteLine(file);
