// A prompt in, a tileable material out: one awaited call, and its maps as PNG files in the current folder.
using Scumble.Models;
using Scumble.Onnx;
using Scumble.Output;
using Scumble.Pipeline;

using var backend = OnnxBackend.Create();
using var textures = await TexturePipeline.OpenAsync(ModelFolder.Open(ModelPath()), backend);

var material = await textures.GenerateAsync(new TextureRequest { Prompt = "mossy cobblestone, wet", Seed = 7 });

foreach (var warning in material.Warnings) Console.WriteLine(warning);
foreach (var file in MaterialWriter.Write("cobblestone.png", material.Maps, material.Recipe, withMaps: true)) Console.WriteLine(file);

// The first argument, else what SCUMBLE_MODEL names, else the embedded model in a folder above this program.
string ModelPath()
{
    if (args is [var given, ..]) return given;
    if (Environment.GetEnvironmentVariable("SCUMBLE_MODEL") is { Length: > 0 } named) return named;
    var embedded = Path.Combine("Models~", "scumble-tiny");
    var folder = new DirectoryInfo(AppContext.BaseDirectory);
    while (folder.Parent is { } parent && !Directory.Exists(Path.Combine(folder.FullName, embedded))) folder = parent;
    return Path.Combine(folder.FullName, embedded);
}
