using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Imaging;
using Scumble.Nodes;
using Scumble.Output;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Nodes;

public class TextureGraphTests
{
    private const string Document = """
        {"scumbleGraph":1,"name":"moss \u00fc","width":256,"height":128,"tile":"x","nodes":[{"id":"a","kind":"noise","x":1.5,"y":-2,"parameters":{"seed":18446744073709551615,"type":"perlin"},"colour":"red"},{"id":"b","kind":"of the future","x":0,"y":0,"parameters":{"z":[1,{"y":null}]}}],"wires":[{"from":"a.output","to":"b.input","label":"w"}],"exposed":[{"name":"seed","node":"a","parameter":"seed","help":"Which.","ui":{"row":1}}],"comment":"kept","author":{"name":"x"}}
        """;

    [Test]
    public void WhatIsNotKnownIsKeptInItsOrder()
    {
        var graph = TextureGraph.FromJson(Document);
        Assert.That(graph.ToJson(), Is.EqualTo(Document.Trim().Replace("\\u00fc", "ü", StringComparison.Ordinal)));
        Assert.That(TextureGraph.FromJson(graph.ToJson(indented: true)), Is.EqualTo(graph));
        Assert.That((graph.Width, graph.Height, graph.Tile, graph.Nodes[0].X), Is.EqualTo((256, 128, TileMode.X, 1.5)));
    }

    [TestCase("", "not valid JSON")]
    [TestCase("[]", "expected an object")]
    [TestCase("{}", "has no \"scumbleGraph\"")]
    [TestCase("""{"scumbleGraph":2}""", "form 2")]
    [TestCase("""{"scumbleGraph":1,"width":8}""", "from 16 to 4096")]
    [TestCase("""{"scumbleGraph":1,"width":1e99}""", "from 16 to 4096")]
    [TestCase("""{"scumbleGraph":1,"tile":"xyz"}""", "none, x, y or xy")]
    [TestCase("""{"scumbleGraph":1,"tile":"7"}""", "none, x, y or xy")]
    [TestCase("""{"scumbleGraph":1,"nodes":{}}""", "expected a list")]
    [TestCase("""{"scumbleGraph":1,"nodes":[{"kind":"noise"}]}""", "no \"id\" in nodes[0]")]
    [TestCase("""{"scumbleGraph":1,"nodes":[{"id":"a.b","kind":"noise"}]}""", "'a.b'")]
    [TestCase("""{"scumbleGraph":1,"nodes":[{"id":"a","kind":"noise","x":1e999}]}""", "expected a number")]
    [TestCase("""{"scumbleGraph":1,"nodes":[{"id":"a","kind":"noise"},{"id":"a","kind":"blur"}]}""", "two nodes have the id 'a'")]
    [TestCase("""{"scumbleGraph":1,"wires":[{"from":"a","to":"b.c"}]}""", "\"a\" as an end")]
    [TestCase("""{"scumbleGraph":1,"scumbleGraph":1}""", "not valid JSON")]
    [TestCase("""{"scumbleGraph":1,"name":"\ud800"}""", "no text")]
    public void WhatCannotBeToldApartIsRefused(string json, string expected) =>
        Assert.That(() => TextureGraph.FromJson(json), Throws.TypeOf<ScumbleException>().With.Message.Contains(expected).And.Property("Hint").Not.Empty);

    [Test]
    public void LimitsHold()
    {
        var nodes = string.Join(',', Enumerable.Range(0, TextureGraph.MaxNodes + 1).Select(i => $$"""{"id":"n{{i}}","kind":"noise"}"""));
        Assert.That(() => TextureGraph.FromJson($$"""{"scumbleGraph":1,"nodes":[{{nodes}}]}"""), Throws.TypeOf<ScumbleException>().With.Message.Contains("at most 500"));
        Assert.That(() => TextureGraph.FromJson(new string(' ', TextureGraph.MaxLength + 1)), Throws.TypeOf<ScumbleException>().With.Message.Contains("characters"));
        Assert.That(() => TextureGraph.FromJson(string.Concat(Enumerable.Repeat("[", 100))), Throws.TypeOf<ScumbleException>());

        // Graphs within graphs count too: 30 times 30 nodes.
        var inner = new GraphBuilder().Node("out", "output");
        for (var i = 0; i < 30; i++) inner.Node($"n{i}", "noise");
        var outer = new GraphBuilder();
        for (var i = 0; i < 30; i++) outer.Node($"g{i}", "graph", $$"""{"graph": {{inner.Graph.ToJson()}}}""");
        Assert.That(outer.Graph.Validate().Single().Message, Does.Contain("at most 500 run"));
    }

    [TestCase("a", "nois", "{}", "no kind of node 'nois'", "'noise'")]
    [TestCase("a", "noise", """{"cells": 4}""", "no parameter 'cells'", "cells")]
    [TestCase("a", "noise", """{"cells_x": 0}""", "from 1 to 512; found 0", "Cells")]
    [TestCase("a", "noise", """{"cells_x": "4"}""", "whole number", "Cells")]
    [TestCase("a", "noise", """{"type": "pink"}""", "one of value, perlin", "What the noise")]
    [TestCase("a", "noise", """{"seed": -1}""", "2^64", "seed")]
    [TestCase("a", "uniform", """{"colour": "red"}""", "#rrggbb", "colour")]
    [TestCase("a", "gradient_map", """{"gradient": [[0.5, "#000000"], [0.2, "#ffffff"]]}""", "ascending", "colour")]
    [TestCase("a", "blur", "{}", "needs a picture at 'input'", "soften")]
    [TestCase("a", "graph", "{}", "holds no graph", "Open")]
    public void FaultsOfNodesSayWhatIsExpected(string id, string kind, string parameters, string message, string hint)
    {
        var faults = new GraphBuilder().Node(id, kind, parameters).Graph.Validate();
        Assert.That(faults.Select(fault => fault.Message), Has.Some.Contains(message));
        Assert.That(faults.Single(fault => fault.Message.Contains(message, StringComparison.Ordinal)).Hint, Does.Contain(hint).IgnoreCase);
        Assert.That(faults.Select(fault => fault.Node), Has.All.EqualTo(id));
    }

    [TestCase("noise.output", "blend.mask", true, "white is where it counts")]
    [TestCase("noise.output", "blend.background", true, "the same value in all colours")]
    [TestCase("colour.output", "blend.foreground", true, "the colour everywhere")]
    [TestCase("material.material", "blend.foreground", true, "its base colour")]
    [TestCase("material.material", "blend.mask", false, "Split material")]
    [TestCase("noise.output", "blend.opacity", false, "A grey picture is no number.")]
    [TestCase("noise.output", "generate.control", false, "Put a Control node between")]
    [TestCase("words.output", "generate.prompt", true, "as it is")]
    [TestCase("words.output", "generate.seed", false, "A text is no seed.")]
    [TestCase("generate.material", "out.input", true, "as it is")]
    [TestCase("words.output", "out.input", false, "no picture and no material")]
    [TestCase("noise.outptu", "blend.mask", false, "no output 'outptu'")]
    [TestCase("noise.output", "blend.masc", false, "no input 'masc'")]
    [TestCase("blend.output", "material.base_color", true, "as it is")]
    [TestCase("after.output", "blend.background", false, "circle")]
    public void WiresSayHowOrWhyNot(string from, string to, bool isAllowed, string meaning)
    {
        var builder = new GraphBuilder().Node("noise", "noise").Node("blend", "blend").Node("colour", "value_colour").Node("words", "value_text")
            .Node("material", "material").Node("generate", "generate").Node("out", "output").Node("after", "invert").Wire("blend.output after.input");
        var (source, target) = (from.Split('.'), to.Split('.'));
        var rule = builder.Graph.Rule(new(source[0], source[1], target[0], target[1]));
        Assert.That(rule.IsAllowed, Is.EqualTo(isAllowed), rule.Meaning);
        Assert.That(rule.Meaning, Does.Contain(meaning));
        if (!isAllowed) Assert.That(builder.Wire($"{from} {to}").Graph.Validate().Select(fault => fault.Message), Has.Some.Contains(target[0] == "blend" && source[0] == "after" ? "circle blend -> after" : meaning));
    }

    [Test]
    public void EveryPairOfTypesHasARuleWithWords()
    {
        foreach (var from in Enum.GetValues<PortType>().Where(type => type != PortType.Any))
            foreach (var to in Enum.GetValues<PortType>()) Assert.That(PortTypes.Rule(from, to).Meaning, Is.Not.Empty);
    }

    [Test]
    public void KindsAreDescribed()
    {
        Assert.Multiple(() =>
        {
            Assert.That(NodeKinds.All, Has.Count.GreaterThan(40));
            foreach (var kind in NodeKinds.All)
            {
                var names = kind.Inputs.Select(port => port.Name).Concat(kind.Parameters.Select(parameter => parameter.Name)).ToArray();
                Assert.That(names, Is.Unique, kind.Id);
                Assert.That(kind.Outputs.Select(port => port.Name), Is.Unique, kind.Id);
                Assert.That(names.Concat(kind.Outputs.Select(port => port.Name)).Prepend(kind.Id), Has.All.Match("^[a-z][a-z0-9_]*$"), kind.Id);
                Assert.That(kind.Inputs.Concat(kind.Outputs).Select(port => port.Help).Concat(kind.Parameters.Select(parameter => parameter.Help)).Append(kind.Help), Has.All.EndsWith("."), kind.Id);
                foreach (var parameter in kind.Parameters) Assert.That(ParameterReader.FaultOf(parameter, parameter.Default), Is.Null, $"{kind.Id}.{parameter.Name}");
            }
        });
    }

    [Test]
    public async Task AGraphTravelsInThePicturesThatItMade()
    {
        using var folder = new TemporaryFolder();
        using var runner = new GraphRunner(new CpuImageOps());
        var graph = new GraphBuilder().Node("bricks", "bricks").Node("m", "material_from_height").Node("out", "output", """{"name": "wall"}""").Node("h", "output", """{"name": "height"}""")
            .Wire("bricks.height m.height", "m.material out.input", "bricks.height h.input").Graph;
        var files = GraphFiles.Write(folder.Path, await graph.GenerateAsync(runner));
        Assert.That(files.Select(Path.GetFileName), Is.EqualTo(new[]
        {
            "wall.basecolor.png", "wall.normal.png", "wall.height.png", "wall.roughness.png", "wall.metallic.png", "wall.occlusion.png", "height.png",
        }));
        Assert.That(files.Select(TextureGraph.Load), Has.All.EqualTo(graph));
        Assert.That(PngText.Read(files[0]).Select(text => text.Keyword), Has.None.Contains("xmp"), "no model had part in it");
        graph.Save(folder["graph.json"]);
        Assert.That(TextureGraph.Load(folder["graph.json"]), Is.EqualTo(graph));
        File.WriteAllBytes(folder["plain.png"], PngWriter.Encode(new Image(2, 2, 1), PngFormat.Data, []));
        Assert.That(() => TextureGraph.Load(folder["plain.png"]), Throws.TypeOf<ScumbleException>().With.Message.Contains("carries no graph"));
        Assert.That(() => TextureGraph.Load(folder["nowhere.json"]), Throws.TypeOf<ScumbleException>().With.Message.Contains("cannot be read"));
    }

    [TestCase("../secret.png")]
    [TestCase("/etc/passwd")]
    [TestCase("..\\secret.png")]
    [TestCase("sub/../../secret.png")]
    [TestCase("C:secret.png")]
    [TestCase("link.png")]
    [TestCase("linked/secret.png")]
    [TestCase(".. /secret.png")]
    public async Task NoFileOutsideOfTheFolderIsRead(string name)
    {
        using var folder = new TemporaryFolder();
        var inside = Directory.CreateDirectory(folder["graph"]).FullName;
        Pictures.Save(folder["secret.png"], Pictures.Noise(16, 16, 3, 1));
        Pictures.Save(Path.Combine(inside, "fine.png"), Pictures.Noise(16, 16, 3, 1));
        File.CreateSymbolicLink(Path.Combine(inside, "link.png"), folder["secret.png"]);
        Directory.CreateSymbolicLink(Path.Combine(inside, "linked"), folder.Path);
        using var runner = new GraphRunner(new CpuImageOps());
        Task<GraphResult> Run(string file) => runner.RunAsync(
            new GraphBuilder().Node("file", "picture", $$"""{"file": {{System.Text.Json.JsonSerializer.Serialize(file)}}}""").Graph, new() { Folder = inside });
        Assert.That((await Run("fine.png")).Failures, Is.Empty);
        Assert.That((await Run(name)).Nodes["file"].Status, Is.EqualTo(NodeStatus.Failed));
    }
}
