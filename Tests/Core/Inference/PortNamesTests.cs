using NUnit.Framework;
using Scumble.Diagnostics;
using Scumble.Inference;
using Scumble.Tensors;
using Scumble.Tests.Fixtures;

namespace Scumble.Tests.Core.Inference;

public class PortNamesTests
{
    private static readonly FakeSession Session = new(_ => { },
        new TensorPort("hidden_states", ElementType.Float32, [-1, 4]), new TensorPort(">sample", ElementType.Float32, [-1, 4]), new TensorPort(">noise_pred", ElementType.Float16, [-1]));

    [Test]
    public void TheFirstNameThatIsThereCounts()
    {
        Assert.That(Session.RequireInput(PortNames.Sample).Name, Is.EqualTo("hidden_states"));
        Assert.That(Session.RequireOutput(PortNames.Prediction).Name, Is.EqualTo("noise_pred"), "before 'sample', whatever the graph's order");
        Assert.That(Session.Inputs.Find("sample"), Is.Null, "outputs are no inputs");
    }

    [Test]
    public void WhatIsMissingIsNamedBesideWhatIsThere() => Assert.That(() => Session.RequireInput("timestep", "t"),
        Throws.TypeOf<ScumbleException>().With.Message.Contains("'timestep' or 't'").And.Message.Contains("hidden_states Float32 [?, 4]").And.Message.Contains("fake/model.onnx"));

    [TestCase(ElementType.Float32, new[] { 7, 4 }, ExpectedResult = true)]
    [TestCase(ElementType.Float32, new[] { 7, 5 }, ExpectedResult = false)]
    [TestCase(ElementType.Float32, new[] { 7, 4, 1 }, ExpectedResult = false)]
    [TestCase(ElementType.Float16, new[] { 7, 4 }, ExpectedResult = false)]
    public bool APortTakesItsTypeAndShape(ElementType type, int[] shape) => Session.Inputs[0].Accepts(type, new TensorShape(shape));
}
